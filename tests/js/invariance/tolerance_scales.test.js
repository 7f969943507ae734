// Places on the chart, its round numbers, and the names beside the plot.
import assert from "node:assert/strict"
import { test } from "node:test"
import { invarianceSizes } from "#ui/invariance/invariance_sizes.js"
import { isNarrow, nameHeights, scalesOf, ticksOf } from "#ui/invariance/tolerance_scales.js"

const SCALES = { right: 400, top: 20, bottom: 220 }

test("an amount under the pointer is the amount at its place, and ends at the limits", () => {
  for (const width of [700, 350]) {
    const scales = scalesOf({ width, height: 430 }, { least: -90, most: 90 }, 4)
    for (const amount of [-90, -17, 0, 90])
      assert.ok(Math.abs(scales.amountAt(scales.x(amount)) - amount) < 1e-9)
    assert.equal(scales.amountAt(-5), -90)
    assert.equal(scales.amountAt(width + 5), 90)
    assert.ok(scales.y(1) < scales.y(0) && scales.y(0) < scales.row(0) && scales.row(3) < 430)
  }
  assert.deepEqual([isNarrow(350), isNarrow(700)], [true, false])
})

test("the axis has round numbers", () => {
  assert.deepEqual(ticksOf({ least: -90, most: 90 }), [-90, -60, -30, 0, 30, 60, 90])
  assert.deepEqual(ticksOf({ least: -10, most: 10 }), [-10, -5, 0, 5, 10])
  assert.deepEqual(ticksOf({ least: 40, most: 160 }), [40, 60, 80, 100, 120, 140, 160])
  assert.deepEqual(ticksOf({ least: -1.5, most: 2.5 }), [-1, 0, 1, 2])
  assert.deepEqual(ticksOf({ least: 0, most: 4 }), [0, 1, 2, 3, 4])
  assert.deepEqual(ticksOf({ least: 0, most: 80 }), [0, 20, 40, 60, 80])
})

test("of names beside the plot, the line that ends first stands on top, and none covers another", () => {
  const heights = nameHeights(
    [
      [300, 120],
      [200, 130],
      [250, 110],
    ],
    SCALES,
  )
  assert.deepEqual(heights, [146, 94, 120])
})

test("a line that reaches the edge has its name above the others, and all names stay beside the plot", () => {
  const heights = nameHeights(
    [
      [100, 20],
      [400, 24],
      [400, 22],
    ],
    SCALES,
  )
  assert.deepEqual(heights, [72, 46, 20])
})

test("on a projector pictures and chart stand side by side, on a phone one below the other", () => {
  const wide = invarianceSizes(1200, 720, 28)
  assert.deepEqual([wide.narrow, wide.pixel], [false, 7])
  assert.ok(wide.left + wide.chart.width < 1200)
  const phone = invarianceSizes(358, 844, 28)
  assert.deepEqual([phone.narrow, phone.pixel, phone.chart.width], [true, 5, 346])
})
