import assert from "node:assert/strict"
import { test } from "node:test"
import {
  changeLevels,
  changeOf,
  enlargement,
  movedLevels,
  pixelsOf,
  pushedNumbers,
  randomlyMoved,
} from "../../../cnnviz/ui/components/pushed_picture/pushing.js"

const SAID = { name: "cat", share: "90 %", turned: false }

/** @param {number[]} levels @param {number[]} random @param {number[]} changes @param {number} sizes @param {boolean} single */
function unpacked(levels, random, changes, sizes, single) {
  const bytes = new Uint8Array(3 + levels.length + random.length + changes.length)
  bytes.set([9, 9, 9, ...levels, ...random.map((n) => n & 255), ...changes.map((n) => n & 255)])
  const message = { width: levels.length, height: 1, channels: 1, single, said: Array(sizes).fill(SAID) }
  return pushedNumbers(bytes.subarray(3), /** @type {any} */ (message))
}

test("one direction serves pushes of all sizes, cut to 0 … 255", () => {
  const numbers = unpacked([250, 3, 7], [1, -1, 1], [1, -1, 0], 5, true)
  assert.deepEqual([...changeOf(numbers, 4)], [4, -4, 0])
  assert.deepEqual([...movedLevels(numbers.levels, changeOf(numbers, 4))], [254, 0, 7])
  assert.deepEqual([...movedLevels(numbers.levels, changeOf(numbers, 64))], [255, 0, 7])
  assert.deepEqual([...movedLevels(numbers.levels, changeOf(numbers, 0))], [250, 3, 7])
  assert.deepEqual([...randomlyMoved(numbers, 2)], [252, 1, 9])
})

test("pushes with changes of their own are found by their size", () => {
  const numbers = unpacked([10, 20], [1, 1], [0, 0, 1, -1, 2, 1], 3, false)
  assert.deepEqual([...changeOf(numbers, 2)], [2, 1])
  assert.deepEqual([...movedLevels(numbers.levels, changeOf(numbers, 1))], [11, 19])
})

test("too few numbers are an error", () => {
  assert.throws(() => unpacked([1, 2], [1, 1], [0, 0], 3, false), RangeError)
})

test("a change is enlarged as far as it fits on both sides of grey", () => {
  assert.deepEqual([1, 2, 3, 64, 127].map(enlargement), [127, 63, 42, 1, 1])
  assert.equal(enlargement(0), 1)
  assert.deepEqual([...changeLevels(Int8Array.of(-2, 0, 2), enlargement(2))], [2, 128, 254])
  for (let steps = 1; steps <= 64; steps++) {
    const times = enlargement(steps)
    assert.deepEqual(
      [...changeLevels(Int8Array.of(-steps, steps), times)],
      [128 - times * steps, 128 + times * steps],
    )
  }
})

test("grey and coloured levels become opaque pixels", () => {
  assert.deepEqual([...pixelsOf([7, 8], 1)], [7, 7, 7, 255, 8, 8, 8, 255])
  assert.deepEqual([...pixelsOf([1, 2, 3], 3)], [1, 2, 3, 255])
})
