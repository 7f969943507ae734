// A network that is ready to compute: everything allocated once, then one pass after the other. No DOM here.
import { LAYER_KINDS } from "../kinds/all_kinds.js"
import { fillFrom, makeVolumes } from "./volumes.js"

/** The name of the network's input among the inputs of a node. */
export const INPUT = "input"

/**
 * Prepare a network.
 * @param {Network.Description} description
 * @param {Float32Array} weights all of them, as `cnnviz.network.packed` orders them
 * @returns {Network.Plan}
 */
export function makePlan(description, weights) {
  if (weights.length !== description.n_weights)
    throw new RangeError(`The network takes ${description.n_weights} weights. Received: ${weights.length}`)
  const { nodes, input } = description
  const { store, volumes } = makeVolumes([[INPUT, input], ...nodes.map(shapeOf)])
  return {
    description,
    nodes: byName(nodes, (node) => node),
    volumes,
    values: Object.fromEntries(Object.values(volumes).map(({ name, values }) => [name, values])),
    store,
    steps: byName(nodes, (node) => stepOf(node, volumes, weights)),
  }
}

/** @param {Network.Node} node @returns {[string, number[]]} */
function shapeOf({ name, shape }) {
  return [name, shape]
}

/**
 * @template Value
 * @param {Network.Node[]} nodes
 * @param {(node: Network.Node) => Value} value
 */
function byName(nodes, value) {
  return Object.fromEntries(nodes.map((node) => [node.name, value(node)]))
}

/**
 * @param {Network.Node} node
 * @param {Record<string, Network.Volume>} volumes
 * @param {Float32Array} weights
 */
function stepOf(node, volumes, weights) {
  const kind = kindNamed(node.kind)
  const own = kind.prepare({
    settings: node.settings,
    inputs: node.inputs.map((name) => volumes[name]),
    output: volumes[node.name],
    weights: Object.fromEntries(node.weights.map((place) => [place.name, arrayOf(place, weights)])),
  })
  return { kind, own }
}

/** @param {Network.WeightPlace} place @param {Float32Array} weights */
function arrayOf({ offset, shape }, weights) {
  return weights.subarray(offset, offset + shape.reduce((product, side) => product * side, 1))
}

/** @param {string} name @returns {Network.Kind} */
export function kindNamed(name) {
  const kinds = /** @type {Record<string, Network.Kind>} */ (LAYER_KINDS)
  if (!Object.hasOwn(kinds, name)) throw new RangeError(`Unknown kind of layer. Received: ${name}`)
  return kinds[name]
}

/**
 * Compute every layer's output for one input; `plan.values` then holds them all.
 * @param {Network.Plan} plan
 * @param {ArrayLike<number>} input in Keras's order, channels last
 */
export function runPlan(plan, input) {
  fillFrom(plan.volumes[INPUT], input)
  for (const name in plan.steps) {
    const { kind, own } = plan.steps[name]
    kind.run(own)
  }
}
