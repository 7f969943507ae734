// Steps of the walk through a training step.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cellAfter,
  cellSize,
  columnsOf,
  firstCell,
  framesOfCell,
  isOfTheWalk,
  lineOf,
  nameOf,
  newCells,
  stopAfter,
} from "#ui/backprop_walk/walk_steps.js"

/** Only the fields that are read. @type {any} */
const USED = { name: "input", texts: [["1", "2"]], lines: [], heads: [], strengths: [[1, 2]], frames: [] }
/** @type {any} */
const NEW = {
  name: "scores",
  texts: [["3", "−9"]],
  lines: ["1 + 2 = 3", "1 − 10 = −9"],
  heads: ["cat", "dog"],
  strengths: [[0.2, -0.9]],
  frames: [[[0, 0, 0, 1, 2]]],
}
/** @type {any} */
const STOP = { tables: [USED, NEW] }

test("keys go from stop to stop, and no further than the ends", () => {
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "Home", "End", "x"].map((key) => stopAfter(key, 2, 4)),
    [3, 1, 0, 3, 2],
  )
  assert.ok(isOfTheWalk("Enter") && !isOfTheWalk("x"))
})

test("keys go over the cells that are new", () => {
  assert.deepEqual(newCells(STOP), [
    [1, 0, 0],
    [1, 0, 1],
  ])
  assert.deepEqual(cellAfter("ArrowDown", [1, 0, 0], STOP), [1, 0, 1])
  assert.deepEqual(cellAfter("ArrowDown", [1, 0, 1], STOP), [1, 0, 1])
  assert.deepEqual(firstCell(STOP), [1, 0, 1])
})

test("a cell is told by its arithmetic, or by its number where it is only used", () => {
  assert.equal(lineOf(STOP, [1, 0, 1]), "1 − 10 = −9")
  assert.equal(lineOf(STOP, [0, 0, 1]), "input, column 1 = 2")
  assert.equal(nameOf(NEW, 0, 1), "scores, dog")
  assert.deepEqual(framesOfCell(STOP, [1, 0, 0]), [[0, 0, 0, 1, 2]])
  assert.deepEqual(framesOfCell(STOP, [1, 0, 1]), [])
})

test("a bias stands below its weights", () => {
  const tables = (/** @type {string} */ names) =>
    /** @type {any} */ (names.split(" ").map((name) => ({ name })))
  assert.deepEqual(columnsOf(tables("x kernel bias z")), [[0], [1, 2], [3]])
  assert.deepEqual(columnsOf(tables("flat ∂logits ∂weights ∂bias")), [[0], [1], [2, 3]])
  assert.deepEqual(columnsOf(tables("kernel ∂kernel kernel′ bias ∂bias bias′")), [
    [0, 3],
    [1, 4],
    [2, 5],
  ])
})

test("cells are as large as leaves room for every stop in one row", () => {
  const sizes = { gap: 10, caption: 20, head: 30, input: 0.5, least: 34, most: 62, widest: 1.5 }
  assert.deepEqual(cellSize([STOP], 160, 500, sizes), { cell: 50, wide: 50, tall: 100, narrow: false })
  assert.deepEqual(cellSize([STOP], 220, 90, sizes), { cell: 40, wide: 60, tall: 90, narrow: false })
  assert.deepEqual(cellSize([STOP], 100, 500, sizes), { cell: 46, wide: 46, tall: 0, narrow: true })
})
