// A kernel over all windows of a picture.
import assert from "node:assert/strict"
import { test } from "node:test"
import { convolved, difference, extentOf } from "#ui/kernel_descent/kernel_maps.js"

const PICTURE = { rows: 3, columns: 3, values: [1, 2, 3, 4, 5, 6, 7, 8, 9] }
const KERNEL = { rows: 2, columns: 2, values: [1, 0, 0, -1] }

test("each output is the sum of its window, weighed, with what is added", () => {
  const made = convolved(PICTURE, [0, 0], [2, 2], KERNEL, 0.5)
  assert.deepEqual(
    { ...made, values: [...made.values] },
    { rows: 2, columns: 2, values: [-3.5, -3.5, -3.5, -3.5] },
  )
})

test("the first window stands at the corner", () => {
  const made = convolved(PICTURE, [1, 1], [1, 1], { rows: 1, columns: 2, values: [10, 1] }, 0)
  assert.deepEqual([...made.values], [56])
})

test("a difference and its extent", () => {
  const plane = (...values) => ({ rows: 1, columns: 3, values: Float64Array.from(values) })
  const off = difference(plane(1, 5, 2), plane(2, 2, 2))
  assert.deepEqual([...off.values], [-1, 3, 0])
  assert.deepEqual(extentOf(off), [-1, 3])
})
