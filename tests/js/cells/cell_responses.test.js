// Responses by hand; tests/ui/components/test_cells.py compares them with Python's.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  kernelOf,
  responseAt,
  responsesByAngle,
  responsesByShift,
  seenAround,
} from "#ui/cells/cell_responses.js"

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

/** A picture of three rows, of which the background is left out. */
const SEEN = {
  levels: Uint8Array.from([0, 255, 0, 255, 255, 0, 0, 51, 0]),
  side: 3,
  background: 0,
  first: Int16Array.from([1, 0, 1]),
  last: Int16Array.from([1, 1, 1]),
}

test("a response is the weighted sum after ReLU", () => {
  const kernel = kernelOf({ size: 2, divisors: [4] }, Float32Array.from([1, -2, 0, 3]), 0)
  assert.equal(kernel.total, 2)
  assert.equal(responseAt(SEEN, kernel, 0, 0), (-2 + 3) / 4)
  assert.equal(responseAt(SEEN, kernel, 0, 1), 1 / 4)
  assert.equal(responseAt(SEEN, kernel, 1, 1), 1 / 4)
  const opposite = kernelOf({ size: 2, divisors: [4] }, Float32Array.from([-1, 2, 0, -3]), 0)
  assert.equal(responseAt(SEEN, opposite, 0, 1), 0)
})

test("on white, the background counts as well", () => {
  const white = {
    levels: Uint8Array.from([255, 255, 0, 255]),
    side: 2,
    background: 255,
    first: Int16Array.from([2, 0]),
    last: Int16Array.from([-1, 0]),
  }
  const kernel = kernelOf({ size: 2, divisors: [2] }, Float32Array.from([1, 2, -4, 3]), 0)
  assert.equal(responseAt(white, kernel, 0, 0), (1 + 2 + 3) / 2)
})

test("the columns that the bar covers are known", () => {
  const look = { barWidth: 1, barLength: 3, dark: true }
  const { background, first, last } = seenAround(look, { angle: 0, shift: 1 }, 5)
  assert.deepEqual([background, [...first], [...last]], [255, [5, 1, 5, 5, 5], [-1, 3, -1, -1, -1]])
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
