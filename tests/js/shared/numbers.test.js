// Writing, reading and weighing numbers.
import assert from "node:assert/strict"
import { test } from "node:test"
import { inCell, percent, percentAmong, short, strength, typed } from "#ui/shared/numbers.js"

for (const [value, digits, expected] of /** @type {[number, number, string][]} */ ([
  [0.5, 2, "0.5"],
  [-1.23456, 2, "−1.23"],
  [3, 2, "3"],
  [0.004, 2, "0.004"],
  [-0.03, 1, "−0.03"],
  [-0.0449, 1, "−0.04"],
  [0.05, 1, "0.1"],
  [0.00097, 2, "0.001"],
  [-0.00034, 2, "−3e−4"],
  [2e-6, 6, "0.000002"],
  [0.4, 0, "0.4"],
  [0, 2, "0"],
  [-0, 2, "0"],
  [1e-8, 2, "0"],
]))
  test(`${value} with ${digits} digits is written ${expected}`, () => {
    assert.equal(short(value, digits), expected)
  })

for (const [text, expected] of /** @type {[string, number | null][]} */ ([
  ["1/9", 1 / 9],
  [" −2,5 ", -2.5],
  [".5", 0.5],
  ["1e3", 1000],
  ["1e7", null],
  ["1/0", null],
  ["", null],
  ["alert(1)", null],
  ["1/2/3", null],
]))
  test(`"${text}" is read as ${expected}`, () => {
    assert.equal(typed(text), expected)
  })

test("the strength of a colour grows to 1 at the limit", () => {
  assert.equal(strength(-3, 4), 0.75)
  assert.equal(strength(9, 4), 1)
  assert.equal(strength(1, 0), 0)
})

test("a share in percent: only an exact 0 or 1 is 0 % or 100 %", () => {
  assert.deepEqual(
    [0, 1e-9, 0.0009, 0.001, 0.1234, 0.5, 0.9985, 0.999, 0.9991, 1 - 1e-9, 1, 1.5].map(percent),
    [
      ...["0 %", "< 0.1 %", "< 0.1 %", "0.1 %", "12.3 %", "50 %"],
      ...["99.9 %", "99.9 %", "> 99.9 %", "> 99.9 %", "100 %", "150 %"],
    ],
  )
})

test("a share that has rounded to 1 is not 100 % while others are above 0", () => {
  assert.deepEqual(
    [0, 1, 2].map((n) => percentAmong([1, 1e-12, 0], n)),
    ["> 99.9 %", "< 0.1 %", "0 %"],
  )
  assert.deepEqual(
    [0, 1].map((n) => percentAmong([0, 1], n)),
    ["0 %", "100 %"],
  )
  assert.equal(percentAmong([0.25, 0.75], 1), "75 %")
})

for (const [value, digits, most, expected] of /** @type {[number, number, number, string][]} */ ([
  [-0.004, 2, 6, "−0.004"],
  [-0.004, 2, 5, "−.004"],
  [-0.03, 1, 4, "−.03"],
  [-0.004, 1, 4, "≈0"],
  [0, 1, 4, "0"],
  [-12.34, 2, 4, "−12.34"], // what is not small is for the caller to shorten
]))
  test(`${value} in a cell of ${most} characters is written ${expected}`, () => {
    assert.equal(inCell(value, digits, most), expected)
  })
