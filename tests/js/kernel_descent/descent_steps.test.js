// The descents' values at each step, and the keys' moves.
import assert from "node:assert/strict"
import { test } from "node:test"
import { momentOf, prepared, steppedTo } from "#ui/kernel_descent/descent_steps.js"
import { pixelText, statusText, weightText } from "#ui/kernel_descent/descent_text.js"

const packed = (numbers) => Buffer.from(numbers.buffer).toString("base64")
const doubles = (...numbers) => packed(Float64Array.from(numbers))

/** A picture of 2 x 2, a kernel with one weight that should become 2, and two steps. @type {any} */
const DATA = {
  size: [2, 2],
  shape: [2, 2],
  corner: [0, 0],
  learned: 1,
  levels: packed(Uint8Array.from([0, 51, 102, 255])),
  wanted: { weights: [[2]], corner: [0, 0], added: 0 },
  embedded: [[2]],
  flat: false,
  runs: [{ rate: "0.1", kernels: doubles(0, 1, 1.5), added: doubles(0, 0, 0), losses: doubles(4, 1, 0.25) }],
}
const MODEL = prepared(DATA)

test("the target is what the wanted kernel makes of the picture", () => {
  assert.equal(MODEL.last, 2)
  assert.deepEqual([...MODEL.target.values], [0, 0.4, 0.8, 2])
})

test("a moment has the kernel, what it makes, and how far that is off; after the end, the end", () => {
  const moment = momentOf(MODEL, MODEL.runs[0], 1)
  assert.deepEqual([...moment.kernel.values], [1])
  assert.deepEqual([...moment.made.values], [0, 0.2, 0.4, 1])
  assert.equal(moment.error.values[3], -1)
  assert.equal(momentOf(MODEL, MODEL.runs[0], 99).step, 2)
})

test("keys step, leap and go to the ends", () => {
  const from = (key, step) => steppedTo(key, step, 12)
  assert.deepEqual(
    ["ArrowRight", "ArrowUp", "Home", "End", "x"].map((key) => from(key, 5)),
    [6, 12, 0, 12, null],
  )
  assert.deepEqual([from("ArrowLeft", 0), from("ArrowDown", 5), from("End", 12)], [null, 0, null])
})

test("a step, a pixel and a weight are told with their numbers", () => {
  const moment = momentOf(MODEL, MODEL.runs[0], 1)
  assert.equal(statusText(MODEL, [moment], 1), "Step 1 of 2 · error 100 %")
  assert.equal(pixelText(MODEL, moment, [1, 1], ""), "row 1, column 1: learned 1 − target 2 = error −1")
  assert.equal(
    weightText(MODEL, MODEL.runs[0], 0, 0, ""),
    "weight in row 0, column 0: 0 + 1 = 1 after the next step, target 2",
  )
  assert.equal(weightText(MODEL, MODEL.runs[0], 2, 0, ""), "weight in row 0, column 0: 1.5, target 2")
})
