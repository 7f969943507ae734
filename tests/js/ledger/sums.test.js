// Weight times value, sorted and summed.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asFactor, entered, ledgerOf, orderOf, reachOf, summedOver, votesOf } from "#ui/ledger/sums.js"

const VOTES = votesOf({ inputs: [1, 2, 0, 4, 1, 1], weights: [3, -1, 7, 0.5, -4, 1] })

test("a vote is a value times its weight", () => {
  assert.deepEqual(VOTES, [3, -2, 0, 2, -4, 1])
  assert.deepEqual(orderOf(VOTES), [0, 3, 5, 2, 1, 4])
})

test("the ledger's parts add up to its total", () => {
  assert.deepEqual(ledgerOf(VOTES, 0.5, 1), {
    pro: [0],
    contra: [4],
    rest: { count: 4, sum: 1 },
    proSum: 6,
    contraSum: -6,
    bias: 0.5,
    total: 0.5,
  })
})

test("channels are summed at each place", () => {
  assert.deepEqual(summedOver(VOTES, [1, 3, 2]), { rows: 1, columns: 3, values: [1, 2, -3] })
})

test("the largest absolute value, or 1", () => {
  assert.equal(reachOf(VOTES), 4)
  assert.equal(reachOf([0, 0]), 1)
})

test("numbers have three digits behind the point", () => {
  assert.deepEqual([0, 0.0001, -1.23456, 123.45].map(entered), ["0", "1.0e−4", "−1.235", "123.5"])
  assert.deepEqual([-1, 1].map(asFactor), ["(−1.000)", "1.000"])
})
