// Each kind of layer, computed by hand.
import assert from "node:assert/strict"
import { test } from "node:test"
import { computed, planOf } from "./small_networks.js"

const X = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const PLAIN = { strides: [1, 1], padding: "valid", dilation_rate: [1, 1], activation: "linear" }
/** Two channels of 2x2, channels last: 1 2 3 4 and -1 -2 -3 -4. */
const PAIR = [1, -1, 2, -2, 3, -3, 4, -4]

/** @param {number[]} found @param {number[]} expected */
function close(found, expected) {
  assert.equal(found.length, expected.length)
  found.forEach((number, n) => {
    assert.ok(Math.abs(number - expected[n]) < 1e-6, `${number}, not ${expected[n]}, at ${n}`)
  })
}

/** Compute one layer. */
const made = (kind, settings, input, numbers, shape, weights = []) =>
  computed(planOf(input, [{ kind, settings, shape, weights }]), numbers)

const conv = (settings, shape, kernel, bias) => {
  const all = { ...PLAIN, kernel_size: [2, 2], groups: 1, ...settings }
  const weights = [["kernel", [2, 2, 1, kernel.length / 4], kernel]]
  if (bias) weights.push(["bias", [bias.length], bias])
  return made("Conv2D", all, [3, 3, 1], X, shape, weights)
}

test("LocalResponseNormalization: the neighbouring channels' squares count", () => {
  const settings = { depth_radius: 1, bias: 1, alpha: 0.5, beta: 1 }
  const found = made("LocalResponseNormalization", settings, [1, 1, 4], [3, 4, 0, 1], [1, 1, 4])
  close(found, [3 / 13.5, 4 / 13.5, 0, 1 / 1.5])
})

test("ScaledTanh: 1 stays 1", () => {
  const [one] = made("ScaledTanh", { amplitude: 1.7159, slope: 2 / 3 }, [1, 1, 1], [1], [1, 1, 1])
  assert.ok(Math.abs(one - 1) < 1e-4)
})

test("Subsampling2D: the sum of a window, times a coefficient, plus a bias", () => {
  const weights = [
    ["coefficient", [2], [0.5, 2]],
    ["bias", [2], [1, 0]],
  ]
  const settings = { pool_size: [2, 2], strides: [2, 2] }
  assert.deepEqual(made("Subsampling2D", settings, [2, 2, 2], PAIR, [1, 1, 2], weights), [6, -20])
})

test("TableConv2D: each filter sees the channels of its row", () => {
  const settings = { ...PLAIN, kernel_size: [1, 1], table: [[1], [0, 1]] }
  const weights = [
    ["kernel", [1, 1, 3], [10, 1, 100]],
    ["bias", [2], [0, 5]],
  ]
  const found = made("TableConv2D", settings, [1, 2, 2], [1, -1, 2, -2], [1, 2, 2], weights)
  assert.deepEqual(found, [-10, -20, 1 - 100 + 5, 2 - 200 + 5])
})

test("RadialBasisOutput: the squared distance from each code", () => {
  const codes = [[0], [0, 1, 2]]
  assert.deepEqual(made("RadialBasisOutput", { codes }, [3], [1, 1, 0], [2]), [0 + 4 + 1, 0 + 0 + 1])
})

test("Conv2D: strides, padding, dilation, bias and activation", () => {
  assert.deepEqual(conv({}, [2, 2, 1], [1, 0, 0, -1]), [-4, -4, -4, -4])
  assert.deepEqual(conv({ activation: "relu" }, [2, 2, 1], [1, 0, 0, -1], [5]), [1, 1, 1, 1])
  assert.deepEqual(conv({ strides: [2, 2], padding: "same" }, [2, 2, 1], [1, 1, 1, 1]), [12, 9, 15, 9])
  assert.deepEqual(conv({ dilation_rate: [2, 2] }, [1, 1, 1], [1, 1, 1, 1]), [20])
})

test("Conv2D: two filters, whose weights alternate in Keras's order", () => {
  assert.deepEqual(conv({}, [2, 2, 2], [1, 0, 0, 0, 0, 0, 0, 1], [0, 10]), [1, 2, 4, 5, 15, 16, 18, 19])
})

