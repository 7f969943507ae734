// What one unit sees, along one axis.
import assert from "node:assert/strict"
import { test } from "node:test"
import { drawnPart, growth, seenBy, sizeSentence, unitAt, within } from "#ui/field/receptive.js"

const CONV = { window: 3, strides: 1, dilation: 1, before: 0, length: 28, units: 26 }
const POOL = { window: 2, strides: 2, dilation: 1, before: 0, length: 26, units: 13 }
const LAYERS = [CONV, POOL]

test("a unit of the lecture's network sees four pixels", () => {
  assert.deepEqual(seenBy(LAYERS, 12), { first: 24, last: 27, seen: [24, 25, 26, 27] })
  assert.deepEqual(
    growth(LAYERS).map(({ size }) => size),
    [1, 3, 4],
  )
})

test("dilation leaves pixels out, and padding is not seen", () => {
  const holes = { window: 3, strides: 1, dilation: 3, before: 3, length: 8, units: 8 }
  assert.deepEqual(seenBy([holes], 0), { first: -3, last: 3, seen: [0, 3] })
})

test("the unit below a hand is that with the nearest middle, and it exists", () => {
  assert.deepEqual(
    [0, 13, 14, 27, 99].map((pixel) => unitAt(LAYERS, pixel)),
    [0, 6, 6, 12, 12],
  )
  assert.deepEqual(
    [-3, 5, 40].map((unit) => within(unit, LAYERS)),
    [0, 5, 12],
  )
})

test("a field that is too large is drawn inside the image only", () => {
  const field = { first: -2, last: 5, seen: [] }
  assert.deepEqual(drawnPart(field, 28, 256), [-2, 5])
  assert.deepEqual(drawnPart(field, 28, 4), [0, 5])
})

test("the sentence says how much lies in the image", () => {
  const image = { width: 28, height: 28 }
  const [corner, middle] = [
    { first: -1, last: 3, seen: [] },
    { first: 4, last: 8, seen: [] },
  ]
  assert.equal(sizeSentence(2, middle, middle, image), "One unit of layer 2 sees 5 × 5 pixels.")
  assert.equal(
    sizeSentence(2, corner, middle, image),
    "One unit of layer 2 sees 5 × 5 pixels, 4 × 5 of them in the image.",
  )
})
