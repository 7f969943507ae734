// Where circles stand on the timeline, and where their names stand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { labelsOf } from "#ui/timeline/timeline_labels.js"
import { timelinePlaces } from "#ui/timeline/timeline_scales.js"
import { timelineSizes } from "#ui/timeline/timeline_sizes.js"

/** @param {number} year @param {number | null} error @param {number} parameters */
const network = (year, error, parameters) =>
  /** @type {Timeline.Network} */ (/** @type {unknown} */ ({ year, error, parameters }))
const NETWORKS = [network(1998, null, 1), network(2012, 10, 400), network(2014, 5, 100), network(2014, 0, 4)]

test("time runs to the right, and no error stands above the strip of networks without one", () => {
  const size = { width: 464, height: 288, narrow: false }
  const { circles, ticks, years, none } = timelinePlaces(NETWORKS, size)
  // 400 pixels for 4 slots and 2 gaps of 0.6 between years; 200 for errors, of which the strip has 22 %.
  const slot = 400 / 5.2
  assert.deepEqual(
    circles.map(({ x }) => Math.round(x)),
    [0.5, 2.1, 3.7, 4.7].map((slots) => Math.round(52 + slots * slot)),
  )
  assert.deepEqual(none, [258, 214])
  assert.deepEqual(ticks, [
    { value: 0, at: 214 },
    { value: 5, at: 136 },
    { value: 10, at: 58 },
  ])
  assert.deepEqual(
    circles.map(({ y }) => y),
    [236, 58, 136, 214],
  )
  assert.deepEqual(
    years.map(({ year }) => year),
    [1998, 2012, 2014],
  )
})

test("the area of a circle is the number of parameters, but no circle is too small to hit", () => {
  const { circles } = timelinePlaces(NETWORKS, { width: 464, height: 288, narrow: false })
  const [smallest, most, quarter] = circles.map(({ radius }) => radius)
  assert.equal(quarter / most, 0.5)
  assert.equal(smallest, 5)
})

test("on a phone time runs down", () => {
  const { circles, none } = timelinePlaces(NETWORKS, { width: 342, height: 582, narrow: true })
  assert.deepEqual(
    circles.map(({ y }) => Math.round(y)),
    [106, 266, 426, 526],
  )
  assert.deepEqual(none, [214, 236])
  assert.deepEqual(
    circles.map(({ x }) => Math.round(x)),
    [225, 314, 275, 236],
  )
})

test("a name stands above its circle, or where nothing else is", () => {
  const circles = [
    { x: 100, y: 100, radius: 10 },
    { x: 125, y: 100, radius: 10 },
  ]
  const [first, second] = labelsOf(
    ["long name", "50"],
    [false, false],
    circles,
    { width: 300, height: 200 },
    10,
  )
  assert.deepEqual([first.top, second.top], [75, 94.5]) // the second's place above is taken
  assert.ok(second.left > 135)
})

test("a name at the left stays inside the chart", () => {
  const circle = { x: 20, y: 100, radius: 10 }
  const [label] = labelsOf(["name"], [true], [circle], { width: 300, height: 200 }, 10)
  assert.ok(label.left >= 0)
  const [free] = labelsOf(["name"], [true], [{ ...circle, x: 100 }], { width: 300, height: 200 }, 10)
  assert.ok(free.left + free.width < 90)
})

test("the card stands beside the chart, or below it where there is no room", () => {
  assert.deepEqual(timelineSizes(1200, 720, 15), { narrow: false, below: false, width: 768, height: 432 })
  assert.deepEqual(timelineSizes(800, 720, 15), { narrow: false, below: true, width: 788, height: 432 })
  assert.deepEqual(timelineSizes(366, 844, 15), { narrow: true, below: true, width: 354, height: 646 })
})
