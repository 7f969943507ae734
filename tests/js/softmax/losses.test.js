// Softmax, losses and gradients, computed by hand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { descend, stepsOf } from "#ui/softmax/logit_descent.js"
import {
  crossentropyOfLogits,
  crossentropyOfShares,
  rivalOf,
  softmax,
  squaredFactor,
  weigh,
} from "#ui/softmax/losses.js"
import { preset } from "#ui/softmax/presets.js"

const close = (found, expected) => assert.ok(Math.abs(found - expected) < 1e-12, `${found}, not ${expected}`)

test("shares of logits whose exponentials are 1, 2 and 4", () => {
  const { shares, rests } = softmax([0, Math.log(2), Math.log(4)])
  shares.forEach((share, n) => close(share, [1 / 7, 2 / 7, 4 / 7][n]))
  rests.forEach((rest, n) => close(rest, [6 / 7, 5 / 7, 3 / 7][n]))
})

test("the gradient of cross-entropy is q − p, over the temperature", () => {
  const weighed = weigh([0, 2 * Math.log(2), 2 * Math.log(4)], 2, 1)
  close(weighed.crossentropy, Math.log(7 / 2))
  weighed.differences.forEach((value, n) => close(value, [1 / 7, -5 / 7, 4 / 7][n]))
  weighed.slopes.forEach((value, n) => close(value, [1 / 14, -5 / 14, 4 / 14][n]))
  close(weighed.squared, (1 + 25 + 16) / 49 / 3)
  assert.equal(weighed.winner, 2)
})

test("the squared error's gradient is that of finite differences", () => {
  const logits = [0.3, -1, 2]
  const squared = (z) => weigh(z, 1.5, 0).squared
  weigh(logits, 1.5, 0).squaredSlopes.forEach((slope, n) => {
    const moved = (by) => logits.map((logit, k) => (k === n ? logit + by : logit))
    assert.ok(Math.abs(slope - (squared(moved(1e-5)) - squared(moved(-1e-5))) / 2e-5) < 1e-9)
  })
})

test("the factor of the squared error, among two equal others", () => {
  close(squaredFactor({ scaled: [5, 1, 1], truth: 0 }), (2 / 3) * 1.5)
})

test("huge logits overflow nowhere, and Keras clips bare probabilities", () => {
  assert.equal(crossentropyOfLogits([-1e6, 1e6], 0), 2e6)
  close(crossentropyOfShares([0, 1], 0), -Math.log(Math.fround(1e-7)))
  assert.equal(rivalOf([9, 3, 5], 0), 2)
})

test("a preset has logits for the true class, its rival and the others", () => {
  assert.deepEqual(preset("doubtful", [9, 3, 5], 0), [2, -1, 2.5])
})

test("a descent ends when the mistake is mended; squared error takes longer", () => {
  const fast = descend("crossentropy", [0, 8, 0], 1, 0)
  const slow = descend("squared", [0, 8, 0], 1, 0)
  assert.ok(fast.at(-1) > 0.5 && fast.at(-2) <= 0.5)
  assert.ok(stepsOf(slow) > 10 * stepsOf(fast))
  assert.equal(stepsOf([0.1, 0.2]), null)
})
