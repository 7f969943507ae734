// Lines of arithmetic with the current numbers.
import assert from "node:assert/strict"
import { test } from "node:test"
import { weigh } from "#ui/softmax/losses.js"
import {
  briefDifference,
  briefShare,
  fieldText,
  gradientLine,
  lossLine,
  shareText,
  softmaxLine,
  written,
} from "#ui/softmax/softmax_text.js"

test("numbers do not read as 0 unless they are", () => {
  const values = [0, 1.5e-7, -12345.6, 0.00054321, 2.71428]
  assert.deepEqual(
    values.map((value) => written(value)),
    ["0", "1.5·10⁻⁷", "−12,346", "0.000543", "2.71"],
  )
})

test("a share says what is left for the others where that is little", () => {
  assert.equal(shareText(0.25, 0.75), "0.25")
  assert.equal(shareText(1, 0), "1")
  assert.equal(shareText(1, 2e-9), "1 − 2·10⁻⁹")
  assert.equal(shareText(0.9999, 1e-4), "0.99990")
  assert.deepEqual(
    [briefShare(0.0001, 0.9999), briefShare(0.9999, 0.0001), briefShare(0.5, 0.5)],
    ["< 0.001", "> 0.999", "0.500"],
  )
  assert.deepEqual([0, -0.0001, 0.25].map(briefDifference), ["0", "> −0.001", "+0.250"])
  assert.deepEqual([1e6, -1e6, 0.5].map(fieldText), ["1e6", "−1e6", "0.5"])
})

test("softmax, loss and gradient are written with their numbers", () => {
  const weighed = weigh([0, Math.log(2), Math.log(4)], 1, 1)
  assert.equal(softmaxLine(weighed, 0), "q₀ = exp(z₀ − max) / Σ = exp(0 − 1.386) / 1.75 = 0.1429")
  assert.equal(lossLine(weighed), "−Σ p · log q = −(1 · log 0.2857 + 9 terms with p = 0) = 1.253")
  assert.equal(
    gradientLine(weighed),
    "q₁ − p₁ = 0.2857 − 1 = −0.714: training raises z₁ and lowers the others",
  )
})
