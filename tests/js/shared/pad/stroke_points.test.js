// Strokes that are cut off at the board's edge and simplified.
import assert from "node:assert/strict"
import { test } from "node:test"
import * as strokePoints from "#ui/shared/pad/stroke_points.js"

const { extend } = strokePoints
const simplified = (/** @type {any} */ points) => strokePoints.simplified(points)

/** The parts of a stroke through these points. */
function through(...points) {
  const parts = [[points[0]]]
  for (const [n, point] of points.slice(1).entries()) extend(parts, points[n], point)
  return parts
}

const circle = Array.from({ length: 401 }, (_, k) => [
  128.25 + 90 * Math.cos((2 * Math.PI * k) / 400),
  128.25 + 90 * Math.sin((2 * Math.PI * k) / 400),
])

test("a tap is one cell, and whatever is on the board's last edge is in its last cell", () => {
  assert.deepEqual(simplified([[36.6, 35.9]]), [[36, 35]])
  assert.deepEqual(simplified([[256, 0]]), [[255, 0]])
})

test("a straight stroke keeps its ends only", () => {
  const points = Array.from({ length: 100 }, (_, k) => [20 + 2 * k, 30 + k])
  assert.deepEqual(simplified(points), [
    [20, 30],
    [218, 129],
  ])
})

test("a corner stays, and so does a way back along the same line", () => {
  const corner = [
    [50, 50],
    [100, 50],
    [100, 100],
  ]
  assert.deepEqual(simplified(corner), corner)
  const back = [
    [50, 50],
    [100, 50],
    [20, 50],
  ]
  assert.deepEqual(simplified(back), back)
})

test("a pointer that rests adds nothing", () => {
  assert.deepEqual(simplified([...Array(50).fill([10.2, 10.7]), [10.9, 10.1], [10.2, 10.7]]), [[10, 10]])
})

test("a circle of 400 points becomes few that lie on it, and its ends stay", () => {
  const few = simplified(circle)
  assert.ok(few.length > 12 && few.length < 60, `${few.length} points`)
  assert.deepEqual(
    [few[0], few.at(-1)],
    [
      [218, 128],
      [218, 128],
    ],
  )
  for (const [x, y] of few) assert.ok(Math.abs(Math.hypot(x - 127.75, y - 127.75) - 90) < 1.5, `${x}, ${y}`)
})

test("to simplify again changes nothing", () => {
  const once = simplified(circle)
  assert.deepEqual(simplified(once), once)
})

test("every point left out is near the line that remains", () => {
  const few = simplified(circle)
  for (const [x, y] of circle) {
    const nearest = Math.min(...few.slice(1).map((end, n) => distance([x - 0.5, y - 0.5], few[n], end)))
    assert.ok(nearest < 0.5 + 0.5 + Math.SQRT1_2, `${nearest}`) // twice the tolerance, and half a cell's diagonal
  }
})

/** The distance of a point from a line segment, by trying 100 places on it. */
function distance([x, y], start, end) {
  const along = Array.from({ length: 101 }, (_, k) => k / 100)
  return Math.min(
    ...along.map((t) =>
      Math.hypot(x - start[0] - t * (end[0] - start[0]), y - start[1] - t * (end[1] - start[1])),
    ),
  )
}

test("ink beyond the edge is cut off, and a stroke that comes back is another part", () => {
  assert.deepEqual(through([200, 100], [300, 100], [300, 200], [200, 200]), [
    [
      [200, 100],
      [256, 100],
    ],
    [
      [256, 200],
      [200, 200],
    ],
  ])
})

test("a slanted way out crosses the nearer edge", () => {
  // From (200, 40) by (-80, -80): the upper edge is 40 away, the left one 200.
  assert.deepEqual(through([200, 40], [120, -40])[0].at(-1), [160, 0])
})

test("a stroke along the edge stays in one part", () => {
  assert.deepEqual(through([0, 0], [0, 256], [256, 256]), [
    [
      [0, 0],
      [0, 256],
      [256, 256],
    ],
  ])
})

test("moves beyond the edge leave no ink", () => {
  assert.equal(through([100, 100], [300, 100], [400, 150], [300, 400]).length, 1)
})
