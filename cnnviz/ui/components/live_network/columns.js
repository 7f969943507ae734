// A network's structure as columns of blocks, one block for each layer that is shown. No DOM here.

/** At most this many classes have a bar with a name; more are shown as cells. */
const MOST_NAMED = 20
/** The node of the block that stands for layers that are folded. */
export const FOLD = "folded layers"

const ALONE = { mixes: false, aligned: false }

/** Everything at once, as "Inside a network" shows it. @type {LiveNetwork.Folding} */
export const UNFOLDED = { maps: Infinity, layers: Infinity, opened: new Set() }

/**
 * Return the columns from the input to the answer. A layer stands in the column of its depth: one more than that
 * of its deepest source. A layer that acts only in training, such as dropout, has no block.
 * @param {Network.Description} network
 * @param {LiveNetwork.Folding} folding how much is shown at once
 * @returns {LiveNetwork.Block[][]}
 */
export function columnsOf(network, folding) {
  const blocks = blocksOf(network)
  const depths = depthsOf(blocks)
  /** @type {LiveNetwork.Block[][]} */
  const columns = Array.from({ length: 1 + Math.max(...depths.values()) }, () => [])
  for (const block of blocks) columns[depths.get(block.node) ?? 0].push(foldMaps(block, folding))
  return foldLayers(columns, folding)
}

/**
 * The node whose output a node passes on: itself, unless it acts only in training.
 * @param {Network.Description} network
 * @param {string} name
 * @returns {string}
 */
export function shownNode(network, name) {
  const node = network.nodes.find((one) => one.name === name)
  return node && passesOn(node) ? shownNode(network, node.inputs[0]) : name
}

/** The answering node of each network, which is asked for in every frame. @type {WeakMap<Network.Description, string>} */
const answering = new WeakMap()

/**
 * The node whose output has one number for each class, and that no other layer takes; "" if there is none.
 * @param {Network.Description} network
 */
export function answeringNode(network) {
  const name = answering.get(network) ?? answeringIn(network)
  answering.set(network, name)
  return name
}

/** @param {Network.Description} network */
function answeringIn(network) {
  const name = shownNode(network, network.outputs[0])
  const isTaken = network.nodes.some((node) => node.inputs.includes(name) && !passesOn(node))
  const shape = network.nodes.find((node) => node.name === name)?.shape
  const { length } = network.classes
  return length > 0 && !isTaken && String(shape) === String([length]) ? name : ""
}

/** Whether a layer acts only in training, and otherwise returns its input unchanged. @param {Network.Node} node */
function passesOn({ group, kind, settings }) {
  return group === "regularization" || (kind === "Activation" && settings.activation === "linear")
}

/** @param {Network.Description} network @returns {LiveNetwork.Block[]} */
function blocksOf(network) {
  const answer = answeringNode(network)
  const input = {
    node: "input",
    kind: "Input",
    title: "Input",
    short: "input",
    sources: [],
    folded: 0,
    ...ALONE,
  }
  const layers = network.nodes
    .filter((node) => !passesOn(node))
    .map((node) => ({
      node: node.name,
      kind: node.kind,
      title: titleOf(node),
      short: node.short,
      sources: [...new Set(node.inputs.map((name) => shownNode(network, name)))],
      folded: 0,
      mixes: mixes(network, node),
      aligned: isAligned(network, node),
      ...formOf(node.shape, node.name === answer),
    }))
  return [{ ...input, ...formOf(network.input, false), form: "picture" }, ...layers]
}

/**
 * How a layer's output is drawn, and its number of maps or units; a map of one number is drawn as a unit.
 * @param {number[]} shape
 * @param {boolean} answers
 * @returns {Pick<LiveNetwork.Block, "form" | "count" | "map">}
 */
function formOf(shape, answers) {
  const [height, width, count] = [1, 1, ...shape].slice(-3)
  const map = { height, width }
  if (height * width > 1) return { form: "maps", count, map }
  const named = answers && shape.length === 1 && count <= MOST_NAMED
  return { form: named ? "classes" : "units", count, map }
}

/** Whether each map or unit takes several channels of its source. @param {Network.Description} network @param {Network.Node} node */
function mixes({ input, nodes }, { group, inputs, settings }) {
  if (group === "core") return true
  const [, , channels] = shapeNamed({ input, nodes }, inputs[0])
  if ("table" in settings) return true
  return group === "convolution" && "filters" in settings && channels > (settings.groups ?? 1)
}

/** Whether each unit comes from one map of several numbers. @param {Network.Description} network @param {Network.Node} node */
function isAligned(network, { group, inputs, shape }) {
  const before = shapeNamed(network, inputs[0])
  const [height, width, channels] = [1, 1, ...before].slice(-3)
  return group !== "core" && shape.length === 1 && height * width > 1 && channels === shape[0]
}

/** @param {Pick<Network.Description, "input" | "nodes">} network @param {string} name */
function shapeNamed({ input, nodes }, name) {
  return nodes.find((node) => node.name === name)?.shape ?? input
}

/** A layer's kind with its activation, such as "Convolution + ReLU". @param {Network.Node} node */
function titleOf({ title, kind, settings: { activation } }) {
  if (kind === "Activation") return activationName(activation)
  return activation && activation !== "linear" ? `${title} + ${activationName(activation)}` : title
}

/** @param {string} activation Keras's name */
function activationName(activation) {
  return activation
    .replaceAll("_", " ")
    .replace(/^(re|e|se|ge)lu$/, (name) => name.replace("re", "Re").replace("lu", "LU"))
}

/** The column of each block; the answer stands in a last one of its own. @param {LiveNetwork.Block[]} blocks */
function depthsOf(blocks) {
  /** @type {Map<string, number>} */
  const depths = new Map()
  for (const { node, sources } of blocks)
    depths.set(node, sources.length ? 1 + Math.max(...sources.map((name) => depths.get(name) ?? 0)) : 0)
  for (const { node, form } of blocks) {
    if (form !== "classes") continue
    depths.delete(node)
    depths.set(node, 1 + Math.max(...depths.values()))
  }
  return depths
}

/** @param {LiveNetwork.Block} block @param {LiveNetwork.Folding} folding @returns {LiveNetwork.Block} */
function foldMaps(block, { maps, opened }) {
  const fits = block.form !== "maps" || block.count <= maps || opened.has(block.node)
  return fits ? block : { ...block, count: maps, folded: block.count - maps }
}

/**
 * Replace the columns in the middle by one that stands for them, where there are more than may be shown.
 * @param {LiveNetwork.Block[][]} columns
 * @param {LiveNetwork.Folding} folding
 */
function foldLayers(columns, { layers, opened }) {
  const inner = columns.length - 1
  if (inner <= layers || opened.has(FOLD)) return columns
  const [first, last] = [1 + Math.ceil(layers / 2), columns.length - Math.floor(layers / 2)]
  const folded = columns.slice(first, last).flat().length
  return [...columns.slice(0, first), [foldBlock(folded)], ...columns.slice(last)]
}

/** @param {number} folded how many layers @returns {LiveNetwork.Block} */
function foldBlock(folded) {
  const size = { count: 1, map: { height: 1, width: 1 } }
  return { node: FOLD, kind: "", form: "fold", title: "", short: "", sources: [], folded, ...ALONE, ...size }
}
