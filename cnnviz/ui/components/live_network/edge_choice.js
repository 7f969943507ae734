// Which edges are drawn: a few level ones, the strongest of a layer that mixes, those of one map. No DOM here.
import { makeLinks, strongestInto } from "../shared/network/links.js"
import { shownNode } from "./columns.js"

/** Edges in a gap where each map comes from one map, in a gap where it comes from many, and of a single map. */
const [LEVEL, SIGNED, SINGLE] = [8, 36, 12]
/** Edges from a map to the column that it is written into. */
const FAN = 10

/**
 * The edges at rest, which do not depend on numbers: up to eight for each source of a layer that does not mix.
 * @param {LiveNetwork.Layout} layout
 * @returns {LiveNetwork.Edge[]}
 */
export function levelEdges(layout) {
  const blocks = [...layout.byNode.values()].filter(({ form, mixes }) => form !== "fold" && !mixes)
  return blocks.flatMap((block) =>
    block.sources.flatMap((name) => {
      const source = layout.byNode.get(name)
      return source ? rowEdges(source, block) : []
    }),
  )
}

/**
 * From each of up to eight rows of a block to the same row of the next one.
 * @param {LiveNetwork.Placed} source
 * @param {LiveNetwork.Placed} block
 * @returns {LiveNetwork.Edge[]}
 */
function rowEdges(source, block) {
  const rows = block.form === "maps" || block.aligned ? block.rows : source.rows
  const count = Math.min(LEVEL, Math.max(rows, source.form === "picture" ? 0 : 1))
  return Array.from({ length: count }, (_, n) => {
    const share = (n + 0.5) / count
    return {
      from: { node: source.node, channel: null, share },
      to: { node: block.node, channel: null, share },
      strength: 0,
    }
  })
}

/**
 * The strongest edges into a layer that mixes its source's channels, strongest first: only those between maps that
 * are shown.
 * @param {Network.Plan} plan after a pass
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Placed} block
 * @returns {LiveNetwork.Edge[]}
 */
export function signedEdges(plan, { byNode }, block) {
  const folded = [block, ...block.sources.map((name) => byNode.get(name))].some((one) => one?.folded)
  if (!folded) return strongestInto(plan, block.node, SIGNED).map((link) => edgeOf(plan, block.node, link))
  const isShown = (/** @type {Network.Link} */ { source, from }) =>
    from < (byNode.get(shownNode(plan.description, source))?.count ?? Infinity)
  return linksWhere(plan, block.node, isShown, { channels: [0, block.count], most: SIGNED })
}

/**
 * The edges of one map or unit: the strongest ones into it and out of it. Where a map comes from one map only, the
 * way leads on, to the input and to the first layer that mixes maps.
 * @param {Network.Plan} plan after a pass
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Spot} spot
 * @returns {LiveNetwork.Edge[]}
 */
export function edgesAt(plan, layout, { node, channel }) {
  if (layout.byNode.get(node)?.form === "picture") return []
  return [...edgesInto(plan, layout, node, channel), ...edgesOutOf(plan, layout, node, channel)]
}

/**
 * @param {Network.Plan} plan
 * @param {LiveNetwork.Layout} layout
 * @param {string} node
 * @param {number} channel
 * @returns {LiveNetwork.Edge[]}
 */
function edgesInto(plan, layout, node, channel) {
  const block = layout.byNode.get(node)
  if (!block?.sources.length) return []
  if (block.mixes) return linksWhere(plan, node, () => true, { channels: [channel, channel + 1] })
  return mapSources(plan, node, channel).flatMap((from) => [
    { from, to: { node, channel, share: 0 }, strength: 0 },
    ...edgesInto(plan, layout, from.node, from.channel),
  ])
}

/**
 * @param {Network.Plan} plan
 * @param {LiveNetwork.Layout} layout
 * @param {string} node
 * @param {number} channel
 * @returns {LiveNetwork.Edge[]}
 */
function edgesOutOf(plan, layout, node, channel) {
  const takers = [...layout.byNode.values()].filter(({ sources }) => sources.includes(node))
  return takers.flatMap((taker) => {
    if (taker.kind === "Flatten") return fan(layout, node, channel, taker)
    const isFrom = (/** @type {string} */ source, /** @type {number} */ from) =>
      from === channel && shownNode(plan.description, source) === node
    if (taker.mixes) return linksWhere(plan, taker.node, ({ source, from }) => isFrom(source, from))
    const taken = Array.from({ length: taker.count }, (_, n) => (channel + n) % taker.count)
    const into = taken.find((n) =>
      mapSources(plan, taker.node, n).some((one) => isFrom(one.node, one.channel)),
    )
    if (into === undefined) return []
    const edge = {
      from: { node, channel, share: 0 },
      to: { node: taker.node, channel: into, share: 0 },
      strength: 0,
    }
    return [edge, ...edgesOutOf(plan, layout, taker.node, into)]
  })
}

/**
 * The source maps of one map, in a layer that does not mix channels.
 * @param {Network.Plan} plan
 * @param {string} node
 * @param {number} channel
 */
function mapSources({ steps, description }, node, channel) {
  const { kind, own } = steps[node]
  return kind
    .part(own, channel)
    .parts.map((one) => ({ node: shownNode(description, one.source), channel: one.channel, share: 0 }))
}

/**
 * Edges from a map to its numbers, all over the column that holds them.
 * @param {LiveNetwork.Layout} layout
 * @param {string} node
 * @param {number} channel
 * @param {LiveNetwork.Placed} column
 * @returns {LiveNetwork.Edge[]}
 */
function fan({ byNode }, node, channel, column) {
  const area = (byNode.get(node)?.map.height ?? 1) * (byNode.get(node)?.map.width ?? 1)
  const maps = column.count / area
  return Array.from({ length: Math.min(FAN, area) }, (_, n) => {
    const place = Math.floor(((n + 0.5) * area) / Math.min(FAN, area))
    return {
      from: { node, channel, share: 0 },
      to: { node: column.node, channel: place * maps + channel, share: 0 },
      strength: 0,
    }
  })
}

/**
 * The strongest of the wanted links into a node.
 * @param {Network.Plan} plan
 * @param {string} node
 * @param {(link: Network.Link) => boolean} wanted
 * @param {{ channels?: [first: number, end: number], most?: number }} [among] the node's channels, and how many links
 */
function linksWhere(plan, node, wanted, { channels = [0, plan.volumes[node].channels], most = SINGLE } = {}) {
  const links = makeLinks(most)
  const { add } = links
  links.add = (source, from, channel, strength) => {
    if (wanted({ source: source.name, from, channel, strength })) add(source, from, channel, strength)
  }
  const { kind, own } = plan.steps[node]
  kind.link(own, ...channels, links)
  return links.found.map((link) => edgeOf(plan, node, link))
}

/**
 * @param {Network.Plan} plan
 * @param {string} node
 * @param {Network.Link} link
 * @returns {LiveNetwork.Edge}
 */
function edgeOf({ description }, node, { source, from, channel, strength }) {
  return {
    from: { node: shownNode(description, source), channel: from, share: 0 },
    to: { node, channel, share: 0 },
    strength,
  }
}
