// Where the path to a map stands.
import assert from "node:assert/strict"
import { test } from "node:test"
import { edgeBetween, MOST_SOURCES, rowsOfPath, spreadLayout } from "#ui/live_network/spread_layout.js"

const ROOM = { left: 0, top: 0, width: 1000, height: 472 }
const MAP = { left: 345, top: 120, width: 52, height: 52 }
const SIZE = { width: 26, height: 26 }
const KERNEL = { width: 3, height: 3 }
const inside = (box, room) =>
  box.left >= room.left &&
  box.top >= room.top &&
  box.left + box.width <= room.left + room.width &&
  box.top + box.height <= room.top + room.height

test("one source stands level with the map, and its parts follow from left to right", () => {
  const { box, rows, sum, result, scale } = spreadLayout({ map: MAP, left: 285, room: ROOM }, SIZE, KERNEL, {
    rows: 1,
    more: false,
  })
  const [{ kernel, map }] = rows
  assert.deepEqual([kernel.width, map.width, scale, box.left], [42, 52, 2, 273])
  const order = [kernel, map, sum, result]
  order.slice(1).forEach((next, n) => assert.ok(next.left >= order[n].left + order[n].width))
  assert.equal(map.top + map.height / 2, result.top + result.height / 2)
  assert.equal(kernel.top + kernel.height / 2, map.top + map.height / 2)
})

test("the path stays in the room, wherever the map is, with all of its parts inside", () => {
  for (const top of [0, 120, 420])
    for (const left of [0, 285, 900])
      for (const rows of [1, 2, 3]) {
        const path = spreadLayout({ map: { ...MAP, left, top }, left, room: ROOM }, SIZE, KERNEL, {
          rows,
          more: true,
        })
        assert.ok(inside(path.box, ROOM))
        for (const part of [path.result, path.sum, ...path.rows.flatMap(({ kernel, map }) => [kernel, map])])
          assert.ok(inside(part, path.box))
      }
})

test("on a phone the way from the sums to the map is shorter", () => {
  const narrow = { ...ROOM, width: 362 }
  const map = { ...MAP, left: 300, width: 78, height: 78 }
  const path = spreadLayout({ map, left: 0, room: narrow }, SIZE, KERNEL, { rows: 1, more: false })
  assert.ok(inside(path.box, narrow) && inside(path.result, path.box))
  assert.ok(path.sum.left > path.rows[0].map.left + 78 && path.sum.width > 40)
})

test("small maps are enlarged by a whole factor, and without weights there is no kernel", () => {
  const small = { ...MAP, width: 13, height: 13 }
  const { rows, scale } = spreadLayout(
    { map: small, left: 285, room: ROOM },
    { width: 13, height: 13 },
    null,
    { rows: 2, more: false },
  )
  assert.deepEqual([rows[0].map.width, scale, rows[0].kernel], [52, 4, null])
})

test("a map of 14 numbers that is drawn with 2 pixels for each grows to 3, not to 4", () => {
  const drawn = { ...MAP, width: 28, height: 28 }
  const { rows, scale } = spreadLayout(
    { map: drawn, left: 285, room: ROOM },
    { width: 14, height: 14 },
    null,
    { rows: 1, more: false },
  )
  assert.deepEqual([rows[0].map.width, scale], [42, 3])
})

test("a map whose numbers share pixels grows by a whole factor", () => {
  const halved = { ...MAP, width: 14, height: 14 }
  const { rows } = spreadLayout({ map: halved, left: 285, room: ROOM }, { width: 28, height: 28 }, null, {
    rows: 1,
    more: false,
  })
  assert.equal(rows[0].map.width, 42)
})

const part = (channel, ...values) => ({
  source: "conv",
  channel,
  kernel: null,
  map: { rows: 1, columns: values.length, values: Float64Array.from(values) },
})
const REST = { count: 0, sum: 0 }

test("the strongest sources have rows, and the others are counted", () => {
  const parts = [part(0, 1, -1), part(1, -5, 0), part(2, 0, 0), part(3, 2, 2), part(4, 0.5, 0)]
  const { shown, others } = rowsOfPath(
    /** @type {any} */ ({ parts, rest: { count: 7, sum: 0 }, rule: "sum" }),
  )
  assert.deepEqual(
    shown.map(({ channel }) => channel),
    [1, 3, 0],
  )
  assert.deepEqual([shown.length, others], [MOST_SOURCES, 9])
})

test("factors of a product keep their order", () => {
  const parts = [part(0, 1), part(1, 5)]
  const { shown } = rowsOfPath(/** @type {any} */ ({ parts, rest: REST, rule: "product" }))
  assert.deepEqual(
    shown.map(({ channel }) => channel),
    [0, 1],
  )
})

test("an edge leads from the right of one box to the left of the next", () => {
  assert.equal(
    edgeBetween({ left: 0, top: 0, width: 10, height: 20 }, { left: 50, top: 40, width: 8, height: 8 }),
    "M10 10C30 10 30 44 50 44",
  )
})
