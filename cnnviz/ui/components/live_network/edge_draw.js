// Draw edges, the veil over what is not shown, and the frames of what is.
import { NEGATIVE, POSITIVE } from "../shared/facts.js"
import { edgesAt, levelEdges, signedEdges } from "./edge_choice.js"
import { edgePath, mapPath } from "./edge_paths.js"
import { place } from "./layout.js"
import { shownSpot } from "./live_state.js"

/** Pixels around the stage that edges may use. */
export const STAGE_MARGIN = 12
/** The opacity of level edges, of signed ones at least and at most, of the veil, and of shown level ones. */
const [LEVEL_OPACITY, WEAKEST, STRONGEST, VEIL, SHOWN_OPACITY] = [0.3, 0.25, 0.85, 0.82, 0.9]

/**
 * Draw the edges at rest, below the maps.
 * @param {LiveNetwork.Live} live
 */
export function drawRestingEdges({ parts, layout, plan, inks }) {
  const brush = cleared(parts.below)
  Object.assign(brush, { strokeStyle: inks.text, globalAlpha: LEVEL_OPACITY, lineWidth: 1 })
  brush.stroke(levelPath(layout))
  if (!plan) return
  for (const block of layout.byNode.values())
    if (block.mixes)
      drawSigned(brush, signedEdges(plan, layout, block), (edge) => edgePath(layout, edge), 1.6)
}

/** The edges that do not depend on numbers, as one path for each layout. @type {WeakMap<LiveNetwork.Layout, Path2D>} */
const levelPaths = new WeakMap()

/** @param {LiveNetwork.Layout} layout */
function levelPath(layout) {
  const path = levelPaths.get(layout) ?? new Path2D()
  if (!levelPaths.has(layout)) for (const edge of levelEdges(layout)) trace(path, edgePath(layout, edge))
  levelPaths.set(layout, path)
  return path
}

/**
 * Draw the veil and the edges of the map that is shown, above the maps.
 * @param {LiveNetwork.Live} live
 */
export function drawShownEdges({ parts, layout, plan, selection, inks }) {
  const spot = shownSpot(selection)
  const form = spot && plan && layout.byNode.get(spot.node)?.form
  const shown = form && form !== "picture" ? spot : null
  parts.below.style.opacity = shown ? String(1 - VEIL) : "1"
  parts.above.hidden = !shown // an empty canvas need not be cleared in every frame
  if (!shown || !plan) return
  const brush = cleared(parts.above)
  const edges = edgesAt(plan, layout, shown)
  veil(brush, layout, inks.ground)
  for (const end of [shown, ...edges.flatMap(({ from, to }) => [from, to])]) light(brush, layout, end)
  drawSigned(
    brush,
    edges.filter(({ strength }) => strength),
    (edge) => mapPath(layout, edge),
    2,
  )
  const level = edges.filter(({ strength }) => !strength)
  for (const edge of level) strokeEdge(brush, mapPath(layout, edge), inks.text, SHOWN_OPACITY, 1.8)
  frameMap(brush, layout, shown, inks.text, 2.5)
  for (const { from, to } of level)
    for (const end of [from, to])
      if (layout.byNode.get(end.node)?.form === "maps") frameMap(brush, layout, end, inks.text, 2)
}

/** Show a map without the veil. @param {CanvasRenderingContext2D} brush @param {LiveNetwork.Layout} layout @param {{ node: string, channel: number | null }} end */
function light(brush, layout, { node, channel }) {
  const box = channel === null ? null : place(layout, node, channel)
  if (box && layout.byNode.get(node)?.form !== "classes")
    brush.clearRect(box.left, box.top, box.width, box.height)
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {LiveNetwork.Layout} layout
 * @param {{ node: string, channel: number | null }} end
 * @param {string} ink
 * @param {number} width
 */
function frameMap(brush, layout, { node, channel }, ink, width) {
  const box = channel === null ? null : place(layout, node, channel)
  if (!box || layout.byNode.get(node)?.form === "classes") return
  Object.assign(brush, { strokeStyle: ink, lineWidth: width, globalAlpha: 1 })
  brush.strokeRect(box.left - 2, box.top - 2, box.width + 4, box.height + 4)
}

/** @param {CanvasRenderingContext2D} brush @param {LiveNetwork.Layout} layout @param {string} ground */
function veil(brush, layout, ground) {
  Object.assign(brush, { fillStyle: ground, globalAlpha: VEIL })
  for (const { form, left, top, width, height } of layout.byNode.values())
    if (form === "maps" || form === "units") brush.fillRect(left, top, width, height)
}

/**
 * Draw signed edges, the strongest last and on top.
 * @param {CanvasRenderingContext2D} brush
 * @param {LiveNetwork.Edge[]} edges strongest first
 * @param {(edge: LiveNetwork.Edge) => number[]} path
 * @param {number} width
 */
function drawSigned(brush, edges, path, width) {
  const most = edges.length ? Math.abs(edges[0].strength) : 1
  for (let n = edges.length - 1; n >= 0; n -= 1) {
    const share = Math.abs(edges[n].strength) / most
    const colour = `rgb(${(edges[n].strength > 0 ? POSITIVE : NEGATIVE).join(" ")})`
    strokeEdge(brush, path(edges[n]), colour, WEAKEST + share * (STRONGEST - WEAKEST), width)
  }
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {number[]} way
 * @param {string} colour
 * @param {number} opacity
 * @param {number} width
 */
function strokeEdge(brush, way, colour, opacity, width) {
  Object.assign(brush, { strokeStyle: colour, globalAlpha: opacity, lineWidth: width })
  brush.beginPath()
  trace(brush, way)
  brush.stroke()
}

/** @param {CanvasRenderingContext2D | Path2D} path @param {number[]} way */
function trace(path, way) {
  path.moveTo(way[0], way[1])
  for (let n = 2; n < way.length; n += 6)
    path.bezierCurveTo(way[n], way[n + 1], way[n + 2], way[n + 3], way[n + 4], way[n + 5])
}

/** Return the empty canvas's brush, in CSS pixels of the stage. @param {HTMLCanvasElement} canvas */
function cleared(canvas) {
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  brush.setTransform(1, 0, 0, 1, 0, 0)
  brush.clearRect(0, 0, canvas.width, canvas.height)
  brush.setTransform(
    devicePixelRatio,
    0,
    0,
    devicePixelRatio,
    STAGE_MARGIN * devicePixelRatio,
    STAGE_MARGIN * devicePixelRatio,
  )
  return brush
}
