import assert from "node:assert/strict"
import { test } from "node:test"
import { cellUnder, readingText } from "#ui/map_overlay/overlay_reading.js"

const BOX = { left: 100, top: 50, width: 80, height: 80 }

test("the cell under the pointer, of a picture that fills its box", () => {
  const size = { width: 4, height: 4 }
  assert.deepEqual(cellUnder({ clientX: 100, clientY: 50 }, BOX, size), [0, 0])
  assert.deepEqual(cellUnder({ clientX: 179, clientY: 71 }, BOX, size), [1, 3])
  assert.equal(cellUnder({ clientX: 180, clientY: 60 }, BOX, size), null)
})

test("a wide picture stands in the middle of its box", () => {
  const size = { width: 4, height: 2 }
  assert.equal(cellUnder({ clientX: 110, clientY: 69 }, BOX, size), null)
  assert.deepEqual(cellUnder({ clientX: 110, clientY: 70 }, BOX, size), [0, 0])
  assert.deepEqual(cellUnder({ clientX: 179, clientY: 109 }, BOX, size), [1, 3])
})

test("the number has its place beside it", () => {
  const numbers = Float32Array.of(0, 1, 2, -0.5, 4, 5)
  assert.equal(
    readingText({ text: "", numbers, size: { width: 3, height: 2 } }, [1, 0]),
    "row 1, column 0: −0.5",
  )
})
