// What is said of the network's answer, and the sizes of the parts.
import assert from "node:assert/strict"
import { test } from "node:test"
import { marginOf, winnerOf } from "#ui/morph/doubt.js"
import { morphSizes } from "#ui/morph/morph_sizes.js"
import { amountText, answerText, bestOf, headline, spokenAnswer } from "#ui/morph/morph_text.js"

const CLASSES = ["7", "8", "9"]

test("the best classes come first, and of equals the first", () => {
  assert.deepEqual(bestOf([0.2, 0.5, 0.3], 2), [1, 2])
  assert.deepEqual(bestOf([0.5, 0.5, 0], 2), [0, 1])
  assert.equal(winnerOf([0.2, 0.4, 0.4]), 1)
  assert.ok(Math.abs(marginOf([0.2, 0.5, 0.3]) - 0.2) < 1e-12)
})

test("the headline names the answer, or both answers at the greatest doubt", () => {
  assert.equal(headline(CLASSES, [0.2, 0.5, 0.3], false), "The network reads an 8.")
  assert.equal(headline(CLASSES, [0.6, 0.1, 0.3], false), "The network reads a 7.")
  assert.equal(headline(CLASSES, [0.02, 0.5, 0.48], true), "Greatest doubt: is it an 8 or a 9?")
})

test("an amount always has one decimal, and an answer its percentage", () => {
  assert.deepEqual([0, 217, 400].map(amountText), ["0.0 %", "54.3 %", "100.0 %"])
  assert.equal(answerText(CLASSES, [0.2, 0.5, 0.3], 2), "9: 30 %")
})

test("a screen reader hears the place and both best answers", () => {
  assert.equal(
    spokenAnswer(CLASSES, [0.02, 0.5, 0.48], 200, true),
    "At 50.0 %. Greatest doubt: is it an 8 or a 9? 8: 50 %, 9: 48 %.",
  )
})

test("pictures are whole multiples of a digit, and the chart has the rest", () => {
  const { narrow, large, small, chart } = morphSizes(1200, 720)
  assert.deepEqual([narrow, large, small], [false, 336, 140])
  assert.ok(large + 2 * small + chart.width < 1200 && chart.width > 400)
  assert.ok(chart.height < large)
})

test("on a phone the chart stands below", () => {
  const { narrow, large, small, chart } = morphSizes(366, 844)
  assert.deepEqual([narrow, large % 28, small % 28, chart.width], [true, 0, 0, 354])
  assert.ok(large + 2 * small < 354)
})
