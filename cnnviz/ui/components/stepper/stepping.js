// One stepper's state, and what changes it: data, pointer, keys, time.
import { compute } from "./arithmetic.js"
import { fit } from "./fitting.js"
import { listenToKeys, listenToPointers } from "../shared/hands.js"
import { feed, feedNothing, pointAt, pointNowhere } from "./pointing.js"
import { drawScene, makeScene, part, shapeOf } from "./scene.js"
import { keepFitting } from "../shared/standing.js"
import { makeTransport } from "../shared/transport.js"
import { cellAt, ledTo, placeOf } from "../shared/walk.js"

/** So long a position must stand before Python is told, in ms. */
const REST = 500
/** So long after the last change it is read out. */
const SPOKEN = 400

/** Make a stepper in `root`: `take` new data, `leave` when it is taken off the page. */
export function makeStepper(root) {
  const state = { root, index: 0, filter: 0, hovered: null, filled: null, playing: false, told: {} }
  state.transport = makeTransport((key) => press(state, key))
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, fit, () => {
    for (const timer of ["step", "rest", "speech"]) clearTimeout(state[timer])
  })
}

/** Take in what Python sends; what a visitor did meanwhile stays, unless Python wants another place. */
function take(state, data, send) {
  state.send = (name, value) => data.heard.includes(name) && send(name, value)
  if (data.digest !== state.data?.digest || state.edited) {
    adopt(state, data)
    state.edited = false
    state.data = data
    redraw(state)
  }
  if (state.playing) goOn(state)
  if (state.resting) rest(state)
}

function adopt(state, data) {
  const place = String(data.position)
  const another = place !== String(state.data?.position) && place !== String(state.told.position)
  const wanted = another && !state.edited // a hand that edits stays where it is
  state.wanted = wanted ? data.position : null
  if (wanted) state.told.position = null
  if (data.filter !== state.data?.filter && data.filter !== state.told.filter) state.filter = data.filter
  state.filter = Math.min(state.filter, data.outputs - 1)
}

/** Work everything out anew, and draw it. */
function redraw(state) {
  const { data } = state
  const before = state.model?.outputs[0]
  const place = state.wanted ?? (before?.values.length ? placeOf(state.index, before) : data.position)
  state.model = compute(data)
  const output = state.model.outputs[0]
  state.index = cellAt(place, output)
  if (before?.rows !== output.rows || before.columns !== output.columns) rewind(state)
  if (state.shape !== shapeOf(data)) build(state)
  const style = getComputedStyle(state.root)
  const colour = (name) => style.getPropertyValue(name).trim().split(" ").map(Number)
  drawScene(state.parts, state.model, state.filter, { positive: colour("--positive"), negative: colour("--negative") })
  state.wanted = null
  fit(state)
  show(state)
}

function rewind(state) {
  Object.assign(state, { hovered: null, filled: null, playing: false })
}

function build(state) {
  state.shape = shapeOf(state.data)
  const chosen = (filter) => choose(state, filter)
  state.parts = makeScene(state.model, (...change) => edit(state, ...change), chosen)
  const { parts, transport, root, heard } = state
  const bar = part("div", "bar")
  bar.append(transport.element, parts.formula)
  const notes = part("div", "notes")
  notes.append(parts.note, parts.legend, parts.symbols)
  root.replaceChildren(bar, parts.element, parts.arithmetic, notes, heard)
  root.setAttribute("aria-label", `${state.data.kind}, step by step: arrow keys step, space plays and pauses`)
  listenToPointers(parts, {
    hover: (place) => hover(state, place),
    pick: (place) => pick(state, place),
    touch: (channel, place) => touch(state, channel, place),
  })
}

function hover(state, place) {
  if (state.playing) return
  const hovered = place && cellAt(place, state.model.outputs[0])
  if (hovered === state.hovered) return
  state.hovered = hovered
  show(state)
}

function pick(state, place) {
  if (!place) return
  Object.assign(state, { playing: false, filled: null, hovered: null, index: cellAt(place, state.model.outputs[0]) })
  show(state)
  rest(state)
}

function touch(state, channel, place) {
  if (state.touched === String(place)) return
  state.touched = String(place)
  const shown = state.data.kind === "convolution" ? channel : state.filter
  if (place) speak(state, feed(state.parts, state.model, shown, place))
  else feedNothing(state.parts)
}

function press(state, key) {
  const { rows, columns } = state.model.outputs[0]
  if (rows * columns === 0) return
  if (key === " ") return state.playing ? pause(state) : play(state)
  state.playing = false
  const to = ledTo(key, state.index, rows, columns)
  if (to !== null) stepTo(state, to)
  rest(state)
}

function stepTo(state, index) {
  Object.assign(state, { index, hovered: null })
  if (state.filled !== null) fill(state)
  show(state)
}

/** What a program would have computed by now; after the last cell, all. */
function fill(state) {
  state.filled = state.index + 1 < countOf(state) ? state.index + 1 : null
}

function countOf(state) {
  return state.model.outputs[0].values.length
}

function play(state) {
  Object.assign(state, { playing: true, hovered: null })
  clearTimeout(state.rest)
  state.resting = false
  if (state.index + 1 >= countOf(state)) state.index = 0
  fill(state)
  show(state)
  goOn(state)
}

function goOn(state) {
  clearTimeout(state.step)
  state.step = setTimeout(() => advance(state), 1000 / state.transport.perSecond())
}

function advance(state) {
  if (!state.playing) return
  if (state.index + 1 < countOf(state)) stepTo(state, state.index + 1)
  if (state.index + 1 < countOf(state)) goOn(state)
  else pause(state)
}

function pause(state) {
  state.playing = false
  show(state)
  rest(state)
}

/** Tell Python the position when it has stood for a while. */
function rest(state) {
  clearTimeout(state.rest)
  state.resting = true
  state.rest = setTimeout(() => {
    state.resting = false
    const place = placeOf(state.index, state.model.outputs[0])
    if (String(place) === String(state.told.position ?? state.data.position)) return
    state.told.position = place
    state.send("position", place)
  }, REST)
}

function choose(state, filter) {
  state.filter = filter
  redraw(state)
  state.told.filter = filter
  state.send("filter", [filter])
}

/** A weight was typed: what follows from it is seen at once, and Python is told. */
function edit(state, channel, row, column, value) {
  const rows = state.data.weights.map((line) => line.map((cell) => cell[channel][state.filter]))
  rows[row][column] = value
  if (typeof value === "number") {
    const weights = structuredClone(state.data.weights)
    weights[row][column][channel][state.filter] = value
    state.data = { ...state.data, weights }
    Object.assign(state, { edited: true, filled: null, playing: false })
    redraw(state)
    rest(state)
  }
  state.send("edited", [rows, channel, state.filter])
}

/** Show the cell that is looked at, or else the position. */
function show(state) {
  const { parts, model, transport, index, playing } = state
  const output = model.outputs[0]
  const at = state.hovered ?? index
  const [row, column] = placeOf(at, output)
  const count = countOf(state)
  const text = count ? `row ${row}, column ${column} · ${at + 1} of ${count}` : ""
  transport.show({ index: at, count, text, playing })
  parts.output.grid.hideFrom(state.filled)
  if (!count) return pointNowhere(parts)
  const line = pointAt(parts, model, state.filter, [row, column])
  if (!playing) speak(state, `Row ${row}, column ${column}: ${line}`)
}

/** Have a sentence read out, once it has stood for a while. */
function speak(state, sentence) {
  clearTimeout(state.speech)
  state.speech = setTimeout(() => (state.heard.textContent = sentence), SPOKEN)
}
