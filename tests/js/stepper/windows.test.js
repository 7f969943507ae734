// The cells that a window covers along an axis.
import assert from "node:assert/strict"
import { test } from "node:test"
import { axisOf, sourcesOf } from "#ui/shared/axes.js"
import { copiesOf, fedBy, framesOf, neverSeen, originOf, paddingOf, unseenIn } from "#ui/stepper/windows.js"

/** Five cells with one cell of padding at each end, a window of 3, strides of 2. */
const AXIS = axisOf(5, 3, 2, [1, 1], 1)

test("the number of windows is that of the formula, and 0 where none fits", () => {
  assert.equal(AXIS.count, 3)
  assert.equal(axisOf(10, 3, 2, [0, 0], 2).count, 3)
  const none = axisOf(2, 5, 1, [0, 0], 1)
  assert.deepEqual([none.formula, none.count], [-2, 0])
})

test("a window's cells lie strides and dilations apart", () => {
  assert.deepEqual(sourcesOf(AXIS, 1), [2, 3, 4])
  assert.deepEqual(sourcesOf(axisOf(10, 3, 2, [0, 0], 2), 1), [2, 4, 6])
})

// np.pad(np.arange(5), 2, mode): "reflect" and "edge" and "wrap" are NumPy's names.
for (const [mode, expected] of /** @type {[any, number[]][]} */ ([
  ["zeros", [-1, -1, 0, 1, 2, 3, 4, -1, -1]],
  ["edge", [0, 0, 0, 1, 2, 3, 4, 4, 4]],
  ["wrap", [3, 4, 0, 1, 2, 3, 4, 0, 1]],
  ["reflect", [2, 1, 0, 1, 2, 3, 4, 3, 2]],
]))
  test(`padding by "${mode}"`, () => {
    const axis = axisOf(5, 3, 1, [2, 2], 1)
    assert.deepEqual(
      expected.map((_, cell) => originOf(axis, cell, mode)),
      expected,
    )
  })

test("a cell feeds the windows that see it or a copy of it", () => {
  assert.deepEqual(fedBy(AXIS, 2, "zeros"), [0, 1])
  assert.deepEqual(copiesOf(AXIS, 1, "edge"), [0, 1])
  assert.deepEqual(copiesOf(AXIS, 0, "zeros"), [0])
})

test("cells that no window sees", () => {
  const axis = axisOf(5, 2, 3, [0, 0], 1)
  assert.deepEqual(unseenIn(axis, "zeros"), [2])
  assert.deepEqual(neverSeen([axis, axisOf(2, 2, 1, [0, 0], 1)], "zeros"), {
    frames: [[2, 1, 0, 2]],
    count: 2,
  })
  assert.deepEqual(neverSeen([axisOf(1, 2, 1, [0, 0], 1), axis], "zeros"), { frames: [], count: 0 })
})

test("neighbouring rows and columns share a frame", () => {
  assert.deepEqual(framesOf([0, 1, 3], [2, 3]), [
    [0, 2, 2, 2],
    [3, 1, 2, 2],
  ])
  const bare = axisOf(2, 1, 1, [0, 0], 1)
  assert.deepEqual(paddingOf([axisOf(2, 1, 1, [1, 0], 1), bare]), [[0, 1, 0, 2]])
})
