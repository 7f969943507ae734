// A crowded network: each column has rows of its own.
import assert from "node:assert/strict"
import { test } from "node:test"
import { columnsOf, UNFOLDED } from "#ui/live_network/columns.js"
import { hit, layOut, place } from "#ui/live_network/layout.js"
import { inOwnRows } from "#ui/live_network/own_rows.js"
import { groupsOf, sizesAt } from "#ui/live_network/own_sizes.js"
import { averaged, branched, branchedPen, convolutions, lecture, lenet5, pen } from "./networks.js"

/** The width of a name in the browser, about. */
function nameOf({ form, map }) {
  if (form === "classes") return 126
  if (form === "units") return 54
  return map.height > 9 ? 63 : 51
}
const OWN = { across: 464, staggered: 422, nameOf }

/** A desk on a screen of 1280 × 720. */
function desk(given = {}) {
  return /** @type {LiveNetwork.Room} */ ({
    flow: "right",
    along: 1200,
    across: 446,
    caption: 54,
    step: 1,
    own: OWN,
    ...given,
  })
}

const unfolded = (network) => columnsOf(network, UNFOLDED)
const mapsOf = (layout) => [...layout.byNode.values()].filter(({ form }) => form === "maps")

test("sizes with given scales, by hand", () => {
  const [, ...columns] = unfolded(pen())
  const groups = groupsOf(columns)
  assert.deepEqual(
    groups.map(({ height }) => height),
    [28, 14, 7, 3],
  )
  const given = { room: desk({ across: 464, along: 2000 }), longest: 60, names: Array(11).fill(0), hand: 200 }
  const sizes = sizesAt(columns, groups, [1, 2, 3, 4], given)
  const [one, two, pooled, three] = sizes.columns.map(([block]) => block)
  // 16 maps of 28 pixels and 15 gaps of 1 fit into 464, so rows are floor((464 - 28) / 15) = 29 apart.
  assert.deepEqual([one.lanes, one.rows, one.pitch.across, one.part.across], [1, 16, 29, 28])
  assert.deepEqual([two.lanes, pooled.lanes, pooled.part.across], [1, 1, 28])
  // 32 maps: 2 beside each other, 2 pixels apart.
  assert.deepEqual([three.lanes, three.rows, three.pitch], [2, 16, { along: 30, across: 29 }])
  // 64 maps of 12 pixels: floor(465 / 13) = 35 in a column at most, so 2 beside each other, 32 rows.
  const last = sizes.columns[8][0]
  assert.deepEqual([last.lanes, last.rows, last.pitch.across], [2, 32, 14])
})

test("names in one row push columns apart, names in two do not", () => {
  const [, ...columns] = unfolded(pen())
  const given = { room: desk({ across: 464 }), longest: 60, hand: 200 }
  const gapsWith = (names) => sizesAt(columns, groupsOf(columns), [1, 2, 3, 4], { ...given, names }).gaps
  // Two columns of 28 pixels with names of 63: their middles stand 63 + 10 + 1 apart.
  assert.equal(gapsWith(Array(11).fill(63))[1], 74 - 28)
  assert.equal(gapsWith(Array(11).fill(0))[1], 24)
})

test("at 1280 x 720 no map of the pen's network is smaller than its numbers", () => {
  const layout = layOut(unfolded(pen()), desk())
  assert.ok(layout.hasOwnRows)
  assert.deepEqual(
    mapsOf(layout).map(({ part }) => part.across),
    [28, 28, 28, 28, 28, 21, 21, 21, 12],
  )
  assert.deepEqual(
    mapsOf(layout).map(({ lanes }) => lanes),
    [1, 1, 1, 2, 2, 2, 4, 4, 2],
  )
  assert.deepEqual([layout.width, layout.height, layout.pad.width], [1200, 464, 140])
})

