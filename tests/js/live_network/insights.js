// Insights made by hand, one of each rule, and what surrounds them.

const SIDES = {
  input: { rows: 4, columns: 4, channels: 1, flat: false },
  conv: { rows: 2, columns: 2, channels: 3, flat: false },
  deep: { rows: 2, columns: 2, channels: 2, flat: false },
  pool: { rows: 1, columns: 1, channels: 3, flat: false },
  flatten: { rows: 1, columns: 1, channels: 12, flat: true },
  dense: { rows: 1, columns: 1, channels: 5, flat: true },
  answer: { rows: 1, columns: 1, channels: 2, flat: true },
}
const TITLES = { input: "Input", conv: "Convolution 1", deep: "Convolution 2", flatten: "Flatten" }

/** @type {Card.Surroundings} */
export const AROUND = {
  title: (name) => TITLES[name] ?? name,
  look: (name) => ({ colours: name === "input" ? "pixels" : "layer", limit: 2 }),
  sides: (name) => SIDES[name],
  classes: (name) => (name === "answer" ? ["cat", "dog"] : []),
}

const products = (window, weights) => (weights.length ? window.map((value, n) => value * weights[n]) : window)
const total = (numbers) => numbers.filter((one) => !Number.isNaN(one)).reduce((sum, one) => sum + one, 0)

/** One window at the source's upper left corner; `null` stands for padding. */
export function slice(source, channel, [rows, columns], window, weights = [], more = {}) {
  const cells = window.map((_, n) => [Math.floor(n / columns), n % columns, channel])
  const each = products(window, weights)
  return {
    ...{ source, channel, rows, columns, cells, window, weights, products: each, sum: total(each) },
    ...{ factor: 1, winner: -1, ...more },
  }
}

/** An insight with everything that most kinds leave as it is. */
export function insight(name, cell, rule, slices, more = {}) {
  const rest = { count: 0, sum: 0 }
  const plain = { rest, bias: 0, before: 0, value: 0, activation: "linear", shares: null, numbers: {} }
  return { name, kind: "", cell, rule, slices, ...plain, ...more }
}

/** 1·0.5 + 0.5·(−0.25) + 0·1 + 1·0.125 = 0.5; with the bias −0.75, ReLU makes 0 of it. */
export const CONVOLVED = insight(
  "conv",
  [0, 1, 2],
  "weighted sum",
  [slice("input", 0, [2, 2], [1, 0.5, 0, 1], [0.5, -0.25, 1, 0.125])],
  { bias: -0.75, before: -0.25, value: 0, activation: "relu" },
)

/** Five maps under kernels of 1x2, whose sums are 1, −4, 0.5, 2 and 0.25: −0.25 in all. */
export const DEEP = insight(
  "deep",
  [1, 0, 0],
  "weighted sum",
  [1, -4, 0.5, 2, 0.25].map((sum, channel) => slice("conv", channel, [1, 2], [1, 1], [sum, 0])),
  { before: -0.25, value: -0.25 },
)

/** 12 units: the strongest two, and the rest. 2·1.5 + 1·(−1) + 0.25 + 0.5 = 2.75. */
export const WEIGHED = insight(
  "dense",
  [0, 0, 3],
  "weighted sum",
  [
    {
      ...slice("flatten", 0, [1, 2], [1, 2], [-1, 1.5]),
      cells: [
        [0, 0, 7],
        [0, 0, 2],
      ],
    },
  ],
  { rest: { count: 10, sum: 0.25 }, bias: 0.5, before: 2.75, value: 2.75, activation: "relu" },
)

/** The logits 1 and 3 of two classes. */
export const SHARED = {
  ...WEIGHED,
  ...{ name: "answer", cell: [0, 0, 1], before: 3, bias: 0.75, value: 0.881, activation: "softmax" },
  shares: { logits: [1, 3], largest: 3, exponentials: [0.1353, 1], total: 1.1353 },
}

export const LARGEST = insight(
  "pool",
  [0, 0, 1],
  "maximum",
  [slice("conv", 1, [2, 2], [0.5, 2, Number.NaN, 1], [], { winner: 1 })],
  { before: 2, value: 2 },
)

export const MEAN = {
  ...LARGEST,
  ...{ rule: "mean", slices: [slice("conv", 1, [2, 2], [0.5, 2, Number.NaN, 0.5])], before: 1, value: 1 },
}

/** Row 1, column 0 of map 2: (1·2 + 0)·3 + 2 = 8. */
export const FLATTENED = insight(
  "flatten",
  [0, 0, 8],
  "copy",
  [{ ...slice("conv", 2, [1, 1], [0.25]), cells: [[1, 0, 2]] }],
  { before: 0.25, value: 0.25 },
)

export const PADDED = insight("deep", [0, 0, 0], "copy", [
  { ...slice("conv", 0, [1, 1], [0]), cells: [null] },
])

export const ADDED = insight(
  "deep",
  [0, 1, 0],
  "sum",
  [slice("conv", 0, [1, 1], [0.5]), slice("deep", 0, [1, 1], [-2])],
  { before: -1.5, value: -1.5 },
)

export const MULTIPLIED = { ...ADDED, rule: "product", before: -1, value: -1 }

export const BENT = insight("deep", [0, 1, 0], "function", [slice("conv", 0, [1, 1], [-0.5])], {
  ...{ before: -0.5, value: -0.4621, activation: "tanh" },
})

/** (3 − 1) / √(3.999 + 0.001) · 2 + 0.5 = 2.5. */
export const NORMALIZED = insight("deep", [0, 1, 0], "normalization", [slice("conv", 0, [1, 1], [3])], {
  ...{ before: 2.5, value: 2.5, numbers: { mean: 1, variance: 3.999, epsilon: 0.001, gamma: 2, beta: 0.5 } },
})

export const SCALED = insight("deep", [0, 1, 0], "scale", [slice("input", 0, [1, 1], [0.75])], {
  ...{ before: 0.5, value: 0.5, numbers: { scale: 2, offset: -1 } },
})

export const CLIPPED = insight("deep", [0, 1, 0], "clipped", [slice("conv", 0, [1, 1], [8])], {
  ...{ before: 8, value: 6, numbers: { threshold: 0, max_value: 6, slope: 0 } },
})
