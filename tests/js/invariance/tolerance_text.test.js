// Amounts and sentences.
import assert from "node:assert/strict"
import { test } from "node:test"
import { averageCurve } from "#ui/invariance/tolerance_curves.js"
import {
  amountText,
  answerRow,
  averageRow,
  averageTitle,
  digitTitle,
  pictureText,
  spokenAmount,
  spokenAnswers,
} from "#ui/invariance/tolerance_text.js"

/** @type {any} */
const TURN = {
  ...{ name: "turn", title: "Turn", unit: "°", least: -4, most: 4, neutral: 0, step: 1, low: "to the right" },
  amounts: [-4, -2, 0, 2, 4],
}
/** @type {any} */
const BLUR = { name: "blur", title: "Blur", unit: "px", neutral: 0, low: "" }

test("an amount has its unit, and a true minus sign", () => {
  assert.deepEqual(
    [amountText(TURN, -41), amountText(BLUR, 1.25), amountText(BLUR, 0)],
    ["−41°", "1.25 px", "0 px"],
  )
})

test("a screen reader hears the direction of an amount", () => {
  const turn = { ...TURN, high: "to the left" }
  assert.deepEqual(
    [-20, 0, 15].map((amount) => spokenAmount(turn, amount)),
    ["−20°, to the right", "0°", "15°, to the left"],
  )
})

test("a picture is described by what has changed", () => {
  const amounts = /** @type {any} */ ({ turn: 30, blur: 0.5 })
  assert.equal(pictureText([TURN, BLUR], amounts), "The digit with turn 30°, blur 0.5 px")
  assert.equal(pictureText([TURN, BLUR], { ...amounts, turn: 0, blur: 0 }), "The digit as it is")
})

test("an answer is the class with its probability, right or wrong", () => {
  const answer = Float32Array.of(0.25, 0.75)
  assert.deepEqual(answerRow("pen", answer, 1, false), {
    label: "pen",
    answer: "1, 75 %",
    right: true,
    late: false,
  })
  assert.equal(answerRow("pen", answer, 0, false).right, false)
  assert.deepEqual(answerRow("pen", null, 1, true), { label: "pen", answer: "", right: null, late: true })
  assert.deepEqual(averageRow("pen", 0.735), { label: "pen", answer: "73.5 %", right: null, late: false })
})

test("the titles say what to look at", () => {
  assert.match(digitTitle(TURN), /wider the hill/)
  assert.match(digitTitle(BLUR), /later a line falls/)
})

test("the title of the averages says what the ranges gain", () => {
  const [narrow, middle, wide] = [
    averageCurve([0, 0, 1, 0, 0]),
    averageCurve([0, 1, 1, 0, 0]),
    averageCurve([1, 1, 1, 1, 1]),
  ]
  assert.equal(
    averageTitle(TURN, { "no-pooling": narrow, lecture: middle, pen: wide }),
    "Pooling buys 2°. More layers and data buy at least 2°.",
  )
  assert.equal(
    averageTitle(TURN, { "no-pooling": wide, lecture: middle, pen: narrow }),
    "Pooling costs at least 2°. More layers and data cost 2°.",
  )
  assert.equal(
    averageTitle(TURN, { "no-pooling": middle, lecture: middle, pen: middle }),
    "Pooling buys nothing here. More layers and data buy nothing here.",
  )
})

test("a screen reader hears the amount and all answers", () => {
  const rows = [
    { label: "lecture", answer: "3, 61 %", right: true, late: false },
    { label: "pen", answer: "5, 80 %", right: false, late: false },
  ]
  assert.equal(spokenAnswers(TURN, 12, rows), "Turn 12°. lecture: 3, 61 %. pen: 5, 80 %.")
})
