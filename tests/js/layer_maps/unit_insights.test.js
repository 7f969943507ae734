// How an opened number comes about, from the window alone.
import assert from "node:assert/strict"
import { test } from "node:test"
import { aroundOpened, insightsOf } from "#ui/layer_maps/unit_insights.js"

/** What `described` says of a layer of one channel. */
function node(name, kind, settings, inputs, shape, weights = []) {
  return { name, kind, settings, inputs, shape, weights, title: "", short: "", group: "", multiplications: 0 }
}

/** A depthwise convolution of 2x2 at the upper left corner, where the first row is padding; normalized, clipped. */
const CONVOLVED = {
  made_by: "conv",
  adds: false,
  channel: 0,
  sources: [{ name: "before", channels: [7], rows: [null, 0], columns: [4, 6], values: [0, 0, 2, 3] }],
  input: [0, 0, 2, 3],
  network: {
    input: [2, 2, 1],
    nodes: [
      node(
        "conv",
        "DepthwiseConv2D",
        {
          kernel_size: [2, 2],
          strides: [1, 1],
          dilation_rate: [1, 1],
          padding: "valid",
          depth_multiplier: 1,
          activation: "linear",
        },
        ["input"],
        [1, 1, 1],
        [{ name: "kernel", shape: [2, 2, 1, 1], offset: 0 }],
      ),
      node(
        "norm",
        "BatchNormalization",
        { epsilon: 0, center: true, scale: true },
        ["conv"],
        [1, 1, 1],
        [
          { name: "gamma", shape: [1], offset: 4 },
          { name: "beta", shape: [1], offset: 5 },
          { name: "moving_mean", shape: [1], offset: 6 },
          { name: "moving_variance", shape: [1], offset: 7 },
        ],
      ),
      node("relu", "ReLU", { max_value: 6, negative_slope: 0, threshold: 0 }, ["norm"], [1, 1, 1]),
    ],
    outputs: ["relu"],
    classes: [],
    multiplications: 0,
    n_weights: 8,
  },
  weights: [9, 9, 1, 2, 3, 0.5, 4, 4],
  shapes: { before: [20, 20, 8], conv: [10, 10, 8], norm: [10, 10, 8], relu: [10, 10, 8] },
  titles: { before: "before", conv: "conv", norm: "norm", relu: "relu" },
}

test("the window lies in the source, the padding nowhere", () => {
  const [first] = insightsOf(CONVOLVED, [7, 0, 3])
  const [slice] = first.slices
  assert.deepEqual(slice.cells, [null, null, [0, 4, 7], [0, 6, 7]])
  assert.deepEqual([slice.source, slice.channel, slice.window], ["before", 7, [0, 0, 2, 3]])
  assert.deepEqual(slice.products, [0, 0, 2, 6])
  assert.deepEqual(first.cell, [0, 3, 7])
})

test("each layer goes on with the number before: (8 − 4) / 2 · 3 + 0.5 = 6.5, and at most 6", () => {
  const insights = insightsOf(CONVOLVED, [7, 0, 3])
  assert.deepEqual(
    insights.map(({ name, value }) => [name, value]),
    [
      ["conv", 8],
      ["norm", 6.5],
      ["relu", 6],
    ],
  )
  assert.equal(insights[2].rule, "clipped")
})

/** A sum of two layers' numbers, then ReLU. */
const ADDED = {
  ...CONVOLVED,
  made_by: "sum",
  adds: true,
  sources: [
    { name: "conv", channels: [3], rows: [2], columns: [1], values: [1.5] },
    { name: "before", channels: [3], rows: [2], columns: [1], values: [-4] },
  ],
  input: [-2.5],
  network: {
    ...CONVOLVED.network,
    input: [1, 1, 1],
    nodes: [node("relu", "ReLU", { max_value: null, negative_slope: 0, threshold: 0 }, ["input"], [1, 1, 1])],
    n_weights: 0,
  },
  weights: [],
  shapes: { ...CONVOLVED.shapes, sum: [10, 10, 8] },
}

test("a sum names one number of each source, and goes on with the layers after it", () => {
  const insights = insightsOf(ADDED, [3, 2, 1])
  assert.deepEqual(
    insights.map(({ name, rule, value }) => [name, rule, value + 0]),
    [
      ["sum", "sum", -2.5],
      ["relu", "clipped", 0],
    ],
  )
  assert.deepEqual(
    insights[0].slices.map(({ source, channel, cells, window }) => [source, channel, cells, window]),
    [
      ["conv", 3, [[2, 1, 3]], [1.5]],
      ["before", 3, [[2, 1, 3]], [-4]],
    ],
  )
})

test("a sum that nothing follows is one insight", () => {
  assert.equal(insightsOf({ ...ADDED, network: null }, [3, 2, 1]).length, 1)
})

/** One number of a source, moved. */
function moved(rows, values) {
  return {
    ...ADDED,
    made_by: "joined",
    network: null,
    sources: [{ name: "conv", channels: [3], rows, columns: [1], values }],
  }
}

test("a number that is only moved names where it comes from", () => {
  const [insight] = insightsOf(moved([2], [1.5]), [7, 2, 1])
  assert.deepEqual([insight.name, insight.rule, insight.value], ["joined", "copy", 1.5])
  assert.deepEqual(insight.slices[0].cells, [[2, 1, 3]])
})

test("a number in the padding comes from nowhere", () => {
  const [insight] = insightsOf(moved([null], [0]), [3, 0, 2])
  assert.deepEqual([insight.rule, insight.value, insight.slices[0].cells], ["copy", 0, [null]])
})

test("a number is compared with the neighbouring maps: 3 / (1 + (16 + 9 + 4))", () => {
  const settings = { depth_radius: 1, bias: 1, alpha: 1, beta: 1 }
  const opened = {
    ...CONVOLVED,
    made_by: "norm",
    channel: 1,
    sources: [{ name: "before", channels: [5, 6, 7], rows: [4], columns: [9], values: [4, 3, 2] }],
    input: [4, 3, 2],
    network: {
      ...CONVOLVED.network,
      input: [1, 1, 3],
      nodes: [node("norm", "LocalResponseNormalization", settings, ["input"], [1, 1, 3])],
      outputs: ["norm"],
      n_weights: 0,
    },
    weights: [],
  }
  const [insight] = insightsOf(opened, [6, 4, 9])
  assert.ok(Math.abs(insight.value - 0.1) < 1e-6)
  assert.deepEqual(insight.slices[0].cells, [[4, 9, 6]])
  assert.equal(insight.numbers.squares, 29)
})

test("the colours reach to the largest number of the window", () => {
  const around = aroundOpened(CONVOLVED, insightsOf(CONVOLVED, [7, 0, 3]))
  assert.deepEqual(around.look("before"), { colours: "layer", limit: 3 })
  assert.equal(around.sides("conv").rows, 10)
  assert.equal(around.title("norm"), "norm")
})
