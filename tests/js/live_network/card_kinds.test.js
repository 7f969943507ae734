// The card of every kind of layer: the line below it, computed from left to right, gives the number itself.
import assert from "node:assert/strict"
import { test } from "node:test"
import { viewOf } from "#ui/live_network/card_view.js"
import { LAYER_KINDS } from "#ui/shared/kinds/all_kinds.js"
import { insightOf } from "#ui/shared/network/insight.js"
import { computed, planOf } from "../shared/network/small_networks.js"

const WINDOW = { strides: [1, 1], padding: "same", dilation_rate: [1, 1], groups: 1, depth_multiplier: 1 }
const numbers = (count, step) => Array.from({ length: count }, (_, n) => Math.sin(step * (n + 1)))
const kernel = (name, ...sides) => [
  name,
  sides,
  numbers(
    sides.reduce((one, other) => one * other),
    sides.length,
  ),
]
const MAPS = { shape: [3, 3, 2] }
const WINDOWS = { ...WINDOW, kernel_size: [2, 2], pool_size: [2, 2] }
const NORMAL = { epsilon: 0.001, scale: true, center: true }
const STATISTICS = [
  ["gamma", [2], [2, 0.5]],
  ["beta", [2], [0.25, -1]],
  ["moving_mean", [2], [0.5, -0.25]],
  ["moving_variance", [2], [4, 0.25]],
]

/** A node of each kind that takes two maps of 3 x 3; the last two kinds take a column. @type {Record<string, any>} */
const NODES = {
  Conv2D: {
    ...MAPS,
    settings: { ...WINDOWS, activation: "relu" },
    weights: [kernel("kernel", 2, 2, 2, 2), ["bias", [2], [0.5, -0.5]]],
  },
  DepthwiseConv2D: {
    ...MAPS,
    settings: { ...WINDOWS, activation: "linear" },
    weights: [kernel("kernel", 2, 2, 2, 1)],
  },
  SeparableConv2D: {
    ...MAPS,
    settings: { ...WINDOWS, activation: "tanh" },
    weights: [
      kernel("depthwise_kernel", 2, 2, 2, 1),
      kernel("pointwise_kernel", 1, 1, 2, 2),
      ["bias", [2], [1, 2]],
    ],
  },
  MaxPooling2D: { ...MAPS, settings: WINDOWS },
  AveragePooling2D: { ...MAPS, settings: WINDOWS },
  GlobalAveragePooling2D: { shape: [2] },
  BatchNormalization: { ...MAPS, settings: NORMAL, weights: STATISTICS },
  Activation: { ...MAPS, settings: { activation: "sigmoid" } },
  ReLU: { ...MAPS, settings: { max_value: 0.5, negative_slope: 0.1, threshold: 0 } },
  Rescaling: { ...MAPS, settings: { scale: 2, offset: -1 } },
  ZeroPadding2D: {
    shape: [5, 5, 2],
    settings: {
      padding: [
        [1, 1],
        [1, 1],
      ],
    },
  },
  Add: { ...MAPS, inputs: ["input", "input"] },
  Multiply: { ...MAPS, inputs: ["input", "input"] },
  LocalResponseNormalization: {
    ...MAPS,
    settings: { depth_radius: 1, bias: 2, alpha: 0.5, beta: 0.75 },
  },
  ScaledTanh: { ...MAPS, settings: { amplitude: 1.7159, slope: 2 / 3 } },
  Subsampling2D: {
    shape: [1, 1, 2],
    settings: { pool_size: [2, 2], strides: [2, 2] },
    weights: [
      ["coefficient", [2], [0.5, -2]],
      ["bias", [2], [0.25, 1]],
    ],
  },
  TableConv2D: {
    ...{
      shape: [2, 2, 3],
      settings: { ...WINDOWS, padding: "valid", activation: "tanh", table: [[0], [1], [0, 1]] },
    },
    weights: [kernel("kernel", 2, 2, 4), ["bias", [3], [0.5, -0.5, 0]]],
  },
  RadialBasisOutput: { shape: [2], settings: { codes: [[0, 3, 4], [17]] } },
  Concatenate: { shape: [3, 3, 4], inputs: ["input", "input"] },
  Dropout: { ...MAPS, settings: { rate: 0.5 } },
  Flatten: { shape: [18] },
  Dense: {
    shape: [3],
    settings: { activation: "softmax" },
    weights: [kernel("kernel", 18, 3), ["bias", [3], [1, 0, -1]]],
  },
}

/** @param {string} kind */
function planWith(kind) {
  const node = { kind, name: "node", ...NODES[kind] }
  const takesColumn = kind === "Dense" || kind === "RadialBasisOutput"
  const plan = planOf([3, 3, 2], takesColumn ? [{ kind: "Flatten", shape: [18] }, node] : [node])
  computed(plan, numbers(18, 0.7))
  return plan
}

/** @param {Network.Plan} plan @returns {Card.Surroundings} */
const around = ({ volumes, nodes }) => ({
  title: (name) => nodes[name]?.title ?? "Input",
  look: () => ({ colours: "layer", limit: 1 }),
  sides: (name) => volumes[name],
  classes: () => [],
})

const parsed = (text) => Number(text.replace(/[()]/g, "").replace("−", "-").replace(" %", ""))
const OPERATIONS = {
  "+": (one, other) => one + other,
  "−": (one, other) => one - other,
  "×": (one, other) => one * other,
  "÷": (one, other) => one / other,
}

/** Compute a line from left to right; every number after "=" is what the line has come to. */
function followed(items) {
  let now = Number.NaN
  for (const { word, value } of items) {
    const number = parsed(value)
    const operation = OPERATIONS[word[0]]
    if (word[0] === "=") assert.ok(Math.abs(now - number) < 0.006, JSON.stringify(items))
    now = operation && word !== "→" && value !== "" && items.length > 1 ? operation(now, number) : number
  }
  return now
}

test("every kind has a node here", () => {
  assert.deepEqual(Object.keys(NODES).sort(), Object.keys(LAYER_KINDS).sort())
})

for (const kind of Object.keys(NODES))
  test(`the lines of ${kind} lead to its numbers`, () => {
    const plan = planWith(kind)
    const { rows, columns, channels } = plan.volumes.node
    for (let n = 0; n < rows * columns * channels; n += 1) {
      const cell = /** @type {Cell} */ ([
        Math.floor(n / channels / columns),
        Math.floor(n / channels) % columns,
        n % channels,
      ])
      const insight = insightOf(plan, "node", cell)
      const { lines, sentence } = viewOf(insight, around(plan), { chosen: null, most: 4 })
      for (const line of lines.slice(0, -1)) followed(line)
      const last = lines[lines.length - 1]
      if (kind !== "ReLU" && kind !== "Dense") followed(last)
      const scale = kind === "Dense" ? 100 : 1
      assert.ok(Math.abs(parsed(last[last.length - 1].value) - scale * insight.value) < 0.051)
      assert.ok(last[last.length - 1].result)
      assert.doesNotMatch(sentence, /NaN|undefined|null/)
    }
  })
