// Networks as Python describes them, as far as the layout reads them.

const CLASSES = Array.from({ length: 10 }, (_, n) => String(n))

function node(name, kind, group, shape, inputs, settings = {}, title = kind) {
  return { name, kind, group, shape, inputs, settings, title, short: name, weights: [], multiplications: 0 }
}

function network(nodes) {
  return {
    input: [28, 28, 1],
    nodes,
    outputs: [nodes.at(-1).name],
    classes: CLASSES,
    multiplications: 0,
    n_weights: 0,
  }
}

function convolution(name, filters, inputs, side = 28) {
  const settings = { filters, groups: 1, activation: "relu" }
  return node(name, "Conv2D", "convolution", [side, side, filters], inputs, settings, "Convolution")
}

/** Flatten and a softmax. */
function ending(from, size) {
  const softmax = { units: 10, activation: "softmax" }
  return [
    node("flatten", "Flatten", "shape", [size], [from]),
    node("dense", "Dense", "core", [10], ["flatten"], softmax),
  ]
}

/** The lecture's network. */
export function lecture() {
  return network([
    convolution("conv2d", 32, ["input"], 26),
    node("max_pooling2d", "MaxPooling2D", "pooling", [13, 13, 32], ["conv2d"], {}, "Max pooling"),
    node("dropout", "Dropout", "regularization", [13, 13, 32], ["max_pooling2d"], { rate: 0.25 }),
    node("flatten", "Flatten", "shape", [5408], ["dropout"]),
    node("dense", "Dense", "core", [128], ["flatten"], { units: 128, activation: "relu" }),
    node("dropout_1", "Dropout", "regularization", [128], ["dense"], { rate: 0.5 }),
    node("dense_1", "Dense", "core", [10], ["dropout_1"], { units: 10, activation: "softmax" }),
  ])
}

/** Two branches that are joined, and a skip over them. */
export function branched() {
  return network([
    convolution("a", 16, ["input"]),
    convolution("b", 8, ["a"]),
    convolution("c", 8, ["a"]),
    node("joined", "Concatenate", "merging", [28, 28, 16], ["b", "c"]),
    node("add", "Add", "merging", [28, 28, 16], ["joined", "a"]),
    ...ending("add", 12544),
  ])
}

/** Convolutions one after the other. */
export function convolutions(depth, filters) {
  const names = Array.from({ length: depth }, (_, n) => `conv2d_${n}`)
  const layers = names.map((name, n) => convolution(name, filters, [names[n - 1] ?? "input"]))
  return network([...layers, ...ending(names.at(-1), 784 * filters)])
}

/** The network that reads what people write: six convolutions and three poolings. */
export function pen() {
  const nodes = []
  let side = 28
  for (const filters of [16, 32, 64]) {
    for (const n of [1, 2])
      nodes.push(convolution(`conv_${filters}_${n}`, filters, [nodes.at(-1)?.name ?? "input"], side))
    side = Math.floor(side / 2)
    nodes.push(node(`max_${filters}`, "MaxPooling2D", "pooling", [side, side, filters], [nodes.at(-1).name]))
  }
  return network([...nodes, ...ending(nodes.at(-1).name, 576)])
}

/** The same with a branch beside the second convolution. */
export function branchedPen() {
  const { nodes } = pen()
  const [first, second, ...others] = nodes
  const branch = convolution("branch", 16, [first.name])
  const add = node("add", "Add", "merging", [28, 28, 16], [second.name, "branch"])
  return network([first, second, branch, add, { ...others[0], inputs: ["add"] }, ...others.slice(1)])
}

/** Convolutions, then the mean of each map. */
export function averaged(depth, filters) {
  const { nodes } = convolutions(depth, filters)
  const last = nodes[depth - 1].name
  const mean = node("mean", "GlobalAveragePooling2D", "pooling", [filters], [last])
  return network([...nodes.slice(0, depth), mean, node("dense", "Dense", "core", [10], ["mean"])])
}

/** LeNet-5 of 1998, which ends in maps of one number, units and distances. */
export function lenet5() {
  const nodes = []
  function add(name, kind, group, shape, settings = {}) {
    nodes.push(node(name, kind, group, shape, [nodes.at(-1)?.name ?? "input"], settings))
  }
  function squashed(name, kind, group, shape, settings) {
    add(name, kind, group, shape, settings)
    add(`${name}_tanh`, "ScaledTanh", "activation", shape)
  }
  add("pad", "ZeroPadding2D", "shape", [32, 32, 1])
  add("range", "Rescaling", "normalization", [32, 32, 1])
  squashed("c1", "Conv2D", "convolution", [28, 28, 6], { filters: 6, groups: 1 })
  squashed("s2", "Subsampling2D", "pooling", [14, 14, 6])
  squashed("c3", "TableConv2D", "convolution", [10, 10, 16], { table: [[0, 1, 2]] })
  squashed("s4", "Subsampling2D", "pooling", [5, 5, 16])
  squashed("c5", "Conv2D", "convolution", [1, 1, 120], { filters: 120, groups: 1 })
  add("flatten", "Flatten", "shape", [120])
  squashed("f6", "Dense", "core", [84], { units: 84 })
  add("distances", "RadialBasisOutput", "core", [10])
  add("negated", "Rescaling", "normalization", [10])
  add("softmax", "Activation", "activation", [10], { activation: "softmax" })
  return network(nodes)
}
