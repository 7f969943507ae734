// The keys' effects on a brick.
import assert from "node:assert/strict"
import { test } from "node:test"
import { placeAfter, requestOfKey } from "#ui/bricks/moves.js"

for (const [key, altKey, n, count, expected] of /** @type {[string, boolean, number, number, any][]} */ ([
  ["ArrowDown", false, 0, 3, ["look", 1]],
  ["ArrowDown", false, 2, 3, ["look", 2]],
  ["ArrowUp", false, 0, 3, ["look", 0]],
  ["Home", false, 2, 3, ["look", 0]],
  ["End", false, 0, 3, ["look", 2]],
  ["ArrowDown", true, 0, 3, ["moved", 0, 1]],
  ["ArrowUp", true, 0, 3, null],
  ["Home", true, 1, 3, null],
  ["Delete", false, 1, 3, ["removed", 1]],
  ["Backspace", false, 1, 3, ["removed", 1]],
  ["Delete", false, 0, 1, null],
  ["x", false, 0, 1, null],
]))
  test(`${altKey ? "Alt+" : ""}${key} on brick ${n} of ${count}`, () => {
    assert.deepEqual(requestOfKey({ key, altKey }, n, count), expected)
  })

test("the focus follows its brick", () => {
  assert.equal(placeAfter(["moved", 2, 1], 3), 1)
  assert.equal(placeAfter(["removed", 2], 3), 1)
  assert.equal(placeAfter(["removed", 0], 3), 0)
  assert.equal(placeAfter(["picked", 1], 3), 1)
})
