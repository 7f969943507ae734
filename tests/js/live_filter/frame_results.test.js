// A camera's frame under a kernel, after ReLU and pooling.
import assert from "node:assert/strict"
import { test } from "node:test"
import { followed, resultIn, valuesIn } from "#ui/live_filter/frame_results.js"

/** Five by three, so that pooling leaves out a column and a row. @returns {LiveFilter.Results} */
function results() {
  const plane = Float32Array.of(-1, 2, -3, -4, 9, 0, -5, -6, -7, 9, 9, 9, 9, 9, 9)
  return { planes: [plane], width: 5, height: 3, step: 1, done: 3 }
}

test("ReLU sets negative numbers to 0 and leaves the others", () => {
  const { planes, width, height } = followed(results(), { relu: true, pooled: false })
  assert.deepEqual([...planes[0]], [0, 2, 0, 0, 9, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9])
  assert.deepEqual([width, height], [5, 3])
})

test("max pooling takes the largest of each four, also of negative ones", () => {
  const { planes, width, height } = followed(results(), { relu: false, pooled: true })
  assert.deepEqual([...planes[0]], [2, -3])
  assert.deepEqual([width, height], [2, 1])
})

test("after ReLU, pooling takes the largest of what is left", () => {
  const { planes } = followed(results(), { relu: true, pooled: true })
  assert.deepEqual([...planes[0]], [2, 0])
})

test("with pooling, four pixels have one result; what is left out has its neighbour's", () => {
  const pooled = followed(results(), { relu: false, pooled: true })
  const seen = /** @type {LiveFilter.Seen} */ ({ results: pooled, pooled: true })
  const places = /** @type {Place[]} */ ([
    [0, 0],
    [1, 1],
    [1, 2],
    [2, 4],
  ])
  const found = places.map((place) => valuesIn(pooled, resultIn(seen, place).place))
  assert.deepEqual(found, [[2], [2], [-3], [-3]])
  assert.deepEqual(resultIn({ ...seen, pooled: false }, [2, 4]).place, [2, 4])
})
