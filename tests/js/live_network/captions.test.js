// Captions below columns: no two of them overlap, and each says as much as there is room for.
import assert from "node:assert/strict"
import { test } from "node:test"
import { fittingCaptions, shortTitle } from "#ui/live_network/captions.js"

/** Ten pixels a letter. */
const measure = (text) => 10 * text.length

/** Convolutions in columns that stand `pitch` apart. */
function convolutions(n, pitch) {
  return Array.from({ length: n }, (_, k) => ({
    title: `Convolution ${k + 1} + ReLU`,
    short: "conv 3 × 3",
    middle: pitch * k,
    least: 70,
    below: 1,
  }))
}

test("where there is room, a caption is one line with everything", () => {
  const [first] = fittingCaptions(convolutions(3, 300), measure)
  assert.deepEqual(first, { lines: ["Convolution 1 + ReLU"], drop: 0 })
})

test("with less room the activation stands below, and then a word is left", () => {
  const linesAt = (pitch) => fittingCaptions(convolutions(3, pitch), measure)[1].lines
  assert.deepEqual(linesAt(150), ["Convolution 2", "+ ReLU"])
  assert.deepEqual(linesAt(90), ["Conv 2"])
})

test("in a crowded row every second caption stands below its neighbours", () => {
  const fitting = fittingCaptions(convolutions(6, 50), measure)
  assert.deepEqual(
    fitting.map(({ drop }) => drop > 0),
    [false, true, false, true, false, true],
  )
  assert.equal(fitting[1].drop, 42)
})

test("crowding at one end leaves the other end as it is", () => {
  const far = convolutions(4, 50).map((one, n) => (n === 3 ? { ...one, middle: 900 } : one))
  assert.deepEqual(fittingCaptions(far, measure)[3], { lines: ["Convolution 4 + ReLU"], drop: 0 })
})

test("a short title keeps the layer's number, and a name of one's own that is shorter", () => {
  assert.equal(shortTitle("Convolution 12 + ReLU", "conv 3 × 3"), "Conv 12")
  assert.equal(shortTitle("Max pooling", "max 2 × 2"), "Max")
  assert.equal(shortTitle("stem + ReLU", "separable 3 × 3"), "stem")
})
