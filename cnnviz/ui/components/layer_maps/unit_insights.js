// How an opened number comes about, layer by layer, from the window that Python has sent. No DOM here.
import { insightOf } from "../shared/network/insight.js"
import { makePlan, runPlan } from "../shared/network/plan.js"
import { lookOf, sliceOf, totalOf } from "../shared/network/slices.js"
import { sidesOf } from "../shared/network/volumes.js"

/**
 * An insight for each layer on the way to the number: the one that makes its map, then those that follow.
 * @param {LayerMaps.Opened} opened
 * @param {LayerMaps.At} at
 * @returns {Network.Insight[]}
 */
export function insightsOf(opened, [channel, row, column]) {
  const cell = /** @type {Cell} */ ([row, column, channel])
  const following = insightsOfNetwork(opened)
  const all = opened.adds ? [sourceInsight(opened), ...following] : following
  return all.map((insight, n) => ({
    ...insight,
    ...(n || opened.adds ? {} : placedIn(opened, insight)),
    cell,
  }))
}

/** @param {LayerMaps.Opened} opened @returns {Network.Insight[]} */
function insightsOfNetwork({ network, weights, input, channel }) {
  if (!network) return []
  const plan = makePlan(network, Float32Array.from(weights))
  runPlan(plan, input)
  return network.nodes.map(({ name }) => insightOf(plan, name, [0, 0, channel]))
}

/** The sum of one number of each source, or the only one. @param {LayerMaps.Opened} opened @returns {Network.Insight} */
function sourceInsight({ made_by, sources }) {
  const slices = sources.map(({ name, channels, rows, columns, values }) => ({
    ...sliceOf({ ...NO_VOLUME, name }, channels[0], [1, 1], [null], [], values[0]),
    cells: [cellInSource(rows[0], columns[0], channels[0])],
  }))
  const before = totalOf(slices.map(({ sum }) => sum))
  const adds = sources.length > 1
  const look = adds ? lookOf({ rule: "sum", slices, before }) : lookOf({ rule: "copy", slices, before })
  return { name: made_by, kind: adds ? "Add" : "Concatenate", cell: [0, 0, 0], value: before, ...look }
}

/** A place of a source; null in the padding. @param {number | null} row @param {number | null} column @param {number} channel @returns {Cell | null} */
function cellInSource(row, column, channel) {
  return row === null || column === null ? null : [row, column, channel]
}

/** A volume of which only the name is taken. */
const NO_VOLUME = { name: "", ...sidesOf([0, 0, 0]), values: new Float32Array(0) }

/**
 * The slices as they lie in the large network's source.
 * @param {LayerMaps.Opened} opened
 * @param {Network.Insight} insight
 */
function placedIn({ sources: [{ name, channels, rows, columns }] }, { slices }) {
  const placed = slices.map((slice) => {
    const channel = channels[slice.channel]
    const cells = slice.cells.map((cell) =>
      cell ? cellInSource(rows[cell[0]], columns[cell[1]], channel) : null,
    )
    return { ...slice, source: name, channel, cells }
  })
  return { slices: placed }
}

/**
 * What the card knows around an opened number.
 * @param {LayerMaps.Opened} opened
 * @param {Network.Insight[]} insights
 * @returns {Card.Surroundings}
 */
export function aroundOpened({ shapes, titles }, insights) {
  const numbers = insights[0].slices.flatMap(({ window }) => window.map(Math.abs))
  const limit = Math.max(...numbers.filter((number) => !Number.isNaN(number))) || 1
  return {
    title: (name) => titles[name],
    look: () => ({ colours: "layer", limit }),
    sides: (name) => sidesOf(shapes[name]),
    classes: () => [],
  }
}
