// The state of one walk, and what changes it: data, pointer, keys, time.
import { closest, part } from "../shared/elements.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makePlaying } from "../shared/playing.js"
import { makeTransport } from "../shared/transport.js"
import { makeList } from "./stop_list.js"
import { drawTables, lightUp } from "./tables.js"
import {
  cellAfter,
  cellSize,
  firstCell,
  framesOfCell,
  isOfTheWalk,
  lineOf,
  nameOf,
  stopAfter,
} from "./walk_steps.js"

/** Speeds in stops per second: 8, 4 and 2 seconds per stop. */
const OVER_STOPS = {
  name: "Walk through the training step",
  thing: "stop",
  speeds: [1 / 8, 1 / 4, 1 / 2],
  usual: 1 / 4,
}
const SIZES = { gap: 48, caption: 32, head: 28, input: 0.85, least: 34, most: 62, widest: 1.2 }

/**
 * Make a walk in `root`; `take` gives it new data, `leave` ends it.
 * @param {HTMLElement} root
 */
export function makeWalk(root) {
  const state = /** @type {BackpropWalk.State} */ ({
    root,
    stop: 0,
    place: null,
    sent: /** @type {number[]} */ ([]),
  })
  state.transport = makeTransport((key) => press(state, key), OVER_STOPS)
  state.list = makeList((n) => visitor(state, n))
  state.walk = makePlaying({
    perSecond: state.transport.perSecond,
    advance: () => advance(state),
    rewind: () => state.stop === state.data.stops.length - 1 && goTo(state, 0),
    show: () => show(state),
    tell: () => tellStop(state),
  })
  state.title = part("p", "title")
  state.sentence = part("p", "sentence")
  state.arithmetic = part("p", "arithmetic")
  state.hint = part("p", "hint")
  state.scene = part("div", "scene")
  state.hint.textContent = "← → change the stop. ↑ ↓ change the cell. Space plays."
  const [top, words] = [part("div", "top"), part("div", "words")]
  top.append(state.transport.element, state.list.element)
  words.append(state.title, state.sentence)
  root.append(top, words, state.scene, state.arithmetic, state.hint, state.walk.heard)
  root.setAttribute(
    "aria-label",
    "One training step. Left and right go from stop to stop, up and down from cell to cell. Space plays and pauses.",
  )
  root.addEventListener("keydown", (event) => keyed(state, event))
  return keepFitting(state, take, fit, state.walk.leave)
}

/**
 * Take Python's data. The visitor's stop and cell stay, unless Python asks for another stop.
 * @param {BackpropWalk.State} state
 * @param {BackpropWalk.Message} data
 * @param {BackpropWalk.Send} send
 */
function take(state, data, send) {
  state.send = send
  if (data.digest !== state.data?.digest) {
    // A stop that Python was told earlier from here is an echo and not a request.
    const heard = state.sent.lastIndexOf(data.at)
    if (heard < 0 && data.at !== state.data?.at) Object.assign(state, { stop: data.at, sent: [] })
    else state.sent.splice(0, heard + 1)
    const before = state.data?.stops[state.stop]
    state.data = data
    state.stop = Math.min(state.stop, data.stops.length - 1)
    if (shapeOf(before) !== shapeOf(data.stops[state.stop])) state.place = null
    state.list.name(data.stops)
    draw(state)
    fit(state)
  }
  state.walk.resume()
}

/** @param {BackpropWalk.Stop | undefined} stop */
function shapeOf(stop) {
  return JSON.stringify(
    stop?.tables.map((/** @type {BackpropWalk.Table} */ { name, texts }) => [
      name,
      texts.length,
      texts[0].length,
    ]),
  )
}

/** Draw the current stop. @param {BackpropWalk.State} state */
function draw(state) {
  const stop = state.data.stops[state.stop]
  state.place ??= firstCell(stop)
  state.title.textContent = stop.name
  state.sentence.textContent = stop.sentence
  drawTables(state.scene, stop, state.data.stops[0], {
    look: (place) => lookAt(state, place),
    turn: (place) => turn(state, place),
  })
  state.root.dataset.stop = String(state.stop)
  state.root.dataset.phase = stop.phase
  show(state)
}

