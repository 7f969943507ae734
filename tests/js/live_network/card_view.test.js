// What the card shows of one number, for insights made by hand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { linesOf } from "#ui/live_network/card_lines.js"
import { viewOf } from "#ui/live_network/card_view.js"
import * as made from "./insights.js"

const view = (insight, wish = {}) => viewOf(insight, made.AROUND, { chosen: null, most: 8, ...wish })
const line = (insight) =>
  linesOf(insight).map((items) => items.map(({ word, value }) => `${word} ${value}`.trim()).join(" "))
const numbers = (insight, wish) => view(insight, wish).matrices.map(({ values }) => [...values])

test("a convolution shows its window, kernel and products, and the way from the sum to the result", () => {
  const { title, place, matrices } = view(made.CONVOLVED)
  assert.deepEqual([title, place], ["Convolution 1, map 2", "row 0, column 1"])
  assert.deepEqual(
    matrices.map(({ name, operator }) => operator + name),
    ["window", "×kernel", "=products"],
  )
  assert.deepEqual(numbers(made.CONVOLVED), [
    [1, 0.5, 0, 1],
    [0.5, -0.25, 1, 0.125],
    [0.5, -0.125, 0, 0.125],
  ])
  assert.deepEqual(line(made.CONVOLVED), ["sum 0.5 + bias −0.75 = −0.25 → ReLU → 0"])
})

test("of several maps the strongest is shown, beside the sums of the next ones and of the others", () => {
  const { terms, matrices } = view(made.DEEP)
  assert.deepEqual(
    terms.map(({ name, value, slice }) => [name, value, slice]),
    [
      ["map 1", -4, 1],
      ["map 3", 2, 3],
      ["map 0", 1, 0],
      ["2 others", 0.75, null],
    ],
  )
  assert.equal(matrices[0].name, "window, map 1")
  assert.deepEqual([...matrices[1].values], [-4, 0])
  assert.deepEqual(line(made.DEEP), ["sum −0.25"])
})

test("a map that is none of the strongest takes the place of the last of them when it is chosen", () => {
  const { terms, matrices } = view(made.DEEP, { chosen: 4 })
  assert.deepEqual(
    terms.map(({ name, chosen }) => [name, chosen]),
    [
      ["map 1", false],
      ["map 3", false],
      ["map 4", true],
      ["2 others", false],
    ],
  )
  assert.equal(
    terms.reduce((sum, { value }) => sum + value, 0),
    -0.25,
  )
  assert.equal(matrices[0].name, "window, map 4")
})

test("a dense unit shows its strongest inputs in a row, and the others' sum", () => {
  const { heads, terms } = view(made.WEIGHED)
  assert.deepEqual([heads, terms], [["unit 2", "unit 7", "10 others"], []])
  assert.deepEqual(numbers(made.WEIGHED), [
    [2, 1],
    [1.5, -1],
    [3, -1, 0.25],
  ])
  assert.deepEqual(numbers(made.WEIGHED, { most: 1 }), [[2], [1.5], [3, -0.75]])
  assert.deepEqual(line(made.WEIGHED), ["sum 2.25 + bias 0.5 = 2.75 → ReLU → 2.75"])
})

test("softmax has a line of its own: the exponential, divided by the sum", () => {
  assert.equal(view(made.SHARED).title, "answer, class dog")
  assert.deepEqual(line(made.SHARED), [
    "sum 2.25 + bias 0.75 = logit 3",
    "− largest logit 3 = 0 → exp → 1 ÷ sum of all 1.135 = 88.1 %",
  ])
})

test("pooling shows its window with the winner, and counts only cells of the map", () => {
  assert.deepEqual(view(made.LARGEST).matrices[0].marks, ["", "winner", "", ""])
  assert.deepEqual(line(made.LARGEST), ["the largest of 3 2"])
  assert.deepEqual(line(made.MEAN), ["sum 3 ÷ 3 = 1"])
})

test("flatten says which cell becomes which unit", () => {
  const { note, title, place } = view(made.FLATTENED)
  assert.deepEqual([title, place], ["Flatten, unit 8", ""])
  assert.equal(note, "From Convolution 1, map 2, row 1, column 0: (1·2 + 0)·3 + 2 = 8")
})

test("padding says that it lies outside", () => {
  assert.equal(view(made.PADDED).note, "This cell is padding. It lies outside the map.")
  assert.deepEqual(view(made.PADDED).matrices[0].marks, ["outside"])
})

test("branches stand beside each other, each with the name of its layer", () => {
  assert.deepEqual(
    view(made.ADDED).matrices.map(({ name, operator }) => operator + name),
    ["Convolution 1, map 0", "+Convolution 2, map 0"],
  )
  assert.deepEqual([line(made.ADDED), line(made.MULTIPLIED)], [["0.5 + (−2) = −1.5"], ["0.5 × (−2) = −1"]])
  const many = {
    ...made.ADDED,
    slices: [1, 2, 3, 4, 5, 6, 7, 8].map((x) => made.slice("conv", 0, [1, 1], [x])),
    value: 36,
  }
  assert.deepEqual(line(many), ["1 + 2 + 3 + 4 + 5 + 6 + 2 others 15 = 36"])
})

test("single numbers go through a function, a normalization, a scale or a limit", () => {
  assert.deepEqual(line(made.BENT), ["input −0.5 → tanh → −0.462"])
  assert.deepEqual(line(made.NORMALIZED), [
    "input 3 − mean 1 ÷ standard deviation 2 × gamma 2 + beta 0.5 = 2.5",
  ])
  assert.deepEqual(line(made.SCALED), ["input 0.75 × 2 + (−1) = 0.5"])
  assert.deepEqual(line(made.CLIPPED), ["input 8 at most 6 → ReLU → 6"])
})

test("pixels are coloured as pixels, and products up to the largest that there can be", () => {
  const [window, kernel, products] = view(made.CONVOLVED).matrices
  assert.equal(window.look.colours, "pixels")
  assert.deepEqual(
    [kernel.look, products.look],
    [
      { colours: "weights", limit: 1 },
      { colours: "weights", limit: 2 },
    ],
  )
})

test("where all products are 0, only the bias remains", () => {
  const dark = { ...made.CONVOLVED, slices: [made.slice("input", 0, [1, 2], [0, 0], [1, 2])], before: -0.75 }
  assert.equal(view(dark).note, "All products are 0. Only the bias −0.75 remains.")
})

test("an unknown rule is an error", () => {
  assert.throws(() => view({ ...made.BENT, rule: "magic" }), /Received: magic/)
})
