// The texts of a grid's cells.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cellTexts } from "#ui/shared/cell_texts.js"

const VALUES = [0.25, -1.5, 0, 3, 0.75, 0.5, 1, 2, 1.25, 0.1]

test("a large cell has two decimals, a smaller one has one, and a small one has no text", () => {
  assert.deepEqual(cellTexts(50, VALUES, 3).texts.slice(0, 2), ["0.25", "−1.5"])
  assert.deepEqual(cellTexts(28, VALUES, 3).texts.slice(0, 2), ["0.3", ""])
  assert.deepEqual(cellTexts(20, VALUES, 3).texts, [])
})

test("every text is at least 14 pixels tall and fits its cell", () => {
  for (let cell = 2; cell < 80; cell += 1) {
    const { texts, size } = cellTexts(cell, VALUES, 3)
    assert.ok(size >= 14)
    for (const text of texts) assert.ok(size * (0.5 * text.length + 0.35) <= cell + 1e-9)
  }
})

test("a tiny number among others does not take the others' texts away", () => {
  const values = [...VALUES, 0.00004]
  assert.deepEqual(cellTexts(36, values, 3).texts.slice(0, 10), cellTexts(36, VALUES, 3).texts)
})

test("where all numbers are small, each keeps its first digit", () => {
  assert.deepEqual(cellTexts(50, [0.00312, -0.00284, 0.00271], 0.0031).texts, ["0.003", "−0.003", "0.003"])
})

test("where many texts are too long, none is shown", () => {
  assert.deepEqual(cellTexts(30, [1234.5, 2345.5, 3456.5], 4000).texts, [])
})

test("a cell without a number has no text", () => {
  assert.deepEqual(cellTexts(50, [NaN, 1], 1).texts, ["", "1"])
})
