// The bar: drawn, turned, shifted, grabbed and dragged.
import assert from "node:assert/strict"
import { test } from "node:test"
import { barLevels, draggedTo, grabbedAt, poseAfter, shiftedBy, turnedBy } from "#ui/cells/cell_bar.js"

const SIZE = { barWidth: 1, barLength: 3, dark: false }
const BAR = { barWidth: 5, barLength: 46 }

test("a small bar by hand, bright and dark", () => {
  const lying = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  assert.deepEqual([...barLevels(SIZE, { angle: 0, shift: 0 }, 5)], lying)
  const dark = [...barLevels({ ...SIZE, dark: true }, { angle: 0, shift: 0 }, 5)]
  assert.deepEqual(
    dark,
    lying.map((level) => 255 - level),
  )
})

test("a positive shift moves a lying bar up and a standing one to the left", () => {
  const at = (/** @type {number} */ angle) =>
    [...barLevels({ ...SIZE, barLength: 1 }, { angle, shift: 1 }, 3)].indexOf(255)
  assert.deepEqual([at(0), at(90)], [1, 3])
})

test("half a turn is the same bar on the other side", () => {
  assert.deepEqual(turnedBy({ angle: 170, shift: 4 }, 15), { angle: 5, shift: -4 })
  assert.deepEqual(turnedBy({ angle: 5, shift: -4 }, -15), { angle: 170, shift: 4 })
  assert.deepEqual(turnedBy({ angle: 10, shift: 4 }, 360), { angle: 10, shift: 4 })
  assert.deepEqual(turnedBy({ angle: 170, shift: 0 }, 15), { angle: 5, shift: 0 })
})

test("a shift is a whole number of pixels and ends at the limit", () => {
  assert.deepEqual(shiftedBy({ angle: 3, shift: 2 }, 1.6, 20), { angle: 3, shift: 4 })
  assert.deepEqual(shiftedBy({ angle: 3, shift: 2 }, 99, 20), { angle: 3, shift: 20 })
  assert.deepEqual(shiftedBy({ angle: 3, shift: 2 }, -99, 20), { angle: 3, shift: -20 })
})

test("a hand in the middle shifts, and elsewhere turns", () => {
  const standing = { angle: 90, shift: 10 }
  assert.equal(grabbedAt(BAR, standing, -10, 8), "shift")
  assert.equal(grabbedAt(BAR, standing, -10, 20), "turn")
  assert.equal(grabbedAt(BAR, standing, 0, 8), "turn")
})

test("a dragged end stays under the hand, also over half a turn", () => {
  /** @type {Cells.Grab} */
  const grab = { kind: "turn", pose: { angle: 0, shift: 3 }, from: [20, 0] }
  assert.deepEqual(draggedTo(grab, 10, 10, 20), { angle: 45, shift: 3 })
  assert.deepEqual(draggedTo(grab, -10, 10, 20), { angle: 135, shift: 3 })
  assert.deepEqual(draggedTo(grab, 10, -10, 20), { angle: 135, shift: -3 })
})

test("a dragged middle moves only at a right angle to the bar", () => {
  /** @type {Cells.Grab} */
  const grab = { kind: "shift", pose: { angle: 90, shift: 1 }, from: [2, 5] }
  assert.deepEqual(draggedTo(grab, -3, 9, 20), { angle: 90, shift: 6 })
})

test("left turns counter-clockwise, and up always moves the bar up", () => {
  const pose = { angle: 30, shift: 1 }
  assert.deepEqual(poseAfter("ArrowLeft", false, pose, 20), { angle: 35, shift: 1 })
  assert.deepEqual(poseAfter("ArrowRight", true, pose, 20), { angle: 29, shift: 1 })
  assert.deepEqual(poseAfter("ArrowUp", false, pose, 20), { angle: 30, shift: 2 })
  assert.deepEqual(poseAfter("ArrowUp", false, { angle: 150, shift: 1 }, 20), { angle: 150, shift: 0 })
  assert.deepEqual(poseAfter("ArrowDown", false, pose, 1), { angle: 30, shift: 0 })
  assert.equal(poseAfter("Enter", false, pose, 20), null)
})
