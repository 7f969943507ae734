// Responses by hand; tests/ui/components/test_cells.py compares them with Python's.
import assert from "node:assert/strict"
import { test } from "node:test"
import { responseAt, responsesByAngle, responsesByShift } from "#ui/cells/cell_responses.js"

const LEVELS = Uint8Array.from([0, 255, 0, 255, 255, 0, 0, 51, 0])
const KERNEL = { weights: Float32Array.from([1, -2, 0, 3]), size: 2, divisor: 4 }
/** Two kernels of one row of pixels' height: a line, and its opposite. */
const DATA = /** @type {Cells.Message} */ ({
  barWidth: 1,
  barLength: 9,
  dark: false,
  mostShift: 2,
  size: 3,
  angles: [0, 90],
  shown: [0, 90],
  divisors: [3, 3],
  pool: 3,
})
const WEIGHTS = Float32Array.from([-1, -1, -1, 1, 1, 1, 0, 0, 0, -1, 1, 0, -1, 1, 0, -1, 1, 0])

test("a response is the weighted sum after ReLU", () => {
  assert.equal(responseAt(LEVELS, 3, KERNEL, 0, 0), (-2 + 3) / 4)
  assert.equal(responseAt(LEVELS, 3, KERNEL, 0, 1), 1 / 4)
  assert.equal(responseAt(LEVELS, 3, KERNEL, 1, 1), 1 / 4)
  assert.equal(responseAt(LEVELS, 3, { ...KERNEL, weights: KERNEL.weights.map((w) => -w) }, 0, 1), 0)
})

test("each simple cell responds to its own angle", () => {
  assert.deepEqual(responsesByAngle(DATA, WEIGHTS, { angle: 0, shift: 0 }), [1, 0])
  assert.deepEqual(responsesByAngle(DATA, WEIGHTS, { angle: 90, shift: 0 }), [0, 1])
})

test("the complex cell takes the largest response around", () => {
  const found = responsesByShift(DATA, WEIGHTS, 0)
  assert.equal(found.cell, 0)
  assert.deepEqual(found.shifts, [-2, -1, 0, 1, 2])
  assert.deepEqual(found.simple, [0, 0, 1, 0, 0])
  assert.deepEqual(found.pooled, [0, 1, 1, 1, 0])
})
