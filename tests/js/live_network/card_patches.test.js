// What the card marks on the maps.
import assert from "node:assert/strict"
import { test } from "node:test"
import { fieldOnInput, framesAround, patchesOf } from "#ui/live_network/card_patches.js"
import { AROUND, CONVOLVED, insight, slice, WEIGHED } from "./insights.js"

/** The cells of a window whose upper left corner stands at row and column; outside 4 x 4 is padding. @returns {Cell[]} */
const cells = (row, column, side, step = 1) =>
  Array.from({ length: side * side }, (_, n) => {
    const [r, c] = [row + step * Math.floor(n / side), column + step * (n % side)]
    return r < 0 || c < 0 || r > 3 || c > 3 ? null : /** @type {Cell} */ ([r, c, 0])
  })

test("a window is one frame, without its padding", () => {
  assert.deepEqual(framesAround(cells(1, 2, 2)), [[1, 2, 2, 2]])
  assert.deepEqual(framesAround(cells(-1, 2, 3)), [[0, 2, 2, 2]])
  assert.deepEqual(framesAround([null]), [])
})

test("a dilated window has a frame for each cell", () => {
  assert.deepEqual(framesAround(cells(0, 1, 2, 2)), [
    [0, 1, 1, 1],
    [0, 1, 3, 1],
    [2, 1, 1, 1],
    [2, 1, 3, 1],
  ])
})

test("windows are marked on their sources' maps, and none on a column of units", () => {
  assert.deepEqual(patchesOf(CONVOLVED, [0], AROUND.sides), [
    { name: "input", channel: 0, frames: [[0, 2, 0, 2]] },
  ])
  assert.deepEqual(patchesOf(WEIGHED, [0], AROUND.sides), [])
})

/** Two layers with windows of 2 x 2 over each other, and a unit over all. */
const look = (name, [row, column, channel]) =>
  name === "dense"
    ? WEIGHED
    : insight(name, [row, column, channel], "weighted sum", [
        {
          ...slice(name === "deep" ? "conv" : "input", 0, [2, 2], [1, 1, 1, 1]),
          cells: cells(row, column, 2),
        },
      ])

test("a number's field on the input grows with the depth, and of a dense unit it is all and so none", () => {
  const field = (name, cell) => fieldOnInput(look, AROUND.sides, "input", name, cell)
  assert.deepEqual(field("conv", [1, 1, 0]), [1, 2, 1, 2])
  assert.deepEqual(field("deep", [1, 0, 0]), [1, 3, 0, 3])
  assert.deepEqual(field("dense", [0, 0, 3]), null)
  assert.deepEqual(field("input", [2, 3, 0]), [2, 1, 3, 1])
})