test("Conv2D: a kernel of 3x3 with an odd number of filters", () => {
  const kernel = [0, 1, 2].flatMap((row) => [0, 1, 2].flatMap((column) => [1, row, column]))
  const settings = { ...PLAIN, kernel_size: [3, 3], groups: 1 }
  const found = made("Conv2D", settings, [3, 3, 1], X, [1, 1, 3], [["kernel", [3, 3, 1, 3], kernel]])
  assert.deepEqual(found, [45, 4 + 5 + 6 + 2 * (7 + 8 + 9), 2 + 5 + 8 + 2 * (3 + 6 + 9)])
})

test("Conv2D: each group sees its own channels", () => {
  const settings = { ...PLAIN, kernel_size: [1, 1], groups: 2 }
  const found = made("Conv2D", settings, [2, 2, 2], PAIR, [2, 2, 2], [["kernel", [1, 1, 1, 2], [10, 100]]])
  assert.deepEqual(found, [10, 20, 30, 40, -100, -200, -300, -400])
})

test("DepthwiseConv2D: each channel has its own kernels", () => {
  const settings = { ...PLAIN, kernel_size: [2, 1], depth_multiplier: 2 }
  const kernel = [1, 0, 1, 0, 0, 1, 1, 1]
  const found = made(
    "DepthwiseConv2D",
    settings,
    [2, 2, 2],
    PAIR,
    [1, 2, 4],
    [["kernel", [2, 1, 2, 2], kernel]],
  )
  assert.deepEqual(found, [1, 2, 3, 4, -4, -6, -3, -4])
})

test("SeparableConv2D: depthwise, then sums of the channels", () => {
  const settings = { ...PLAIN, kernel_size: [2, 2], depth_multiplier: 1 }
  const found = made(
    "SeparableConv2D",
    settings,
    [2, 2, 2],
    PAIR,
    [1, 1, 2],
    [
      ["depthwise_kernel", [2, 2, 2, 1], [1, 0, 1, 0, 1, 0, 1, 1]],
      ["pointwise_kernel", [1, 1, 2, 2], [1, 2, 10, 20]],
      ["bias", [2], [0.5, 0]],
    ],
  )
  assert.deepEqual(found, [10 - 40 + 0.5, 20 - 80])
})

test("pooling: padding is never the largest and does not count in a mean", () => {
  const settings = { pool_size: [2, 2], strides: [2, 2], padding: "valid" }
  const same = { ...settings, padding: "same" }
  const less = X.map((number) => number - 10)
  assert.deepEqual(made("MaxPooling2D", settings, [3, 3, 1], X, [1, 1, 1]), [5])
  assert.deepEqual(made("MaxPooling2D", same, [3, 3, 1], less, [2, 2, 1]), [-5, -4, -2, -1])
  assert.deepEqual(made("AveragePooling2D", settings, [3, 3, 1], X, [1, 1, 1]), [3])
  assert.deepEqual(made("AveragePooling2D", same, [3, 3, 1], X, [2, 2, 1]), [3, 4.5, 7.5, 9])
  assert.deepEqual(made("GlobalAveragePooling2D", {}, [2, 2, 2], PAIR, [2]), [2.5, -2.5])
})

test("Flatten reads place by place, all channels of each; a column stays", () => {
  assert.deepEqual(made("Flatten", {}, [2, 2, 2], PAIR, [8]), PAIR)
  const twice = [
    { kind: "Flatten", shape: [8] },
    { kind: "Flatten", shape: [8] },
  ]
  assert.deepEqual(computed(planOf([2, 2, 2], twice), PAIR), PAIR)
})

test("ZeroPadding2D: top, bottom, left, right", () => {
  const padding = [
    [1, 0],
    [0, 2],
  ]
  const found = made("ZeroPadding2D", { padding }, [2, 1, 1], [1, 2], [3, 3, 1])
  assert.deepEqual(found, [0, 0, 0, 1, 0, 0, 2, 0, 0])
})

