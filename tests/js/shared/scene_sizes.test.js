// The sizes of the stepper's parts.
import assert from "node:assert/strict"
import { test } from "node:test"
import { measured } from "#ui/shared/scene_sizes.js"

const CASE = {
  room: { width: 1200, height: 500 },
  caption: 30,
  below: 0,
  input: [10, 10],
  output: [8, 8],
  channels: 1,
  matrix: { widths: [100, 100, 100], height: 130, between: 28 },
}

test("cells fill the height beside a loupe of three rows", () => {
  assert.deepEqual(measured(CASE), { narrow: false, loupe: 100, input: 47, output: 52 })
})

test("a low room puts the matrices side by side", () => {
  const loupe = (height) => measured({ ...CASE, room: { width: 1200, height } }).loupe
  assert.equal(loupe(300), 2 * 100 + 28)
  assert.equal(loupe(200), 3 * 100 + 2 * 28)
})

test("a phone gets one column of the same width for all", () => {
  assert.deepEqual(measured({ ...CASE, room: { width: 400, height: 700 } }), {
    narrow: true,
    input: 29,
    output: 36,
  })
})
