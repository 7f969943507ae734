// How one number came about, what each channel contributes, and the maps between.
import assert from "node:assert/strict"
import { test } from "node:test"
import { insightOf } from "#ui/shared/network/insight.js"
import { intermediates } from "#ui/shared/network/intermediates.js"
import { linksInto, strongestInto } from "#ui/shared/network/links.js"
import { farthestPart, recomputed } from "./checked_parts.js"
import { computed, planOf } from "./small_networks.js"

const PLAIN = { strides: [1, 1], padding: "valid", dilation_rate: [1, 1], groups: 1 }
/** Two channels of 2x2, channels last: 1 2 3 4 and -1 -2 -3 -4. */
const PAIR = [1, -1, 2, -2, 3, -3, 4, -4]
const NODES = [
  {
    kind: "Conv2D",
    settings: { ...PLAIN, kernel_size: [2, 2], padding: "same", activation: "relu" },
    shape: [2, 2, 2],
    weights: [
      ["kernel", [2, 2, 2, 2], [1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0]],
      ["bias", [2], [0.5, 10]],
    ],
    name: "conv",
  },
  {
    kind: "MaxPooling2D",
    settings: { pool_size: [2, 2], strides: [1, 1], padding: "same" },
    shape: [2, 2, 2],
    name: "max",
  },
  { kind: "Flatten", shape: [8], name: "flat" },
  {
    kind: "Dense",
    settings: { activation: "softmax" },
    shape: [2],
    weights: [["kernel", [8, 2], [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0]]],
    name: "dense",
  },
]
// conv: filter 0 is x + 2 · the one to its right - channel 1's one below and to the right; filter 1 is channel 1's one below.
const plan = planOf([2, 2, 2], NODES)
computed(plan, PAIR)

test("the windows of a convolution, its products, and what lies in the padding", () => {
  const look = insightOf(plan, "conv", [1, 0, 1])
  assert.equal(look.value, 10)
  assert.deepEqual([look.rule, look.bias, look.before, look.activation], ["weighted sum", 10, 10, "relu"])
  const [, second] = look.slices
  assert.deepEqual([second.source, second.channel, second.rows, second.columns], ["input", 1, 2, 2])
  assert.deepEqual(second.cells, [[1, 0, 1], [1, 1, 1], null, null])
  assert.deepEqual(second.window, [-3, -4, 0, 0])
  assert.deepEqual(second.weights, [0, 0, 1, 0])
  assert.equal(second.sum, 0)
})

test("each channel has its sum", () => {
  const look = insightOf(plan, "conv", [0, 0, 0])
  assert.deepEqual(
    look.slices.map((slice) => slice.sum),
    [5, -4],
  )
  assert.deepEqual([look.before, look.value], [1.5, 1.5])
  assert.deepEqual(insightOf(plan, "conv", [0, 0, 1]).slices[1].sum, -3)
})

test("the winner of a pooling, and its border", () => {
  const look = insightOf(plan, "max", [0, 1, 0])
  assert.deepEqual(look.slices[0].cells, [[0, 1, 0], null, [1, 1, 0], null])
  assert.deepEqual([look.slices[0].winner, look.value], [2, 4.5])
})

test("a number of the column knows its map", () => {
  const look = insightOf(plan, "flat", [5])
  assert.deepEqual(look.slices[0].cells, [[1, 0, 1]])
  assert.equal(look.value, insightOf(plan, "max", [1, 0, 1]).value)
})

test("a unit's terms are sorted by strength, and softmax has its exponentials", () => {
  const { slices, rest, shares, value } = insightOf(plan, "dense", [0])
  assert.deepEqual(slices[0].products.slice(0, 2), [11.5, -10])
  assert.deepEqual(slices[0].cells.slice(0, 2), [
    [0, 0, 0],
    [0, 0, 7],
  ])
  assert.deepEqual(rest, { count: 0, sum: 0 })
  assert.deepEqual([shares.logits, shares.largest], [[1.5, 10], 10])
  assert.ok(Math.abs(shares.exponentials[0] - Math.exp(-8.5)) < 1e-12)
  assert.ok(Math.abs(shares.total - (1 + Math.exp(-8.5))) < 1e-12)
  assert.equal(value, Math.fround(Math.exp(-8.5) / (1 + Math.exp(-8.5))))
})

test("a long sum lists its strongest terms and adds up the rest", () => {
  const row = Array.from({ length: 20 }, (_, n) => n + 1)
  const long = planOf(
    [1, 1, 20],
    [
      { kind: "Flatten", shape: [20] },
      {
        kind: "Dense",
        settings: { activation: "linear" },
        shape: [1],
        weights: [["kernel", [20, 1], row.map(() => 1)]],
      },
    ],
  )
  computed(long, row)
  const { slices, rest, value } = insightOf(long, "n1", [0])
  assert.deepEqual(slices[0].products, [20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9])
  assert.deepEqual(rest, { count: 8, sum: 36 })
  assert.equal(value, 210)
})

test("every number follows from its parts", () => {
  for (const [name, { rows, columns, channels }] of Object.entries(plan.volumes))
    for (let n = 0; name !== "input" && n < rows * columns * channels; n += 1) {
      const cell = [Math.floor(n / channels / columns), Math.floor(n / channels) % columns, n % channels]
      const look = insightOf(plan, name, cell)
      assert.ok(Math.abs(recomputed(look) - look.value) < 1e-5, `${name} ${cell}`)
      assert.equal(farthestPart(plan, look), 0)
    }
  assert.throws(() => insightOf(plan, "conv", [0, 2, 0]), /conv has 2 x 2 x 2 numbers. Received: 0,2,0/)
})

test("links are the kernel's sum times the map's mean, strongest first", () => {
  assert.deepEqual(linksInto(plan, "conv", 0), [
    { source: "input", from: 0, channel: 0, strength: 7.5 },
    { source: "input", from: 1, channel: 0, strength: -2.5 },
  ])
  assert.deepEqual(
    strongestInto(plan, "conv", 2).map((link) => link.strength),
    [7.5, -2.5],
  )
  assert.deepEqual(strongestInto(plan, "conv", 9).length, 3)
})

test("links into units are products", () => {
  assert.deepEqual(strongestInto(plan, "dense", 2), [
    { source: "flat", from: 0, channel: 0, strength: 11.5 },
    { source: "flat", from: 1, channel: 1, strength: 10 },
  ])
})

test("the maps between add up to the channel before its activation", () => {
  const found = intermediates(plan, "conv", 0)
  assert.deepEqual(
    found.parts.map(({ channel, kernel }) => [channel, [...kernel.values]]),
    [
      [0, [1, 2, 0, 0]],
      [1, [0, 0, 0, 1]],
    ],
  )
  assert.deepEqual([...found.parts[0].map.values], [5, 2, 11, 4])
  assert.deepEqual([...found.parts[1].map.values], [-4, 0, 0, 0])
  assert.deepEqual([...found.before.values], [1.5, 2.5, 11.5, 4.5])
  assert.deepEqual([...found.map.values], [1.5, 2.5, 11.5, 4.5])
  assert.equal(found.bias, 0.5)
})
