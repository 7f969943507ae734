// Sentences about a step of the descent.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cellText, errorText, significant } from "#ui/kernel_descent/descent_text.js"

for (const [value, digits, expected] of /** @type {[number, number, string][]} */ ([
  [0, 3, "0"],
  [-0.12345, 3, "−0.123"],
  [1234.5, 4, "1235"],
  [-123456, 3, "−1.2e5"],
  [0.00002, 3, "2.0e−5"],
  [1e-12, 3, "0"],
]))
  test(`${value} is told as ${expected}`, () => {
    assert.equal(significant(value, digits), expected)
  })

for (const [value, limit, expected] of /** @type {[number, number, string][]} */ ([
  [-1.234, 2, "−1.23"],
  [0.1111, 0.1111, "0.111"],
  [-10.26, 10, "−10.3"],
  [6652.83, 2, "6653"],
  [1234567, 2, "1e6"],
  [0, 1e-6, "0"],
  [-1.26e-6, 1e-6, "−1.3e−6"],
]))
  test(`${value} stands in a kernel of up to ${limit} as ${expected}`, () => {
    assert.equal(cellText(value, limit), expected)
  })

for (const [flat, loss, expected] of /** @type {[boolean, number, string][]} */ ([
  [false, 0.0016, "4 %"],
  [false, 0, "0 %"],
  [false, 1e-14, "< 0.0001 %"],
  [true, 0.25, "0.5"],
]))
  test(`a loss of ${loss} is an error of ${expected}`, () => {
    assert.equal(errorText({ data: { flat } }, loss), expected)
  })
