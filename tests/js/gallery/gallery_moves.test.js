// The keys' moves in a table with gaps, and a picture's part of its sheet.
import assert from "node:assert/strict"
import { test } from "node:test"
import { firstOf, ledBy, partOf } from "#ui/gallery/gallery_moves.js"

const ROWS = [
  [1, null, 1],
  [null, null, 1],
  [1, 1, null],
]

for (const [place, key, expected] of /** @type {[[number, number], string, any][]} */ ([
  [[0, 0], "ArrowRight", [0, 2]],
  [[0, 2], "ArrowRight", null],
  [[0, 0], "ArrowDown", [2, 0]],
  [[2, 1], "ArrowUp", null],
  [[2, 0], "End", [2, 1]],
  [[1, 2], "Home", [1, 2]],
  [[0, 0], "Enter", null],
]))
  test(`${key} from ${place}`, () => {
    assert.deepEqual(ledBy(key, place, ROWS), expected)
  })

test("the first cell that is there", () => {
  assert.deepEqual(
    firstOf([
      [null, null],
      [null, 1],
    ]),
    [1, 1],
  )
})

test("a picture's part of the sheet", () => {
  assert.deepEqual(partOf(5, { across: 4, down: 3 }), { size: "400% 300%", position: `${100 / 3}% 50%` })
  assert.deepEqual(partOf(0, { across: 1, down: 1 }), { size: "100% 100%", position: "0% 0%" })
})
