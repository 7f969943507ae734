// A drawing under a visitor's hand: strokes, Undo and Clear. It knows neither the page nor the server.
import { MAX_POINTS, MAX_STROKES } from "../facts.js"
import { extend, simplified } from "./stroke_points.js"

/**
 * Return an empty drawing.
 * @param {DrawingPad.Listeners} listeners `onStroke` is called with all strokes whenever they change, also while
 *   one is drawn; `onRest` with all strokes and the turn once the hand has changed them and is lifted.
 * @returns {DrawingPad.State}
 */
export function makePadState(listeners) {
  return { strokes: [], past: [], pen: null, full: false, turn: 0, listeners }
}

/** @param {DrawingPad.State} state @param {DrawingPad.Point} point on the board, from 0 to BOARD */
export function beginStroke(state, point) {
  state.full = state.strokes.length >= MAX_STROKES
  if (!state.full) state.pen = { parts: [[point]], last: point }
  tell(state)
}

/** @param {DrawingPad.State} state @param {DrawingPad.Point} point may be beyond the board's edge */
export function drawTo(state, point) {
  if (!state.pen) return
  extend(state.pen.parts, state.pen.last, point)
  state.pen.last = point
  tell(state)
}

/** Keep the stroke, unless the drawing would be larger than a link can hold. @param {DrawingPad.State} state */
export function endStroke(state) {
  if (!state.pen) return
  const strokes = [...state.strokes, ...state.pen.parts.map(simplified)]
  state.pen = null
  state.full = strokes.length > MAX_STROKES || strokes.flat().length > MAX_POINTS
  if (state.full) tell(state)
  else change(state, strokes, [...state.past, state.strokes])
}

/** Take back the last stroke, or the last Clear. @param {DrawingPad.State} state */
export function undo(state) {
  if (state.pen || !canUndo(state)) return
  change(state, state.past.at(-1) ?? state.strokes.slice(0, -1), state.past.slice(0, -1))
}

/** @param {DrawingPad.State} state */
export function clear(state) {
  if (!state.pen && state.strokes.length) change(state, [], [...state.past, state.strokes])
}

/**
 * Take the server's drawing, unless the hand has changed the drawing since.
 * @param {DrawingPad.State} state
 * @param {{ strokes: DrawingPad.Stroke[], turn: number }} given the server's strokes, and the last turn it knows
 */
export function takeDrawing(state, { strokes, turn }) {
  if (turn < state.turn) return
  state.turn = turn
  if (JSON.stringify(strokes) === JSON.stringify(state.strokes)) return
  Object.assign(state, { strokes, past: [], full: false })
  tell(state)
}

/**
 * Return all strokes in cells, with the one that is drawn: its points lie between cells.
 * @param {DrawingPad.State} state
 * @returns {DrawingPad.Stroke[]}
 */
export function strokesOf({ strokes, pen }) {
  const drawn = pen?.parts.map((part) => part.map(([x, y]) => [x - 0.5, y - 0.5])) ?? []
  return [...strokes, .../** @type {DrawingPad.Stroke[]} */ (drawn)]
}

/** @param {DrawingPad.State} state */
export function isEmpty({ strokes, pen }) {
  return !strokes.length && !pen
}

/** @param {DrawingPad.State} state */
export function canUndo({ strokes, past }) {
  return strokes.length + past.length > 0
}

/** @param {DrawingPad.State} state @param {DrawingPad.Stroke[]} strokes @param {DrawingPad.Stroke[][]} past */
function change(state, strokes, past) {
  const turn = state.turn + 1
  Object.assign(state, { strokes, past, turn, full: false })
  tell(state)
  state.listeners.onRest(strokes, turn)
}

/** @param {DrawingPad.State} state */
function tell(state) {
  state.listeners.onStroke(strokesOf(state))
}