for (const along of [884, 944, 1100, 1200, 1286])
  for (const across of [464, 512, 600])
    test(`a crowded network in ${along} x ${across} keeps its promises`, () => {
      const room = desk({ along, own: { ...OWN, across, staggered: across - 42 } })
      const fitting = inOwnRows(unfolded(pen()), room, room.own)
      if (!fitting) return assert.ok(along < 1100)
      const layout = layOut(unfolded(pen()), room)
      const blocks = layout.columns.flat()
      for (const { scale } of fitting.sizes.columns.flat()) assert.ok(Number.isInteger(scale) && scale >= 1)
      for (const gap of fitting.sizes.gaps) assert.ok(gap >= 24)
      assert.ok(layout.width <= along)
      for (const [n, { left, top, height, node }] of blocks.entries()) {
        assert.ok(top >= 0 && top + height <= layout.height, node)
        if (n > 1) assert.ok(left - blocks[n - 1].left - blocks[n - 1].width >= 24, node)
      }
      const sides = mapsOf(layout).map(({ part }) => part.across)
      assert.deepEqual(
        sides,
        sides.toSorted((one, other) => other - one),
      )
    })

test("columns with as many rows stand level, whatever the size of their maps", () => {
  const layout = layOut(unfolded(pen()), desk())
  const middle = (node, channel) => {
    const { top, height } = place(layout, node, channel)
    return top + height / 2
  }
  for (const [channel, pooled] of [
    [0, 0],
    [15, 30],
  ])
    assert.ok(Math.abs(middle("conv_16_1", channel) - middle("max_32", pooled)) <= 1)
})

test("the middle of each map is hit where it stands", () => {
  const layout = layOut(unfolded(pen()), desk())
  for (const { node, count } of mapsOf(layout))
    for (let channel = 0; channel < count; channel += 1) {
      const { left, top, width, height } = place(layout, node, channel)
      const spot = hit(layout, left + width / 2, top + height / 2)
      assert.deepEqual([spot?.node, spot?.channel], [node, channel])
    }
})

for (const ratio of [2, 3])
  test(`scales are whole pixels of a screen with ${ratio} for each of CSS`, () => {
    const layout = layOut(unfolded(pen()), desk({ step: 1 / ratio }))
    for (const { scale } of mapsOf(layout)) {
      assert.ok(scale >= 1)
      assert.ok(Math.abs(scale * ratio - Math.round(scale * ratio)) < 1e-9)
    }
  })

test("branches stand below each other in their column", () => {
  const layout = layOut(unfolded(branchedPen()), desk({ along: 1300 }))
  assert.ok(layout.hasOwnRows)
  const [one, other] = ["conv_16_2", "branch"].map((node) => layout.byNode.get(node))
  assert.ok(one.top >= 0 && one.top + one.height + 54 <= other.top + 1)
  assert.ok(other.top + other.height <= layout.height)
})

test("networks that fit into common rows keep them", () => {
  for (const network of [lecture(), branched()]) {
    const layout = layOut(unfolded(network), desk())
    assert.ok(!layout.hasOwnRows)
    assert.deepEqual(layout, layOut(unfolded(network), desk({ own: null })))
  }
})

test("phones, and units that stand beside their maps, keep common rows", () => {
  const phone = desk({ flow: "down", along: Infinity, across: 365 })
  assert.equal(inOwnRows(unfolded(pen()), phone, OWN), null)
  assert.equal(inOwnRows(unfolded(averaged(6, 32)), desk(), OWN), null)
})

test("where no pad is small enough, nothing is promised", () => {
  assert.equal(inOwnRows(unfolded(convolutions(12, 64)), desk(), OWN), null)
  assert.ok(!layOut(unfolded(convolutions(12, 64)), desk()).hasOwnRows)
})

for (const across of [464, 900])
  test(`LeNet-5 stands on a screen of 1280 pixels, ${across} of them high, with a pixel for each number`, () => {
    const own = { ...OWN, across, staggered: across - 42 }
    const layout = layOut(unfolded(lenet5()), desk({ across: across - 18, own }))
    assert.ok(layout.hasOwnRows)
    assert.equal(layout.width, 1200)
    for (const { node, scale } of mapsOf(layout)) assert.ok(scale >= 1, node)
  })
