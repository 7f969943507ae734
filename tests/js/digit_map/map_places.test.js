// Places on the screen, the digit under the pointer, and where the arrow keys lead.
import assert from "node:assert/strict"
import { test } from "node:test"
import { indexAt, indexTowards, placesBetween, placesOn } from "#ui/digit_map/map_places.js"
import { mapSizes } from "#ui/digit_map/map_sizes.js"

const ALL = () => true
/** A digit in the middle, and one on each side: right, left, up, down on the screen. */
const CROSS = Float32Array.of(100, 100, 140, 100, 50, 100, 100, 70, 100, 160)

test("the places fill the room with one scale, and the second axis points up", () => {
  const places = placesOn([0, 0, 2, 0, 0, 1], { width: 244, height: 144 })
  assert.deepEqual([...places], [22, 122, 222, 122, 22, 22])
  const narrow = placesOn([0, 0, 2, 0, 0, 1], { width: 144, height: 144 })
  assert.deepEqual([...narrow], [22, 97, 122, 97, 22, 47])
})

test("digits at one place stand in the middle", () => {
  assert.deepEqual([...placesOn([3, 3, 3, 3], { width: 100, height: 80 })], [50, 40, 50, 40])
})

test("the nearest digit within reach is under the pointer", () => {
  assert.equal(indexAt(CROSS, 104, 98, ALL), 0)
  assert.equal(indexAt(CROSS, 125, 100, ALL), 1)
  assert.equal(indexAt(CROSS, 100, 300, ALL), -1)
  assert.equal(
    indexAt(CROSS, 104, 98, (n) => n !== 0),
    -1,
  )
})

test("an arrow key leads to the nearest digit in its direction", () => {
  const keys = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]
  assert.deepEqual(
    keys.map((key) => indexTowards(CROSS, 0, key, ALL)),
    [1, 2, 3, 4],
  )
  assert.equal(indexTowards(CROSS, 1, "ArrowRight", ALL), -1)
  assert.equal(indexTowards(CROSS, 0, "Home", ALL), -1)
  assert.equal(
    indexTowards(CROSS, 0, "ArrowRight", (n) => n === 3),
    -1,
  )
})

test("on the way, digits begin and end at their places", () => {
  const [from, to] = [Float32Array.of(0, 10), Float32Array.of(8, 2)]
  assert.deepEqual([...placesBetween(from, to, 0)], [0, 10])
  assert.deepEqual([...placesBetween(from, to, 0.5)], [4, 6])
  assert.deepEqual([...placesBetween(from, to, 1)], [8, 2])
})

test("the card stands beside the map, or below it on a phone", () => {
  assert.deepEqual(mapSizes(1200, 720), { narrow: false, width: 711, height: 374 })
  assert.deepEqual(mapSizes(366, 844), { narrow: true, width: 354, height: 336 })
})
