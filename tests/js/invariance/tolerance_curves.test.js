// Curves of answers: the order in which they are asked for, where they break, and the amount that tells most.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  averageCurve,
  breaksOf,
  emptyCurve,
  knownReach,
  nearestPlace,
  nextAmount,
  takeAnswer,
  tellingAmount,
  widthOf,
  winnerOf,
} from "#ui/invariance/tolerance_curves.js"

/** @type {any} */
const TURN = { least: -4, most: 4, neutral: 0, step: 1, amounts: [-4, -2, 0, 2, 4] }
/** @type {any} */
const NOISE = { least: 0, most: 4, neutral: 0, step: 1, amounts: [0, 2, 4] }

/**
 * Answer all that a curve asks for: right between `low` and `high`. Returns the curve and the amounts in order.
 * @param {any} distortion
 * @param {number} low
 * @param {number} high
 */
function answered(distortion, low, high) {
  const curve = emptyCurve(distortion)
  const asked = []
  for (let amount = nextAmount(distortion, curve); amount !== null; amount = nextAmount(distortion, curve)) {
    asked.push(amount)
    takeAnswer(distortion, curve, amount, low <= amount && amount <= high ? [0.2, 0.8] : [0.9, 0.1], 1)
  }
  return { curve, asked }
}

test("a curve is asked from the middle outwards, and then between its last right and first wrong answer", () => {
  const { curve, asked } = answered(TURN, -2, 1)
  assert.deepEqual(asked.slice(0, 5), [0, -2, 2, -4, 4])
  assert.deepEqual(asked.slice(5), [-3, 1])
  assert.deepEqual(breaksOf(TURN, curve), { low: -3, high: 2 })
  assert.equal(widthOf(TURN, curve), 5)
  assert.deepEqual(curve.shares, [0.1, 0.8, 0.8, 0.1, 0.1])
})

test("an answer that is wrong at an amount between is the break", () => {
  const { curve } = answered(TURN, -1, 2)
  assert.deepEqual(breaksOf(TURN, curve), { low: -2, high: 3 })
})

test("a network that is never wrong does not break", () => {
  const { curve, asked } = answered(TURN, -9, 9)
  assert.equal(asked.length, 5)
  assert.deepEqual(breaksOf(TURN, curve), { low: null, high: null })
  assert.equal(widthOf(TURN, curve), 8)
})

test("a network that is wrong from the start breaks at the neutral amount", () => {
  const { curve, asked } = answered(TURN, 7, 9)
  assert.equal(asked.length, 5)
  assert.deepEqual(breaksOf(TURN, curve), { low: 0, high: 0 })
})

test("an answer that is right again behind the break does not count", () => {
  const curve = emptyCurve(NOISE)
  for (const [amount, share] of [
    [0, 0.9],
    [2, 0.1],
    [4, 0.9],
    [1, 0.9],
  ])
    takeAnswer(NOISE, curve, amount, [1 - share, share], 1)
  assert.deepEqual(breaksOf(NOISE, curve), { low: null, high: 2 })
  assert.equal(nextAmount(NOISE, curve), null)
})

test("nothing has broken as long as no answer is known", () => {
  assert.deepEqual(breaksOf(TURN, emptyCurve(TURN)), { low: null, high: null })
})

test("an average breaks where at most half of the answers are right", () => {
  assert.deepEqual(breaksOf(TURN, averageCurve([0.4, 0.6, 1, 0.9, 0.5])), { low: -4, high: 4 })
})

test("the telling amount is where the networks differ most, on the side of larger amounts", () => {
  const curves = [averageCurve([1, 1, 1, 0.9, 0.2]), averageCurve([0, 1, 1, 0.3, 0.1])]
  assert.equal(tellingAmount(TURN, curves), 2)
  assert.equal(tellingAmount(TURN, [averageCurve([1, 1, 1, 1, 1])]), 0)
})

test("answers are known as far as those of the slowest network", () => {
  const [slow, quick] = [emptyCurve(TURN), averageCurve([1, 1, 1, 1, 1])]
  assert.equal(knownReach(TURN, [slow, quick]), 0)
  for (const amount of [0, -2]) takeAnswer(TURN, slow, amount, [0, 1], 1)
  assert.equal(knownReach(TURN, [slow, quick]), 0)
  takeAnswer(TURN, slow, 2, [0, 1], 1)
  assert.equal(knownReach(TURN, [slow, quick]), 2)
  assert.equal(knownReach(TURN, [quick]), 4)
})

test("the nearest amount of the curve, and the class with the largest probability", () => {
  assert.deepEqual(
    [-9, -1.2, 0.9, 3.1].map((amount) => nearestPlace(TURN, amount)),
    [0, 1, 2, 4],
  )
  assert.deepEqual([winnerOf([0.2, 0.5, 0.3]), winnerOf([0.5, 0.5])], [1, 0])
})
