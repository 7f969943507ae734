// The state of one stepper, and what changes it: data, pointer, keys, time.

import { part } from "../shared/elements.js"
import { listenToKeys, listenToPointers } from "../shared/events.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makePlaying } from "../shared/playing.js"
import { makeTransport } from "../shared/transport.js"
import { cellAt, ledTo, placeOf } from "../shared/walk.js"
import { compute } from "./arithmetic.js"
import { makeMotion } from "./motion.js"
import { feed, feedNothing, pointAt, pointNowhere, resultAt } from "./pointing.js"
import { drawScene, makeScene, shapeOf } from "./stepper_scene.js"
import { fit } from "./stepper_sizes.js"

/**
 * Make a stepper in `root`; `take` gives it new data, `leave` ends it.
 * @param {HTMLElement} root
 */
export function makeStepper(root) {
  const state = /** @type {Stepper.State} */ ({
    root,
    index: 0,
    filter: 0,
    begun: false,
    motion: makeMotion(),
    hovered: null,
    filled: null,
    sent: {},
  })
  state.transport = makeTransport((key) => press(state, key))
  state.walk = makePlaying({
    perSecond: state.transport.perSecond,
    advance: () => advance(state),
    rewind: () => start(state),
    show: () => show(state),
    tell: () => tellPosition(state),
  })
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, fit, state.walk.leave)
}

/**
 * Take Python's data. The visitor's place stays, unless Python asks for another.
 * @param {Stepper.State} state
 * @param {Stepper.Message} data
 * @param {Stepper.Send} send
 */
function take(state, data, send) {
  state.send = (name, value) => data.heard.includes(name) && send(name, value)
  if (data.digest !== state.data?.digest || state.edited) {
    adopt(state, data)
    state.edited = false
    state.data = data
    redraw(state)
  }
  state.walk.resume()
}

/** @param {Stepper.State} state @param {Stepper.Message} data */
function adopt(state, data) {
  const place = String(data.position)
  const another = place !== String(state.data?.position) && place !== String(state.sent.position)
  const wanted = another && !state.edited // while the visitor edits, the place stays
  state.wanted = wanted ? data.position : null
  if (wanted) Object.assign(state, { begun: false, sent: { ...state.sent, position: null } })
  if (data.filter !== state.data?.filter && data.filter !== state.sent.filter) state.filter = data.filter
  state.filter = Math.min(state.filter, data.outputs - 1)
}

/** Compute everything again and draw it. @param {Stepper.State} state */
function redraw(state) {
  const { data } = state
  const before = state.model?.outputs[0]
  const place = state.wanted ?? (before?.values.length ? placeOf(state.index, before) : data.position)
  state.model = compute(data)
  const output = state.model.outputs[0]
  state.index = cellAt(place, output)
  if (before?.rows !== output.rows || before.columns !== output.columns) rewind(state)
  if (state.shape !== shapeOf(data)) build(state)
  drawScene(state.parts, state.model, state.filter)
  state.wanted = null
  fit(state)
  show(state)
}

/** @param {Stepper.State} state */
function rewind(state) {
  Object.assign(state, { hovered: null, filled: null, begun: false })
  state.walk.halt()
}

/** @param {Stepper.State} state */
function build(state) {
  state.shape = shapeOf(state.data)
  state.parts = makeScene(state.model, {
    edited: (...change) => edit(state, ...change),
    chosen: (filter) => choose(state, filter),
    moved: (corner, x) => move(state, corner, x),
    released: (corner) => state.send("moved", corner),
  })
  const { parts, transport, root, walk } = state
  const bar = part("div", "bar")
  bar.append(transport.element, parts.formula)
  const notes = part("div", "notes")
  notes.append(parts.note, parts.legend, parts.symbols)
  root.replaceChildren(bar, parts.element, parts.arithmetic, notes, walk.heard)
  root.setAttribute("aria-label", `${state.data.kind}, step by step: arrow keys step, space plays and pauses`)
  listenToPointers(parts, {
    hover: (place) => hover(state, place),
    pick: (place) => pick(state, place),
    touch: (channel, place) => touch(state, channel, place),
  })
}

/** @param {Stepper.State} state @param {Place | null} place */
function hover(state, place) {
  if (state.walk.playing) return
  const hovered = place && cellAt(place, state.model.outputs[0])
  if (hovered === state.hovered) return
  state.hovered = hovered
  state.motion.halt(state.parts)
  show(state)
}

