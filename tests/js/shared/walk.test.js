// Steps of the walk over the output.
import assert from "node:assert/strict"
import { test } from "node:test"
import { cellAt, isOurs, ledTo, placeOf } from "#ui/shared/walk.js"

test("keys lead to neighbours and ends, and nowhere beyond", () => {
  const led = (key, index) => ledTo(key, index, 3, 4)
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "x"].map((key) => led(key, 5)),
    [6, 4, 9, 1, 0, 11, null],
  )
  assert.deepEqual(
    [led("ArrowUp", 3), led("ArrowDown", 8), led("ArrowLeft", 0), led("ArrowRight", 11)],
    [null, null, null, null],
  )
  assert.ok(isOurs(" ") && !isOurs("Enter"))
})

test("a position from elsewhere is kept within the output", () => {
  assert.equal(cellAt([9, 1], { rows: 3, columns: 4 }), 9)
  assert.equal(cellAt([-1, 9], { rows: 3, columns: 4 }), 3)
  assert.deepEqual(placeOf(9, { columns: 4 }), [2, 1])
})
