// The sizes of the stepper's parts.
import assert from "node:assert/strict"
import { test } from "node:test"
import { measured } from "#ui/shared/scene_sizes.js"

const CASE = {
  room: { width: 1200, height: 500 },
  caption: 30,
  below: 0,
  above: 0,
  beside: 0,
  heads: [0, 0],
  input: [10, 10],
  output: [8, 8],
  channels: 1,
  matrix: { widths: [100, 100, 100], height: 130, between: 28 },
  phone: 290,
}

const SPARE = 1 // for each matrix, as widths are rounded
const ROWS = { 1: 100 + SPARE, 2: 2 * 100 + 28 + 2 * SPARE, 3: 3 * 100 + 2 * 28 + 3 * SPARE }

test("cells fill the height, and the matrices take the fewest rows that leave the grids their room", () => {
  const { input, output, loupe } = measured(CASE)
  assert.deepEqual({ input, output, loupe }, { input: 47, output: 58, loupe: ROWS[1] })
  assert.equal(measured({ ...CASE, room: { width: 1260, height: 500 } }).loupe, ROWS[2])
  assert.equal(measured({ ...CASE, room: { width: 1400, height: 500 } }).loupe, ROWS[3])
})

test("a narrow and low room takes the rows that its height leaves", () => {
  const loupe = (height) => measured({ ...CASE, room: { width: 800, height } }).loupe
  assert.equal(loupe(500), ROWS[1])
  assert.equal(loupe(300), ROWS[2])
  assert.equal(loupe(200), ROWS[3])
})

test("the loupe grows into the room that the grids leave, up to a limit and never over the height", () => {
  const few = { ...CASE, input: [7, 7], output: [5, 5] }
  const grown = (room) => measured({ ...few, room }).grown
  assert.equal(grown({ width: 1600, height: 500 }), 1.7)
  const { grown: some, loupe, input, output } = measured({ ...few, room: { width: 1200, height: 360 } })
  assert.ok(some > 1 && some < 1.7)
  assert.ok(some * loupe + 7 * input + 5 * output + 2 * 22 <= 1200)
  assert.ok(some * CASE.matrix.height <= 360)
})

test("the whole picture takes its room above the loupe, or beside several inputs", () => {
  assert.equal(measured({ ...CASE, above: 200 }).loupe, ROWS[2])
  assert.equal(measured({ ...CASE, above: 300 }).loupe, ROWS[3])
  const three = { ...CASE, channels: 3 }
  assert.ok(measured({ ...three, beside: 250 }).output < measured(three).output)
})

test("wide headings leave less room for the loupe", () => {
  const few = { ...CASE, input: [7, 2], output: [7, 2], room: { width: 800, height: 500 } }
  assert.equal(measured(few).loupe, ROWS[3])
  assert.equal(measured({ ...few, heads: [250, 250] }).loupe, ROWS[2])
})

test("a phone gets one column of the same width for all", () => {
  assert.deepEqual(measured({ ...CASE, room: { width: 400, height: 700 } }), {
    narrow: true,
    input: 29,
    output: 36,
  })
})
