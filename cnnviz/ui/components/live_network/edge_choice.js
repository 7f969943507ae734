// Which edges are drawn: a few level ones, the strongest of a layer that mixes, those of one map. No DOM here.
import { makeLinks, strongestInto } from "../shared/network/links.js"
import { shownNode } from "./columns.js"

/** Edges in a gap where each map comes from one map, in a gap where it comes from many, and of a single map. */
const [LEVEL, SIGNED, SINGLE] = [8, 36, 12]

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
 * The strongest edges into a layer that mixes its source's channels, strongest first.
 * @param {Network.Plan} plan after a pass
 * @param {LiveNetwork.Placed} block
 * @returns {LiveNetwork.Edge[]}
 */
export function signedEdges(plan, block) {
  return strongestInto(plan, block.node, SIGNED).map((link) => edgeOf(plan, block.node, link))
}

/**
 * The edges of one map or unit: the strongest ones into it, and from it into the layers that take it.
 * @param {Network.Plan} plan after a pass
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Spot} spot
 * @returns {LiveNetwork.Edge[]}
 */
export function edgesAt(plan, layout, { node, channel }) {
  const into = plan.steps[node]
    ? linksWhere(plan, node, (link) => link.channel === channel, [channel, channel + 1])
    : []
  const takers = [...layout.byNode.values()].filter(({ sources }) => sources.includes(node))
  const outOf = takers.flatMap(({ node: taker }) =>
    linksWhere(
      plan,
      taker,
      ({ source, from }) => from === channel && shownNode(plan.description, source) === node,
    ),
  )
  return [...into, ...outOf]
}

/**
 * The strongest links into a node of those that are wanted.
 * @param {Network.Plan} plan
 * @param {string} node
 * @param {(link: Network.Link) => boolean} wanted
 * @param {[first: number, end: number]} [channels]
 */
function linksWhere(plan, node, wanted, channels = [0, plan.volumes[node].channels]) {
  const links = makeLinks(SINGLE)
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
