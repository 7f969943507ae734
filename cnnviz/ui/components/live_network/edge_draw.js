// Draw edges, the veil over what is not shown, and the frames of what is.
import { NEGATIVE, POSITIVE } from "../shared/facts.js"
import { edgesAt, levelEdges, signedEdges } from "./edge_choice.js"
import { edgePath, mapPath } from "./edge_paths.js"
import { place } from "./layout.js"
import { shownSpot } from "./live_state.js"

/** Pixels around the stage that edges may use. */
export const MARGIN = 12
/** The opacity of level edges, of signed ones at least and at most, and of the veil. */
const [LEVEL_OPACITY, WEAKEST, STRONGEST, VEIL] = [0.3, 0.25, 0.85, 0.78]

/**
 * Draw the edges at rest, below the maps.
 * @param {LiveNetwork.Live} live
 */
export function drawRestingEdges({ parts, layout, plan, inks }) {
  const brush = cleared(parts.below)
  for (const edge of levelEdges(layout)) draw(brush, edgePath(layout, edge), inks.text, LEVEL_OPACITY, 1)
  if (!plan) return
  for (const block of layout.byNode.values())
    if (block.mixes) drawSigned(brush, signedEdges(plan, block), (edge) => edgePath(layout, edge), 1.6)
}

/**
 * Draw the veil and the edges of the map that is shown, above the maps.
 * @param {LiveNetwork.Live} live
 */
export function drawShownEdges({ parts, layout, plan, selection, inks }) {
  const brush = cleared(parts.above)
  const spot = shownSpot(selection)
  if (!spot || !plan) return
  const edges = edgesAt(plan, layout, spot)
  veil(brush, layout, inks.ground)
  for (const { node, channel } of [spot, ...edges.flatMap(({ from, to }) => [from, to])]) {
    const box = channel === null ? null : place(layout, node, channel)
    if (box) brush.clearRect(box.left, box.top, box.width, box.height)
  }
  drawSigned(brush, edges, (edge) => mapPath(layout, edge), 2)
  const box = place(layout, spot.node, spot.channel)
  if (!box) return
  brush.globalAlpha = 1
  Object.assign(brush, { strokeStyle: inks.text, lineWidth: 2 })
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
    draw(brush, path(edges[n]), colour, WEAKEST + share * (STRONGEST - WEAKEST), width)
  }
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {number[]} way
 * @param {string} colour
 * @param {number} opacity
 * @param {number} width
 */
function draw(brush, way, colour, opacity, width) {
  Object.assign(brush, { strokeStyle: colour, globalAlpha: opacity, lineWidth: width })
  brush.beginPath()
  brush.moveTo(way[0], way[1])
  for (let n = 2; n < way.length; n += 6)
    brush.bezierCurveTo(way[n], way[n + 1], way[n + 2], way[n + 3], way[n + 4], way[n + 5])
  brush.stroke()
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
    MARGIN * devicePixelRatio,
    MARGIN * devicePixelRatio,
  )
  return brush
}
