// The parts' sizes, computed again when the available room changes.
import { childrenOf } from "../shared/elements.js"

const NARROW_SCENE = 760
const SPACE = 18
const LEAST_TALL = 96
const LEAST_CURVE = 250
const TALLEST_CURVE = 420
/** The largest share of the width for a kernel. */
const SIDE = 0.22
/** With two runs, the share of the width for the wanted kernel and the curve. */
const ASIDE = 0.32

/** Fit kernels, pictures and curve into the available room. @param {KernelDescent.State} state */
export function fitScene(state) {
  const { root, parts } = state
  if (!parts || !root.clientWidth) return
  state.width = root.clientWidth
  const narrow = state.width < NARROW_SCENE
  root.classList.toggle("narrow", narrow)
  const room = state.width - 12
  if (narrow) fitNarrow(state, room)
  else if (parts.rows.length > 1) fitPair(state, room)
  else fitOne(state, room)
}

/** Two columns: kernel and picture. @param {KernelDescent.State} given @param {number} room */
function fitNarrow({ parts, model }, room) {
  const side = (room - SPACE) / 2
  size(parts, model, parts.figures, side, side, 0.4 * innerHeight)
  drawLosses(parts, model, 220)
}

/**
 * Two rows: the target, and the run; the curve beside them.
 * @param {KernelDescent.State} state
 * @param {number} room
 */
function fitOne(state, room) {
  const { parts, model } = state
  const side = Math.min(tallOf(state), SIDE * room)
  size(parts, model, parts.figures, side, (room - side - LEAST_CURVE - 3 * SPACE) / 2, side)
  drawLosses(parts, model, parts.rows.length ? heightOf(parts) : side)
}

/**
 * Two rows, one per run; beside the first the target, smaller, and beside the second the curve.
 * @param {KernelDescent.State} state
 * @param {number} room
 */
function fitPair(state, room) {
  const { parts, model } = state
  const side = Math.min(tallOf(state), SIDE * room)
  const aside = room * ASIDE
  const runs = parts.rows.flatMap((row) => [row.kernel, row.made, row.error])
  size(parts, model, runs, side, (room - aside - side - 3 * SPACE) / 2, side)
  const small = Math.min(0.42 * (aside - SPACE), side)
  size(parts, model, [parts.wanted, parts.target], small, aside - SPACE - small, side)
  drawLosses(parts, model, side)
}

/**
 * Give kernels this side, and maps the largest pixels that fit this width and height.
 * @param {KernelDescent.Parts} given
 * @param {KernelDescent.Model} more
 * @param {KernelDescent.Figure<any>[]} figures
 * @param {number} side
 * @param {number} wide
 * @param {number} tall
 */
function size({ limits }, { picture, target }, figures, side, wide, tall) {
  for (const { figure, view } of figures) {
    const { classList } = figure
    if (classList.contains("kernel-part"))
      view.resize(side, classList.contains("wanted") ? limits.wanted : limits.learned)
    else view.resize(cellOf(classList.contains("image") ? picture : target, wide, tall))
  }
}

/**
 * Draw the curve in the width that the others leave.
 * @param {KernelDescent.Parts} given
 * @param {KernelDescent.Model} model
 * @param {number} tall
 */
function drawLosses({ curve }, model, tall) {
  curve.view.draw(model, Math.max(LEAST_CURVE, curve.figure.clientWidth), Math.min(TALLEST_CURVE, tall))
}

/**
 * The height of a row: the screen's, without everything that is not a picture.
 * @param {KernelDescent.State} given
 */
function tallOf({ root, parts, data }) {
  const others = childrenOf(root).filter((child) => child !== parts.element)
  const taken = others.reduce((sum, child) => sum + child.offsetHeight + 8, 12)
  const caption = parts.wanted.caption.offsetHeight + SPACE
  return Math.max(LEAST_TALL, (innerHeight * data.tallest - taken) / 2 - caption)
}

/**
 * The side of a pixel, an integer unless that wastes much room.
 * @param {Plane} given
 * @param {number} wide
 * @param {number} tall
 */
function cellOf({ rows, columns }, wide, tall) {
  const cell = Math.min(wide / columns, tall / rows)
  return cell >= 6 ? Math.floor(cell) : Math.max(0.2, cell)
}

/** @param {KernelDescent.Parts} given */
function heightOf({ element, curve }) {
  return element.clientHeight - curve.caption.offsetHeight - 4
}