test("Dense: more inputs than are added at a time, zeros among them", () => {
  const nodes = [
    { kind: "Flatten", shape: [6] },
    {
      kind: "Dense",
      settings: { activation: "relu" },
      shape: [2],
      weights: [
        ["kernel", [6, 2], [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]],
        ["bias", [2], [0.5, 0]],
      ],
    },
  ]
  assert.deepEqual(computed(planOf([1, 6, 1], nodes), [1, 0, 1, 1, 1, 1]), [19.5, 0])
})

test("activations, and softmax over the channels of each place", () => {
  const elu = made("Activation", { activation: "elu" }, [1, 2, 1], [-1, 2], [1, 2, 1])
  close(elu, [Math.exp(-1) - 1, 2])
  const e = Math.E
  const softmax = made("Activation", { activation: "softmax" }, [1, 2, 2], [1, 0, 1000, 1000], [1, 2, 2])
  close(softmax, [e / (1 + e), 0.5, 1 / (1 + e), 0.5])
  assert.throws(() => made("Activation", { activation: "swish" }, [1, 1, 1], [1], [1, 1, 1]), /swish/)
})

test("ReLU: a maximum, a slope and a threshold", () => {
  const relu = (settings) => made("ReLU", settings, [1, 5, 1], [-2, -1, 0, 3, 9], [1, 5, 1])
  assert.deepEqual(relu({ max_value: null, negative_slope: 0, threshold: 0 }), [-0, -0, 0, 3, 9])
  assert.deepEqual(relu({ max_value: 6, negative_slope: 0.5, threshold: 1 }), [-1.5, -1, -0.5, 3, 6])
})

test("BatchNormalization: with and without what it learned", () => {
  const kept = [
    ["moving_mean", [2], [2, 0]],
    ["moving_variance", [2], [4, 1]],
  ]
  const learned = [
    ["gamma", [2], [10, 1]],
    ["beta", [2], [1, 0]],
  ]
  const settings = { epsilon: 0 }
  close(made("BatchNormalization", settings, [1, 1, 2], [1, 3], [1, 1, 2], kept), [-0.5, 3])
  close(made("BatchNormalization", settings, [1, 1, 2], [1, 3], [1, 1, 2], [...learned, ...kept]), [-4, 3])
})

test("Rescaling and Dropout", () => {
  assert.deepEqual(made("Rescaling", { scale: 2, offset: -1 }, [1, 2, 1], [0, 1], [1, 2, 1]), [-1, 1])
  assert.deepEqual(made("Dropout", { rate: 0.9 }, [1, 2, 1], [3, 4], [1, 2, 1]), [3, 4])
})

test("Add, Multiply and Concatenate: an axis of length 1 is repeated", () => {
  const merge = (kind, shape, inputs) =>
    computed(
      planOf(
        [2, 2, 2],
        [
          { kind: "Rescaling", settings: { scale: 10, offset: 0 }, shape: [2, 2, 2], name: "tens" },
          {
            kind: "MaxPooling2D",
            settings: { pool_size: [2, 2], strides: [2, 2], padding: "valid" },
            shape: [1, 1, 2],
            name: "most",
          },
          { kind, shape, inputs },
        ],
      ),
      PAIR,
    )
  assert.deepEqual(merge("Add", [2, 2, 2], ["input", "tens"]), [11, 22, 33, 44, -11, -22, -33, -44])
  assert.deepEqual(merge("Add", [2, 2, 2], ["input", "most"]), [41, 42, 43, 44, -11, -12, -13, -14])
  assert.deepEqual(merge("Multiply", [2, 2, 2], ["most", "input", "input"]).slice(0, 4), [40, 160, 360, 640])
  assert.deepEqual(merge("Concatenate", [2, 2, 4], ["tens", "input"]), [
    ...[10, 20, 30, 40, -10, -20, -30, -40],
    ...[1, 2, 3, 4, -1, -2, -3, -4],
  ])
})

test("what does not fit is an error", () => {
  assert.throws(() => planOf([1, 1, 1], [{ kind: "Lambda", shape: [1, 1, 1] }]), /Lambda/)
  const plan = planOf([1, 2, 1], [{ kind: "Dropout", shape: [1, 2, 1] }])
  assert.throws(() => computed(plan, [1]), /input takes 2 numbers. Received: 1/)
})
