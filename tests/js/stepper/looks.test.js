// The names and colours of the stepper's parts.
import assert from "node:assert/strict"
import { test } from "node:test"
import { detailOf, inputName, lettersOf, looksOf, outputName, shownInputs } from "#ui/stepper/looks.js"

const plane = (...values) => ({ rows: 1, columns: values.length, values: Float64Array.from(values) })
/** Only the fields that are read. @type {any} */
const MODEL = {
  data: { kind: "convolution", pixels: true, outputs: 2 },
  inputs: [plane(0.5, 1), plane(0.2, 0), plane(0, 0.1)],
  kernels: [[Float64Array.of(2, -3), Float64Array.of(0.5), Float64Array.of(0)], [Float64Array.of(1)]],
  outputs: [plane(4, -5), plane(1, 1)],
}

test("each kind of value has one scale", () => {
  const looks = looksOf(MODEL, 0)
  assert.equal(looks.input.limit, 1)
  assert.equal(looks.weights.limit, 3)
  assert.equal(looks.products.limit, 3)
  assert.equal(looks.output.limit, 5)
  assert.deepEqual(
    [looks.input, looks.weights, looks.products, looks.output].map((look) => look.colours),
    ["pixels", "weights", "weights", "signed"],
  )
})

test("pooled pixels stay pixels, on the scale of what went in", () => {
  const data = { kind: "pooling", pixels: true, outputs: 1 }
  /** @type {any} */
  const model = { data, inputs: [plane(0.5)], kernels: [], outputs: [plane(2)] }
  const looks = looksOf(model, 0)
  assert.deepEqual([looks.input.limit, looks.output.limit, looks.output.colours], [2, 2, "pixels"])
})

test("channels of a photograph are named by their colours", () => {
  assert.deepEqual(inputName(MODEL, 1), { name: "green", colour: "green" })
  assert.deepEqual(inputName({ ...MODEL, inputs: [plane(1)] }, 0), { name: "input" })
  assert.equal(outputName(MODEL, 1), "output of filter 1")
  assert.deepEqual(shownInputs(MODEL, 1), [0, 1, 2])
  assert.deepEqual(shownInputs({ ...MODEL, data: { kind: "pooling" } }, 1), [1])
})

test("shape and range are written under a grid", () => {
  assert.equal(detailOf([1, 2], plane(-0.5, 2)), "1 × 2, −0.5 … 2")
  assert.equal(detailOf([0, 0], plane()), "")
})

test("letters leave room for signs and fractions", () => {
  const look = (/** @type {number} */ limit) => ({ colours: /** @type {const} */ ("weights"), limit })
  const looks = { input: look(1), weights: look(3), products: look(3) }
  assert.deepEqual(lettersOf(MODEL, looks), { window: 4, kernel: 5, products: 5 })
})
