// The cut-out of a whole picture.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cornerAfter, cornerWithin, cutOut } from "#ui/stepper/cut_out.js"

const GREY = { width: 4, channels: 1, type: "uint8", coloured: false }
const SIZE = { width: 2, height: 2 }
const LEVELS = Uint8Array.from({ length: 12 }, (_, n) => n)

test("a cut-out has the pixels from its corner on, as numbers from 0 to 1", () => {
  const x = cutOut(GREY, LEVELS, [1, 2], SIZE)
  assert.deepEqual(
    x.map((row) => row.map(([value]) => Math.round(255 * value))),
    [
      [6, 7],
      [10, 11],
    ],
  )
})

test("a colour picture gives the mean of its channels, or each of them", () => {
  const numbers = Float32Array.from([0, 0.5, 1, 1, 1, 1])
  const whole = { width: 2, channels: 3, type: "float32", coloured: false }
  const one = { width: 2, height: 1 }
  assert.deepEqual(cutOut(whole, numbers, [0, 0], one), [[[0.5], [1]]])
  assert.deepEqual(cutOut({ ...whole, coloured: true }, numbers, [0, 0], one), [
    [
      [0, 0.5, 1],
      [1, 1, 1],
    ],
  ])
})

test("the corner stays within the picture", () => {
  const whole = { width: 10, height: 6 }
  assert.deepEqual(cornerWithin(whole, SIZE, [-3, 99]), [0, 8])
  assert.deepEqual(cornerWithin(whole, SIZE, [2.6, 3.2]), [3, 3])
})

test("arrow keys move the corner by a pixel, with Shift by the cut-out's size", () => {
  assert.deepEqual(cornerAfter("ArrowUp", false, SIZE, [5, 5]), [4, 5])
  assert.deepEqual(cornerAfter("ArrowRight", true, { width: 3, height: 2 }, [5, 5]), [5, 8])
  assert.equal(cornerAfter("Enter", false, SIZE, [5, 5]), null)
})
