// The walk by keys from map to map.
import assert from "node:assert/strict"
import { test } from "node:test"
import { boxTowards, cellTowards } from "#ui/live_network/card_walk.js"

const box = (left, top, side = 50) => ({ left, top, width: side, height: side })
//  0 1 . 4
//  2 3 . 5
const BOXES = [box(0, 0), box(60, 0), box(0, 60), box(60, 60), box(300, 20, 30), box(300, 70, 30)]
const to = (key, n) => boxTowards(key, BOXES[n], BOXES)

test("arrows lead to the neighbour within a column of maps", () => {
  assert.deepEqual(
    [to("ArrowRight", 0), to("ArrowDown", 0), to("ArrowLeft", 3), to("ArrowUp", 3)],
    [1, 2, 2, 1],
  )
})

test("arrows lead to the next column's map that is level with this one", () => {
  assert.deepEqual([to("ArrowRight", 1), to("ArrowRight", 3)], [4, 5])
  assert.deepEqual([to("ArrowLeft", 4), to("ArrowLeft", 5)], [1, 3])
})

test("at the edge an arrow leads nowhere, and another key never does", () => {
  assert.deepEqual(
    [to("ArrowLeft", 0), to("ArrowUp", 4), to("ArrowDown", 5), to("Enter", 0)],
    [null, null, null, null],
  )
})

test("cells that touch are walked one by one", () => {
  const cells = [0, 14, 28].map((top) => box(0, top, 14))
  assert.equal(boxTowards("ArrowDown", cells[0], cells), 1)
  assert.equal(boxTowards("ArrowUp", cells[2], cells), 1)
})

test("every map can be reached from the first by arrows", () => {
  const seen = new Set([0])
  for (const n of seen)
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"])
      if (to(key, n) !== null) seen.add(to(key, n))
  assert.equal(seen.size, BOXES.length)
})

test("keys walk over the cells of a map and stop at its edge", () => {
  const plane = { rows: 3, columns: 4 }
  assert.deepEqual(cellTowards("ArrowRight", [1, 2], plane), [1, 3])
  assert.deepEqual(cellTowards("ArrowUp", [1, 2], plane), [0, 2])
  assert.deepEqual(
    [cellTowards("Home", [1, 2], plane), cellTowards("End", [1, 2], plane)],
    [
      [0, 0],
      [2, 3],
    ],
  )
  for (const [key, place] of [
    ["ArrowRight", [1, 3]],
    ["ArrowLeft", [0, 0]],
    ["ArrowDown", [2, 0]],
    ["Enter", [1, 1]],
  ])
    assert.equal(cellTowards(String(key), /** @type {Place} */ (place), plane), null)
})
