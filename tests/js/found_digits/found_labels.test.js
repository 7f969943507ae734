// Where labels find room, and where the arrow keys lead.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  boxOnScreen,
  digitLedTo,
  firstLine,
  placedLabels,
  wholePercentAmong,
} from "#ui/found_digits/found_labels.js"

const PICTURE = { width: 600, height: 400 }
const TEXT = { first: "7", share: "> 99 %", label: "7" }

/** @param {number} left @param {number} top */
const box = (left, top) => ({ left, top, width: 40, height: 60 })

test("a box leaves some room around the ink, and stays inside the picture", () => {
  assert.deepEqual(boxOnScreen([100, 50, 200, 100], 0.5, PICTURE), {
    left: 20,
    top: 45,
    width: 35,
    height: 60,
  })
  const corner = boxOnScreen([0, 0, 100, 100], 1, PICTURE)
  assert.deepEqual([corner.left, corner.top], [0, 0])
})

test("a tiny box is large enough for a finger", () => {
  const { left, width } = boxOnScreen([100, 100, 110, 104], 1, PICTURE)
  assert.equal(width, 26)
  assert.equal(left + width / 2, 102)
})

test("labels with room around them are whole and stand above", () => {
  const placed = placedLabels([box(100, 200), box(200, 200)], [TEXT, TEXT], PICTURE)
  assert.deepEqual(placed, [
    { room: "full", below: false },
    { room: "full", below: false },
  ])
})

test("a label without room above stands below, and one without room at all is short", () => {
  assert.deepEqual(placedLabels([box(100, 10)], [TEXT], PICTURE), [{ room: "full", below: true }])
  const crowd = [box(100, 200), box(142, 200), box(184, 200)]
  const rooms = placedLabels(crowd, [TEXT, TEXT, TEXT], PICTURE)
  assert.deepEqual(rooms[0], { room: "full", below: false })
  assert.deepEqual(rooms[1], { room: "full", below: true })
  const column = [box(100, 60), box(100, 124), box(100, 188), box(100, 252)]
  assert.equal(placedLabels(column, [TEXT, TEXT, TEXT, TEXT], PICTURE)[1].room, "short")
  const last = placedLabels([box(100, 10), box(110, 120)], [TEXT, TEXT], { width: 600, height: 210 })
  assert.deepEqual(last[1], { room: "short", below: true })
})

test("only a doubtful label has a question mark and a word", () => {
  assert.equal(firstLine({ label: "7", doubt: "" }), "7")
  assert.equal(firstLine({ label: "7", doubt: "or 1" }), "7? or 1")
})

for (const [shares, expected] of /** @type {[number[], string][]} */ ([
  [[1, 0], "100 %"],
  [[1, 1e-9], "> 99 %"],
  [[0.995, 0.005], "> 99 %"],
  [[0.99, 0.01], "99 %"],
  [[0.624, 0.376], "62 %"],
]))
  test(`${shares} is ${expected}`, () => assert.equal(wholePercentAmong(shares, 0), expected))

/** Two rows of three and two. @type {[number, number, number, number][]} */
const ROWS = [
  [0, 0, 10, 10],
  [1, 20, 11, 30],
  [0, 40, 10, 50],
  [30, 2, 40, 12],
  [31, 38, 41, 48],
]
for (const [place, key, expected] of /** @type {[number, string, number | null][]} */ ([
  [0, "ArrowRight", 1],
  [2, "ArrowRight", 3],
  [4, "ArrowRight", 4],
  [0, "ArrowLeft", 0],
  [3, "ArrowLeft", 2],
  [2, "ArrowDown", 4],
  [0, "ArrowDown", 3],
  [4, "ArrowUp", 2],
  [4, "ArrowDown", 4],
  [3, "Home", 0],
  [0, "End", 4],
  [0, "Enter", null],
]))
  test(`${key} leads from ${place} to ${expected}`, () =>
    assert.equal(digitLedTo(key, place, ROWS), expected))
