// Outputs of operations, computed by hand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { ACTIVATIONS, normal } from "#ui/shared/activations.js"
import { compute, extentOf, lookAt, spanOf } from "#ui/stepper/arithmetic.js"
import {
  arithmeticText,
  feedsText,
  outputFormula,
  outputSymbols,
  result,
  written,
} from "#ui/stepper/formula.js"

const PLAIN = { strides: [1, 1], dilation_rate: [1, 1], mode: "zeros", divisor: 1, offset: 0, bias: null }
const FLAT = [
  [0, 0],
  [0, 0],
]
const X = [
  [[1], [2], [3]],
  [[4], [5], [6]],
  [[7], [8], [9]],
]
/** Only the fields that are read. @type {any} */
const CONVOLUTION = {
  ...PLAIN,
  kind: "convolution",
  x: X,
  window: [2, 2],
  padding: FLAT,
  outputs: 1,
  weights: [
    [[[1]], [[0]]],
    [[[0]], [[-1]]],
  ],
}
/** @type {any} */
const POOLING = {
  ...PLAIN,
  kind: "pooling",
  function: "max",
  x: X,
  window: [2, 2],
  padding: FLAT,
  outputs: 1,
}
const values = (data) => [...compute(data).outputs[0].values]

test("a convolution is the sum of products, divided, with offset and bias", () => {
  assert.deepEqual(values(CONVOLUTION), [-4, -4, -4, -4])
  assert.deepEqual(values({ ...CONVOLUTION, divisor: 2, offset: 1, bias: [0.5] }), [-0.5, -0.5, -0.5, -0.5])
  assert.deepEqual(
    values({
      ...CONVOLUTION,
      padding: [
        [1, 0],
        [0, 1],
      ],
      strides: [2, 2],
    }),
    [-2, 0, -4, 6],
  )
})

test("pooling sees no padding", () => {
  assert.deepEqual(values(POOLING), [5, 6, 8, 9])
  assert.deepEqual(values({ ...POOLING, function: "average" }), [3, 4, 6, 7])
  const padded = {
    ...POOLING,
    mode: "none",
    padding: [
      [1, 0],
      [1, 0],
    ],
    strides: [2, 2],
  }
  assert.deepEqual(values({ ...padded, function: "average" }), [1, 2.5, 5.5, 7])
})

test("one output cell is taken apart", () => {
  const look = lookAt(compute(CONVOLUTION), 0, 1, 0)
  assert.deepEqual(look.slices[0].window, [4, 5, 7, 8])
  assert.deepEqual([...look.slices[0].products], [4, 0, 0, -8])
  assert.equal(look.slices[0].sum, look.value)
  assert.deepEqual(look.slices[0].inside, [true, true, true, true])
  assert.equal(lookAt(compute(POOLING), 0, 0, 0).slices[0].winner, 3)
})

test("activations at −1, 0 and 2", () => {
  const close = (found, expected) =>
    assert.ok(Math.abs(found - expected) < 1e-12, `${found}, not ${expected}`)
  const e = Math.exp(-1)
  /** @type {Record<string, number[]>} */
  const expected = {
    relu: [0, 0, 2],
    leaky_relu: [-0.2, 0, 2],
    elu: [e - 1, 0, 2],
    sigmoid: [e / (1 + e), 0.5, 1 / (1 + Math.exp(-2))],
    tanh: [Math.tanh(-1), 0, Math.tanh(2)],
    gelu: [-normal(-1), 0, 2 * normal(2)],
  }
  assert.deepEqual(Object.keys(ACTIVATIONS), Object.keys(expected))
  for (const [name, f] of Object.entries(ACTIVATIONS))
    [-1, 0, 2].forEach((x, n) => close(f(x), expected[name][n]))
  close(normal(1.959963984540054), 0.975)
})

test("spans and extents", () => {
  assert.equal(spanOf([1, -3, NaN]), 3)
  assert.equal(spanOf([0]), 1)
  assert.deepEqual(extentOf([2, -1, 5]), [-1, 5])
})

test("the arithmetic is written with its numbers", () => {
  const told = (data) => arithmeticText(data, lookAt(compute(data), 0, 0, 0))
  assert.equal(told(CONVOLUTION), "1·1 + 2·0 + 4·0 + 5·(−1) = −4")
  assert.equal(told({ ...CONVOLUTION, divisor: 2, bias: [-1] }), "(1·1 + 2·0 + 4·0 + 5·(−1)) / 2 − 1 = −3")
  assert.equal(told(POOLING), "max(1, 2, 4, 5) = 5")
  assert.equal(told({ ...POOLING, function: "average" }), "(1 + 2 + 4 + 5) / 4 = 3")
  /** @type {any} */
  const activation = { ...PLAIN, kind: "activation", x: [[[-2]]], window: [1, 1], padding: FLAT, outputs: 1 }
  assert.equal(told({ ...activation, function: "relu" }), "max(0, −2) = 0")
  assert.equal(told({ ...activation, function: "leaky_relu" }), "max(0.2·(−2), −2) = −0.4")
})

test("sizes are written with the formula's numbers", () => {
  const model = compute({ ...CONVOLUTION, strides: [2, 1] })
  assert.equal(outputFormula(model), "rows: ⌊(3 − 2 + 2·0)/2⌋ + 1 = 1\ncolumns: ⌊(3 − 2 + 2·0)/1⌋ + 1 = 2")
  assert.equal(outputSymbols(model), "⌊(input − kernel + padding)/stride⌋ + 1, ⌊ ⌋: rounded down")
})

test("what is not 0 does not read as 0", () => {
  assert.deepEqual(
    [0, 1e-9, 0.001, 0.0002, -1234.5, 2e6].map((value) => written(value)),
    ["0", "0", "0.001", "2.0e−4", "−1234.5", "2.0e+6"],
  )
  assert.equal(result(1 / 3), "0.3333")
})

test("an input cell says what it feeds", () => {
  const cell = { inside: true, copy: false, row: 1, column: 2, value: 0.5, feeds: 4 }
  assert.equal(feedsText(cell), "Input row 1, column 2 = 0.5 feeds 4 output cells")
  assert.equal(
    feedsText({ ...cell, inside: false, value: NaN, feeds: 0 }),
    "Padding is ignored: no window covers it",
  )
})
