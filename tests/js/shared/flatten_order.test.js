// The order in which Flatten reads maps.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cellOf,
  countedOut,
  fitted,
  inFew,
  placeWithin,
  planeOf,
  positionOf,
} from "#ui/shared/flatten_order.js"

/** @type {Shape} */
const SHAPE = [2, 3, 4]

test("position by position, channel by channel", () => {
  assert.equal(positionOf([1, 2, 3], SHAPE), 23)
  assert.equal(positionOf([0, 1, 0], SHAPE), 4)
  assert.deepEqual(cellOf(17, SHAPE), [1, 1, 1])
  assert.equal(countedOut(17, SHAPE), "(1·3 + 1)·4 + 1 = 17")
})

test("a place beyond the last is the last", () => {
  assert.deepEqual(
    [-1, 5, 24].map((place) => placeWithin(place, SHAPE)),
    [0, 5, 23],
  )
})

test("a channel is taken out as a plane", () => {
  const values = Array.from({ length: 24 }, (_, n) => n)
  assert.deepEqual(planeOf(values, SHAPE, 1), { rows: 2, columns: 3, values: [1, 5, 9, 13, 17, 21] })
})

test("maps stand in rows that leave the largest cells", () => {
  const room = { width: 300, height: 200 }
  assert.deepEqual(fitted(room, [10, 10, 6], { largest: 50, gap: 0, caption: 0 }), { across: 3, side: 10 })
  assert.deepEqual(fitted(room, [10, 10, 6], { largest: 7, gap: 0, caption: 0 }).side, 7)
  assert.deepEqual(fitted({ width: 5, height: 5 }, [10, 10, 1], { largest: 7, gap: 0, caption: 0 }).side, 2)
})

test("a number in four digits", () => {
  assert.deepEqual([-1.23456, 12345, 0].map(inFew), ["−1.235", "12350", "0"])
})
