// The path of an edge over the stage: curves in the gaps between columns, straight in the gutters between rows, above
// all maps where it skips columns. No DOM here.
import { place } from "./layout.js"

/** The gutter's distance from a map, and that of an edge above all maps from the stage. */
const [GUTTER, ABOVE] = [4, 7]

/** @typedef {{ along: number, across: number }} Point */
/** @typedef {{ start: number, end: number, first: number, last: number, middle: number }} Span */

/**
 * The path of an edge from block to block, as the numbers of a canvas's moveTo and bezierCurveTo.
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Edge} edge
 * @returns {number[]}
 */
export function edgePath(layout, { from, to }) {
  const [leaves, arrives] = [spanOfEnd(layout, from), spanOfEnd(layout, to)]
  const start = { along: spanOfBlock(layout, from.node).end, across: leaves.middle }
  const end = { along: spanOfBlock(layout, to.node).start, across: arrives.middle }
  return curvesThrough(layout, skips(layout, from.node, to.node) ? around(start, end) : [start, end])
}

/**
 * The path of an edge from map to map, through the gutters.
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Edge} edge
 * @returns {number[]}
 */
export function mapPath(layout, { from, to }) {
  const out = leaving(layout, from)
  const into = leaving(layout, to, true).reverse()
  const over = skips(layout, from.node, to.node) ? around(out[out.length - 1], into[0]).slice(1, -1) : []
  return curvesThrough(layout, [...out, ...over, ...into])
}

/**
 * The points from a map to the edge of its block: to the far one, or to the near one.
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.End} end
 * @param {boolean} near
 * @returns {Point[]}
 */
function leaving(layout, end, near = false) {
  const [map, block] = [spanOfEnd(layout, end), spanOfBlock(layout, end.node)]
  const edge = near ? block.start : block.end
  const placed = layout.byNode.get(end.node)
  const atEdge = Math.abs((near ? map.start : map.end) - edge) < 1
  if (atEdge || placed?.form !== "maps") return [{ along: edge, across: map.middle }]
  const middle = (map.start + map.end) / 2
  const gutter = Math.min(map.first - GUTTER, Math.ceil(map.middle - placed.pitch.across / 2))
  return [
    { along: middle, across: map.first },
    { along: middle, across: gutter },
    { along: edge, across: gutter },
  ]
}

/** The way above all maps. @param {Point} start @param {Point} end @returns {Point[]} */
function around(start, end) {
  const turn = Math.min(26, (end.along - start.along) / 4)
  const above = { across: -ABOVE }
  return [start, { along: start.along + turn, ...above }, { along: end.along - turn, ...above }, end]
}

/** Whether there are columns between two blocks. @param {LiveNetwork.Layout} layout @param {string} from @param {string} to */
function skips({ columns }, from, to) {
  const [one, other] = [from, to].map((name) =>
    columns.findIndex((column) => column.some(({ node }) => node === name)),
  )
  return other > one + 1
}

/**
 * A map, a unit, or a share of a block's rows, along the flow and across it.
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.End} end
 * @returns {Span}
 */
function spanOfEnd(layout, { node, channel, share }) {
  const block = spanOfBlock(layout, node)
  const box = channel === null ? null : place(layout, node, channel)
  if (box) return flowSpan(box, layout.flow)
  if (channel !== null) return { ...block, middle: block.last }
  const placed = layout.byNode.get(node)
  if (!placed || (placed.form !== "maps" && !placed.aligned)) {
    return { ...block, middle: block.first + share * (block.last - block.first) }
  }
  const row = Math.min(placed.rows - 1, Math.floor(share * placed.rows))
  return { ...block, middle: block.first + row * placed.pitch.across + placed.part.across / 2 }
}

/** @param {LiveNetwork.Layout} layout @param {string} node @returns {Span} */
function spanOfBlock({ byNode, flow }, node) {
  const block = byNode.get(node)
  if (!block) throw new RangeError(`There is no such block on the stage. Received: ${node}`)
  return flowSpan(block, flow)
}

/** @param {Box} box @param {"right" | "down"} flow @returns {Span} */
function flowSpan({ left, top, width, height }, flow) {
  const [[start, long], [first, wide]] =
    flow === "right"
      ? [
          [left, width],
          [top, height],
        ]
      : [
          [top, height],
          [left, width],
        ]
  return { start, end: start + long, first, last: first + wide, middle: first + wide / 2 }
}

/**
 * The curves through some points: each leaves and arrives along the flow, or goes straight across it.
 * @param {LiveNetwork.Layout} layout
 * @param {Point[]} points
 */
function curvesThrough({ flow }, points) {
  const found = [points[0]]
  for (const [n, point] of points.slice(1).entries()) {
    const before = points[n]
    const middle = before.along === point.along ? point.along : (before.along + point.along) / 2
    found.push({ along: middle, across: before.across }, { along: middle, across: point.across }, point)
  }
  return found.flatMap(({ along, across }) => (flow === "right" ? [along, across] : [across, along]))
}
