// What is said of the responses.
import assert from "node:assert/strict"
import { test } from "node:test"
import { angleReading, spoken } from "#ui/cells/cells_text.js"

const DATA = /** @type {Cells.Message} */ ({ angles: [0, 45, 90, 135], shown: [0, 90], mostShift: 1 })
const POSE = { angle: 80, shift: 1 }

test("the cell that responds most among those shown is named", () => {
  assert.equal(angleReading(DATA, POSE, [0, 0.9, 0.8, 0]), "Bar at 80°. The 90° cell responds most: 0.80.")
  assert.equal(angleReading(DATA, POSE, [0.05, 0.9, 0, 0]), "Bar at 80°. These cells hardly respond.")
})

test("a screen reader hears both cells at the bar's shift", () => {
  const found = { cell: 90, shifts: [-1, 0, 1], simple: [0, 1, 0.25], pooled: [1, 1, 0.75] }
  assert.equal(
    spoken(DATA, POSE, [0, 0, 1, 0], found),
    "Bar at 80°. The 90° cell responds most: 1.00. Shift 1 px: simple cell 0.25, complex cell 0.75.",
  )
})
