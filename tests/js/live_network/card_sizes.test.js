// The sizes of the card's cells.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cellSizes, mostInRow, outputCell } from "#ui/live_network/card_sizes.js"

const windows = (side) => ({
  heads: [],
  matrices: ["window", "kernel", "products"].map(() => ({ rows: side, columns: side })),
})
const MAP = { rows: 26, columns: 26 }

test("windows of 3 x 3 have cells of 50 pixels beside a map of 26 x 26", () => {
  assert.deepEqual(cellSizes(1040, windows(3), MAP, false), { cell: 50, map: 6 })
  assert.equal(cellSizes(825, windows(3), MAP, false).cell, 50)
})

test("larger windows have smaller cells, and all fit the width", () => {
  for (const side of [5, 7])
    for (const width of [825, 1040]) {
      const { cell, map } = cellSizes(width, windows(side), MAP, false)
      assert.ok(cell >= 20 && 3 * side * cell + 26 * map < width)
    }
})

test("on a phone two windows stand beside each other", () => {
  assert.equal(cellSizes(362, windows(3), MAP, true).cell, 44)
})

test("a map is enlarged by a whole factor, and a large one is not reduced", () => {
  assert.deepEqual(
    [outputCell(MAP), outputCell({ rows: 1, columns: 1 }), outputCell({ rows: 224, columns: 224 })],
    [6, 50, 1],
  )
})

test("as many sources stand in a row as fit, at most eight", () => {
  const sizes = [mostInRow(1040, MAP, false), mostInRow(700, MAP, false), mostInRow(362, MAP, true)]
  assert.deepEqual(sizes, [8, 5, 3])
})