/** Show the current cell and its arithmetic. @param {BackpropWalk.State} state */
function show(state) {
  const { data, scene, arithmetic } = state
  const stop = data.stops[state.stop]
  const place = state.place ?? firstCell(stop)
  const [table, row, column] = place
  const line = lineOf(stop, place)
  lightUp(scene, place, framesOfCell(stop, place))
  const parts = stop.tables[table].lines.length ? `${nameOf(stop.tables[table], row, column)}: ` : ""
  const name = Object.assign(document.createElement("span"), { textContent: parts })
  const value = Object.assign(document.createElement("b"), {
    textContent: line.slice(line.lastIndexOf(" ") + 1),
  })
  arithmetic.replaceChildren(name, line.slice(0, line.lastIndexOf(" ") + 1), value)
  showWhere(state)
  state.walk.speak(`${stop.name}. ${stop.sentence} ${parts}${line}`)
}

/** @param {BackpropWalk.State} given */
function showWhere({ transport, list, data, stop, walk }) {
  const count = data.stops.length
  transport.show({ index: stop, count, text: `${stop + 1} of ${count}`, playing: walk.playing })
  list.show(stop)
}

/** @param {BackpropWalk.State} state @param {BackpropWalk.TableCell} place */
function lookAt(state, place) {
  if (String(place) === String(state.place)) return
  state.place = place
  show(state)
}

/**
 * Ask Python to flip a cell of the input.
 * @param {BackpropWalk.State} state
 * @param {BackpropWalk.TableCell} place
 */
function turn(state, place) {
  if (state.stop > 0) return
  state.send("turn", place.slice(1))
}

/** @param {BackpropWalk.State} state @param {KeyboardEvent} event */
function keyed(state, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const within = closest(event, "select, button")?.tagName
  if (within === "SELECT") return event.stopPropagation()
  if (!isOfTheWalk(event.key)) return
  event.stopPropagation()
  if (within === "BUTTON" && (event.key === " " || event.key === "Enter")) return // it presses the button
  event.preventDefault()
  press(state, event.key)
}

/** @param {BackpropWalk.State} state @param {string} key */
function press(state, key) {
  if (key === " ") return state.walk.toggle()
  const stop = state.data.stops[state.stop]
  const place = state.place ?? firstCell(stop)
  if (key === "Enter") return turn(state, place)
  if (key === "ArrowUp" || key === "ArrowDown") return lookAt(state, cellAfter(key, place, stop))
  visitor(state, stopAfter(key, state.stop, state.data.stops.length))
}

/** Go to a stop that the visitor chose. @param {BackpropWalk.State} state @param {number} stop */
function visitor(state, stop) {
  state.walk.halt()
  goTo(state, stop)
  state.walk.rest()
}

/** @param {BackpropWalk.State} state */
function advance(state) {
  goTo(state, state.stop + 1)
  return state.stop + 1 < state.data.stops.length
}

/** @param {BackpropWalk.State} state */
function tellStop(state) {
  if (state.stop === (state.sent.at(-1) ?? state.data.at)) return
  state.sent.push(state.stop)
  state.send("stop", [state.stop])
}

/** @param {BackpropWalk.State} state @param {number} stop */
function goTo(state, stop) {
  if (stop !== state.stop) state.place = null
  state.stop = stop
  draw(state)
  size(state)
}

/**
 * Choose the cells' size so that all stops fit and nothing jumps between them.
 * @param {BackpropWalk.State} state
 */
function fit(state) {
  const { root, data } = state
  if (!data || !root.clientWidth) return
  state.width = root.clientWidth
  Object.assign(state, cellSize(data.stops, root.clientWidth - 16, innerHeight * data.tallest, SIZES))
  size(state)
}

/** @param {BackpropWalk.State} given */
function size({ root, scene, cell, wide, tall, narrow, list, stop }) {
  root.classList.toggle("narrow", narrow)
  scene.style.setProperty("--cell", `${cell}px`)
  scene.style.setProperty("--wide", `${wide}px`)
  scene.style.setProperty("--input", String(narrow ? 1 : SIZES.input))
  scene.style.minHeight = `${tall}px`
  list.show(stop) // only now may its row overflow
}
