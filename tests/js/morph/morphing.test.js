// A morph by hand; tests/ui/components/test_morph.py compares it with Python's.
import assert from "node:assert/strict"
import { test } from "node:test"
import { heightsOf, morphed, preparedDigit } from "#ui/morph/morphing.js"

/** A picture with these levels in every row from the given column on. @param {number} from @param {number[]} levels */
function columns(from, levels) {
  return Uint8Array.from({ length: 784 }, (_, n) => levels[(n % 28) - from] ?? 0)
}

test("a grey pixel's height is its share of ink, and around it heights change by 1 a pixel", () => {
  const heights = heightsOf(columns(10, [51, 255, 102]))
  const expected = [-1.8, -0.8, 0.2, 1.2, 0.4, -0.6, -1.6]
  expected.forEach((height, n) => assert.ok(Math.abs(heights[7 * 28 + 8 + n] - height) < 1e-12))
})

test("outlines move, pixels fade", () => {
  const [left, right] = [columns(8, Array(6).fill(255)), columns(12, Array(6).fill(255))].map(preparedDigit)
  const moved = morphed(left, right, 200, "outlines")
  assert.deepEqual([...moved.subarray(14 * 28 + 9, 14 * 28 + 17)], [0, 255, 255, 255, 255, 255, 255, 0])
  const mixed = morphed(left, right, 100, "pixels")
  assert.deepEqual([...mixed.subarray(14 * 28 + 11, 14 * 28 + 15)], [191, 255, 255, 64])
})
