// Columns, sizes and places of networks: rows, branches, folding, phones.
import assert from "node:assert/strict"
import { test } from "node:test"
import { columnsOf, FOLD, UNFOLDED } from "#ui/live_network/columns.js"
import { hit, layOut, place } from "#ui/live_network/layout.js"
import { branched, convolutions, lecture, lenet5 } from "./networks.js"

const DESK = /** @type {LiveNetwork.Room} */ ({
  flow: "right",
  along: 1200,
  across: 472,
  caption: 50,
  step: 1,
})
const PHONE = /** @type {LiveNetwork.Room} */ ({
  flow: "down",
  along: Infinity,
  across: 365,
  caption: 50,
  step: 1,
})
const FOLDED = { maps: 64, layers: 12, opened: new Set() }

/** The blocks of a network on a desk, by node. */
function onDesk(network, folding = FOLDED) {
  return layOut(columnsOf(network, folding), DESK)
}

test("the lecture's network stands as in the sketch, without its dropout", () => {
  const layout = onDesk(lecture())
  const nodes = layout.columns.map((column) => column.map(({ node }) => node))
  assert.deepEqual(nodes, [["input"], ["conv2d"], ["max_pooling2d"], ["flatten"], ["dense"], ["dense_1"]])
  const [convolution, pooling] = ["conv2d", "max_pooling2d"].map((name) => layout.byNode.get(name))
  assert.deepEqual([convolution.lanes, convolution.rows, convolution.scale], [4, 8, 2])
  assert.deepEqual([pooling.lanes, pooling.rows, pooling.scale], [4, 8, 3])
  assert.equal(convolution.pitch.across, 60)
  assert.equal(pooling.pitch.across, 60)
  assert.equal(layout.byNode.get("dense").scale, 14)
  assert.ok(layout.byNode.get("flatten").lanes * layout.byNode.get("flatten").rows >= 5408)
})

test("a layer takes its numbers from the last one that does something", () => {
  const blocks = onDesk(lecture()).byNode
  assert.deepEqual(blocks.get("flatten").sources, ["max_pooling2d"])
  assert.deepEqual(blocks.get("dense_1").sources, ["dense"])
  assert.deepEqual(
    [blocks.get("dense_1").form, blocks.get("conv2d").title],
    ["classes", "Convolution + ReLU"],
  )
})

test("branches stand in one column, and what joins them comes after both", () => {
  const layout = onDesk(branched())
  const nodes = layout.columns.map((column) => column.map(({ node }) => node))
  assert.deepEqual(nodes, [["input"], ["a"], ["b", "c"], ["joined"], ["add"], ["flatten"], ["dense"]])
  assert.deepEqual(layout.byNode.get("add").sources, ["joined", "a"])
  const [b, c] = [layout.byNode.get("b"), layout.byNode.get("c")]
  assert.ok(b.top + b.height + DESK.caption <= c.top + 1)
})

for (const [name, network] of Object.entries({
  lecture: lecture(),
  branched: branched(),
  deep: convolutions(6, 32),
}))
  for (const [screen, room] of Object.entries({ desk: DESK, phone: PHONE }))
    test(`${name} on a ${screen}: nothing overlaps, and all of it is on the stage`, () => {
      const layout = layOut(columnsOf(network, FOLDED), room)
      const blocks = [...layout.byNode.values()]
      for (const [n, one] of blocks.entries()) {
        assert.ok(one.left >= 0 && one.top >= 0, one.node)
        assert.ok(
          one.left + one.width <= layout.width + 1 && one.top + one.height <= layout.height + 1,
          one.node,
        )
        for (const other of blocks.slice(n + 1)) assert.ok(!overlap(one, other), `${one.node} ${other.node}`)
      }
    })

function overlap(one, other) {
  const across = one.left < other.left + other.width && other.left < one.left + one.width
  return across && one.top < other.top + other.height && other.top < one.top + one.height
}

for (const [screen, room] of Object.entries({ desk: DESK, phone: PHONE }))
  test(`on a ${screen}, the middle of each part is hit where it is placed`, () => {
    const layout = layOut(columnsOf(branched(), FOLDED), room)
    for (const { node, count, form, map } of layout.byNode.values())
      for (let channel = 0; channel < (form === "picture" ? 1 : count); channel += 1) {
        const { left, top, width, height } = place(layout, node, channel)
        const spot = hit(layout, left + width / 2, top + height / 2)
        assert.deepEqual([spot?.node, spot?.channel], [node, channel])
        if (spot.cell) assert.deepEqual(spot.cell, [Math.floor(map.height / 2), Math.floor(map.width / 2)])
      }
    assert.equal(hit(layout, -1, 5), null)
  })

test("64 maps of a layer are shown, the rest when it is opened", () => {
  const network = convolutions(1, 96)
  assert.deepEqual(counts(columnsOf(network, FOLDED)), [64, 32])
  assert.deepEqual(counts(columnsOf(network, { ...FOLDED, opened: new Set(["conv2d_0"]) })), [96, 0])
  assert.deepEqual(counts(columnsOf(network, UNFOLDED)), [96, 0])
  assert.equal(place(onDesk(network), "conv2d_0", 64), null)
})

function counts(columns) {
  const { count, folded } = columns[1][0]
  return [count, folded]
}

test("12 layers are shown, the first and the last ones; the rest when they are opened", () => {
  const network = convolutions(16, 8)
  const columns = columnsOf(network, FOLDED)
  assert.equal(columns.length, 14)
  assert.deepEqual([columns[7][0].node, columns[7][0].folded], [FOLD, 6])
  assert.equal(columns.at(-1)[0].form, "classes")
  assert.equal(columnsOf(network, { ...FOLDED, opened: new Set([FOLD]) }).length, 19)
})

test("maps of one size are drawn in one size, and pooled ones smaller", () => {
  const layout = onDesk(branched())
  const scales = new Set(["a", "b", "c", "add"].map((name) => layout.byNode.get(name).scale))
  assert.equal(scales.size, 1)
  const [before, after] = ["conv2d", "max_pooling2d"].map(
    (name) => onDesk(lecture()).byNode.get(name).part.along,
  )
  assert.ok(after < before)
})

test("maps of one number are drawn as units, and so is the column that Flatten makes of them", () => {
  const blocks = onDesk(lenet5(), UNFOLDED).byNode
  for (const name of ["c5", "c5_tanh", "flatten"]) {
    const { form, count, aligned } = blocks.get(name)
    assert.deepEqual([form, count, aligned], ["units", 120, false])
  }
  assert.equal(blocks.get("s4_tanh").form, "maps")
  assert.equal(blocks.get("softmax").form, "classes")
})

test("a convolution by a table takes several maps, as one without a table does", () => {
  const blocks = onDesk(lenet5(), UNFOLDED).byNode
  const mixing = [...blocks.values()].filter(({ mixes }) => mixes).map(({ node }) => node)
  assert.deepEqual(mixing, ["c3", "c5", "f6", "distances"])
})
