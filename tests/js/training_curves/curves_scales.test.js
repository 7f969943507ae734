// The positions of a training run's curves, and the ticks of their axes.
import assert from "node:assert/strict"
import { test } from "node:test"
import { accuracyScale, lossScale, lossText, nearest, pathOf } from "#ui/training_curves/curves_scales.js"

const texts = (scale) => scale.ticks.map(({ text }) => text)

test("a gap in the numbers begins the line anew", () => {
  /** @type {any} */
  const scale = { x: (x) => 10 * x, y: (y) => y }
  assert.equal(pathOf([0, 1, NaN, 2], [1, 2, NaN, 3], scale), "M0.0 1.0L10.0 2.0M20.0 3.0")
})

test("the nearest number is found beside gaps", () => {
  assert.equal(nearest([1, NaN, 4, 9], 5), 2)
  assert.equal(nearest([], 5), -1)
})

test("losses are written in few digits", () => {
  const losses = [0.12345, 0.000123, 0, 1.23e7, 1e7]
  assert.deepEqual(losses.map(lossText), ["0.123", "1.2e−4", "0", "1.2e7", "1e7"])
})

test("the axis of losses spans what was seen", () => {
  assert.deepEqual(texts(lossScale([], 5, 500, 200)), ["0.1", "0.2", "0.5", "1", "2", "5"])
  /** @type {any} */
  const run = { means: { loss: [2.3, NaN, 0.3] }, tests: { loss: [0.21] } }
  assert.deepEqual(texts(lossScale([run], 5, 500, 200)), ["0.2", "0.5", "1", "2", "5"])
})

test("the axis of accuracies leaves out every other text where they stand close", () => {
  const all = ["0 %", "50 %", "80 %", "90 %", "95 %", "98 %", "99 %", "≥ 99.5 %"]
  assert.deepEqual(texts(accuracyScale(5, 500, 230)), all)
  assert.deepEqual(texts(accuracyScale(5, 500, 140)), ["50 %", "90 %", "98 %", "≥ 99.5 %"])
})

test("a tenth of the mistakes is as far at any accuracy, up to the end of the axis", () => {
  const { y } = accuracyScale(5, 500, 200)
  assert.ok(Math.abs((y(0.9) - y(0.99)) / (y(0) - y(0.9)) - 1) < 1e-9)
  assert.equal(y(1), y(0.995))
})

test("an epoch is found again from its place", () => {
  const scale = lossScale([], 4, 472, 200)
  assert.equal(scale.epochAt(scale.x(3)), 3)
  assert.deepEqual(lossScale([], 30, 472, 200).epochs, [0, 5, 10, 15, 20, 25, 30])
})
