// What is said of a digit of the map, and which digits stand out.
import assert from "node:assert/strict"
import { test } from "node:test"
import { isMistake, mistakesOf, nearestOf, spokenDigit, standsOut, toldOf } from "#ui/digit_map/map_text.js"

const OWN = { pixels: [], place: [0, 0], label: null, answer: 8, share: 0.5, nearest: 2 }
const DATA = /** @type {DigitMap.Message} */ (
  /** @type {unknown} */ ({
    labels: [4, 9, 8],
    answers: [4, 4, 8],
    shares: [0.987, 0.6, 1],
    nearest: [1, 0, 0],
    own: null,
    chosen: 2,
    shown: "all",
  })
)

test("a digit is told with the answer and its neighbour, and whether the answer is wrong", () => {
  assert.deepEqual(toldOf(DATA, 0), {
    title: "This is a 4.",
    answer: "The network reads a 4: 98.7 %.",
    neighbour: "Its nearest neighbour is a 9.",
    wrong: false,
  })
  assert.equal(toldOf(DATA, 1).wrong, true)
  assert.equal(toldOf(DATA, 2).title, "Your digit: an 8")
})

test("a drawing has no class, and so no mistake", () => {
  const told = toldOf({ ...DATA, own: /** @type {DigitMap.Own} */ (OWN) }, 3)
  assert.deepEqual(
    [told.title, told.answer, told.wrong],
    ["Your digit", "The network reads an 8: 50 %.", false],
  )
  assert.equal(nearestOf({ ...DATA, own: /** @type {DigitMap.Own} */ (OWN) }, 3), 2)
})

test("a screen reader hears that an answer is wrong", () => {
  assert.equal(
    spokenDigit(toldOf(DATA, 1)),
    "This is a 9. The network reads a 4: 60 %. That is wrong. Its nearest neighbour is a 4.",
  )
})

test("all digits stand out, one class, or the mistakes; the digit in use always does", () => {
  const out = (/** @type {string} */ shown) => [0, 1, 2, 3].filter((n) => standsOut({ ...DATA, shown }, n))
  assert.deepEqual(out("all"), [0, 1, 2, 3])
  assert.deepEqual(out("9"), [1, 3])
  assert.deepEqual(out("mistakes"), [1, 3])
  assert.equal(mistakesOf(DATA), 1)
  assert.equal(isMistake(DATA, 0), false)
})