/** @param {Stepper.State} state @param {Place | null} place */
function pick(state, place) {
  if (!place) return
  state.walk.halt()
  Object.assign(state, {
    filled: null,
    hovered: null,
    begun: true,
    index: cellAt(place, state.model.outputs[0]),
  })
  state.motion.halt(state.parts)
  show(state)
  state.walk.rest()
}

/** @param {Stepper.State} state @param {number} channel @param {Place | null} place */
function touch(state, channel, place) {
  if (state.touched === String(place)) return
  state.touched = String(place)
  const shown = state.data.kind === "convolution" ? channel : state.filter
  if (place) state.walk.speak(feed(state.parts, state.model, shown, place))
  else feedNothing(state.parts)
}

/** @param {Stepper.State} state @param {string} key */
function press(state, key) {
  const { rows, columns } = state.model.outputs[0]
  if (rows * columns === 0) return
  if (key === " ") return state.walk.toggle()
  state.walk.halt()
  const to = ledTo(key, state.index, rows, columns)
  if (to !== null) stepTo(state, to)
  state.walk.rest()
}

/**
 * Move to a cell.
 * @param {Stepper.State} state
 * @param {number} index
 * @param {number | null} pace steps per second, or null for a step by hand
 */
function stepTo(state, index, pace = state.walk.playing ? state.transport.perSecond() : null) {
  Object.assign(state, { index, hovered: null, begun: true })
  if (state.filled !== null) fill(state)
  const { motion, parts, model } = state
  motion.glide(parts, pace)
  show(state)
  motion.travel(parts, placeOf(index, model.outputs[0]), resultAt(parts), pace)
}

/** Fill the output up to the current cell; after the last cell, show all. @param {Stepper.State} state */
function fill(state) {
  state.filled = state.index + 1 < countOf(state) ? state.index + 1 : null
}

/** @param {Stepper.State} state */
function countOf(state) {
  return state.model.outputs[0].values.length
}

/**
 * Play from the first cell, or from the cell that the visitor has chosen here, unless it is the last.
 * @param {Stepper.State} state
 */
function start(state) {
  const first = !state.begun || state.index + 1 >= countOf(state)
  if (first) state.index = 0
  state.filled = 0
  stepTo(state, state.index, state.transport.perSecond())
}

/** @param {Stepper.State} state */
function advance(state) {
  const last = countOf(state) - 1
  if (state.index < last) stepTo(state, state.index + 1)
  return state.index < last
}

/** @param {Stepper.State} state */
function tellPosition(state) {
  const place = placeOf(state.index, state.model.outputs[0])
  if (String(place) === String(state.sent.position ?? state.data.position)) return
  state.sent.position = place
  state.send("position", place)
}

/**
 * Walk over another part of the picture.
 * @param {Stepper.State} state
 * @param {Place} corner
 * @param {number[][][]} x
 */
function move(state, corner, x) {
  state.walk.halt()
  const { data } = state
  state.data = { ...data, x, whole: data.whole && { ...data.whole, corner } }
  redraw(state)
}

/** @param {Stepper.State} state @param {number} filter */
function choose(state, filter) {
  state.filter = filter
  redraw(state)
  state.sent.filter = filter
  state.send("filter", [filter])
}

/**
 * Show the result of a typed weight at once, and tell Python.
 * @param {Stepper.State} state
 * @param {number} channel
 * @param {number} row
 * @param {number} column
 * @param {number | string} value
 */
function edit(state, channel, row, column, value) {
  /** @type {(number | string)[][]} */
  const rows = state.data.weights.map((line) => line.map((cell) => cell[channel][state.filter]))
  rows[row][column] = value
  if (typeof value === "number") {
    const weights = structuredClone(state.data.weights)
    weights[row][column][channel][state.filter] = value
    state.data = { ...state.data, weights }
    Object.assign(state, { edited: true, filled: null })
    state.walk.halt()
    redraw(state)
    state.walk.rest()
  }
  state.send("edited", [rows, channel, state.filter])
}

/** Show the cell under the pointer, or else the position. @param {Stepper.State} state */
function show(state) {
  const { parts, model, transport, index, walk } = state
  const output = model.outputs[0]
  const at = state.hovered ?? index
  const [row, column] = placeOf(at, output)
  const count = countOf(state)
  const text = count ? `row ${row}, column ${column} · ${at + 1} of ${count}` : ""
  transport.show({ index: at, count, text, playing: walk.playing })
  parts.output.grid.hideFrom(state.filled)
  if (!count) return pointNowhere(parts)
  const line = pointAt(parts, model, state.filter, [row, column])
  if (!walk.playing) walk.speak(`Row ${row}, column ${column}: ${line}`)
}
