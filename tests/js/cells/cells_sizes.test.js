// The sizes of picture and charts.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cellsSizes } from "#ui/cells/cells_sizes.js"

test("on a projector the picture and both charts stand side by side", () => {
  const { narrow, picture, angles, shifts } = cellsSizes(1200, 720, 65)
  assert.deepEqual([narrow, picture], [false, 6 * 65])
  assert.ok(picture + angles.width < 1200 && angles.width > 700)
  assert.ok(shifts.width < angles.width)
})

test("on a phone each has the whole width, and the picture whole pixels", () => {
  const { narrow, picture, angles, shifts } = cellsSizes(358, 844, 65)
  assert.deepEqual([narrow, picture, angles.width, shifts.width], [true, 5 * 65, 346, 346])
})
