// The card's arithmetic as a screen reader reads it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { sentenceOf } from "#ui/live_network/card_sentence.js"
import * as made from "./insights.js"

const read = (insight) => sentenceOf(insight, made.AROUND)

test("a convolution reads its strongest products, its bias and its activation", () => {
  assert.equal(
    read(made.CONVOLVED),
    "Convolution 1, map 2, row 0, column 1: 1 × 0.5 + 0.5 × −0.25 + 1 × 0.125 + bias −0.75 = −0.25; ReLU 0",
  )
})

test("more products than three are read as their count and sum, and products of 0 are not read", () => {
  assert.equal(
    read(made.DEEP),
    "Convolution 2, map 0, row 1, column 0: 1 × −4 + 1 × 2 + 1 × 1 + 2 others 0.75 = −0.25",
  )
})

test("a dense unit reads its strongest inputs, and softmax what it divides by", () => {
  assert.equal(
    read(made.WEIGHED),
    "dense, unit 3: 2 × 1.5 + 1 × −1 + 10 others 0.25 + bias 0.5 = 2.75; ReLU 2.75",
  )
  assert.match(read(made.SHARED), /= 3; softmax divides its exponential by the sum of all 2: 88\.1 %$/)
})

test("pooling reads the numbers of its window", () => {
  assert.match(read(made.LARGEST), /: the largest of 0\.5, 2, 1 is 2$/)
  assert.match(read(made.MEAN), /: the mean of 0\.5, 2, 0\.5 is 1$/)
})

test("the other rules read their line", () => {
  assert.match(read(made.FLATTENED), /^Flatten, unit 8: the same number 0\.25$/)
  assert.match(read(made.ADDED), /: 0\.5 \+ \(−2\) = −1\.5$/)
  assert.match(
    read(made.NORMALIZED),
    /: input 3 − mean 1 ÷ standard deviation 2 × gamma 2 \+ beta 0\.5 = 2\.5$/,
  )
})
