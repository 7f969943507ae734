// One walk's state, and what changes it: data, pointer, keys, time.
import { keepFitting } from "../shared/standing.js"
import { makeTransport } from "../shared/transport.js"
import { makeList } from "./list.js"
import { drawTables, lightUp } from "./tables.js"
import { cellAfter, cellSize, firstCell, framesOfCell, isOfTheWalk, lineOf, nameOf, stopAfter } from "./where.js"

/** So long a stop must stand before Python is told, in ms. */
const RESTED = 500
/** So long after the last change it is read out. */
const SPOKEN = 400
/** Seconds for each stop: 8, 4, 2. */
const OVER_STOPS = { name: "Walk through the training step", thing: "stop", speeds: [1 / 8, 1 / 4, 1 / 2], usual: 1 / 4 }
const SIZES = { gap: 52, least: 34, most: 62 }

/** Make a walk in `root`: `take` new data, `leave` when it is taken off the page. */
export function makeWalk(root) {
  const state = { root, stop: 0, place: null, playing: false, told: [] }
  state.transport = makeTransport((key) => press(state, key), OVER_STOPS)
  state.list = makeList((n) => visitor(state, n))
  for (const name of ["title", "sentence", "scene", "arithmetic", "hint", "heard"]) state[name] = part(name)
  state.hint.textContent = "← → from stop to stop · ↑ ↓ from cell to cell · space plays"
  state.heard.setAttribute("aria-live", "polite")
  const top = part("top")
  top.append(state.transport.element, state.title, state.list.element)
  root.append(top, state.sentence, state.scene, state.arithmetic, state.hint, state.heard)
  root.setAttribute(
    "aria-label",
    "One training step: left and right go from stop to stop, up and down from cell to cell, space plays and pauses",
  )
  root.addEventListener("keydown", (event) => keyed(state, event))
  return keepFitting(state, take, fit, () => {
    for (const timer of ["step", "rest", "speech"]) clearTimeout(state[timer])
  })
}

function part(name) {
  const element = document.createElement(["scene", "top"].includes(name) ? "div" : "p")
  element.className = name
  return element
}

/** Take in what Python sends; the stop and the cell that a visitor looks at stay, unless Python wants another. */
function take(state, data, send) {
  state.send = send
  if (data.digest !== state.data?.digest) {
    // What Python has heard from here, perhaps a while ago, is no wish of its own.
    const heard = state.told.lastIndexOf(data.at)
    if (heard < 0 && data.at !== state.data?.at) Object.assign(state, { stop: data.at, told: [] })
    else state.told.splice(0, heard + 1)
    const before = state.data?.stops[state.stop]
    state.data = data
    state.stop = Math.min(state.stop, data.stops.length - 1)
    if (shapeOf(before) !== shapeOf(data.stops[state.stop])) state.place = null
    state.list.name(data.stops)
    draw(state)
    fit(state)
  }
  if (state.playing) goOn(state)
}

function shapeOf(stop) {
  return JSON.stringify(stop?.tables.map(({ name, texts }) => [name, texts.length, texts[0].length]))
}

/** Draw the stop at which the walk is. */
function draw(state) {
  const stop = state.data.stops[state.stop]
  state.place ??= firstCell(stop)
  state.title.textContent = stop.name
  state.sentence.textContent = stop.sentence
  drawTables(state.scene, stop, {
    look: (place) => lookAt(state, place),
    turn: (place) => turn(state, place),
  })
  state.root.dataset.stop = state.stop
  state.root.dataset.phase = stop.phase
  show(state)
}

/** Show the cell that is looked at, and its arithmetic. */
function show(state) {
  const { data, place, scene, arithmetic } = state
  const stop = data.stops[state.stop]
  const [table, row, column] = place
  const line = lineOf(stop, place)
  lightUp(scene, place, framesOfCell(stop, place))
  const parts = stop.tables[table].lines.length ? `${nameOf(stop.tables[table], row, column)}: ` : ""
  const name = Object.assign(document.createElement("span"), { textContent: parts })
  const value = Object.assign(document.createElement("b"), { textContent: line.slice(line.lastIndexOf(" ") + 1) })
  arithmetic.replaceChildren(name, line.slice(0, line.lastIndexOf(" ") + 1), value)
  showWhere(state)
  speak(state, `${stop.name}. ${stop.sentence} ${parts}${line}`)
}

function showWhere({ transport, list, data, stop, playing }) {
  const count = data.stops.length
  transport.show({ index: stop, count, text: `${stop + 1} of ${count}`, playing })
  list.show(stop)
}

function lookAt(state, place) {
  if (String(place) === String(state.place)) return
  state.place = place
  show(state)
}

/** A cell of the input was clicked: Python turns it over. */
function turn(state, place) {
  if (state.stop > 0) return
  state.send("turn", place.slice(1))
}

function keyed(state, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const within = event.target.closest("select, button")?.tagName
  if (within === "SELECT") return event.stopPropagation()
  if (!isOfTheWalk(event.key)) return
  event.stopPropagation()
  if (within === "BUTTON" && (event.key === " " || event.key === "Enter")) return // it presses the button
  event.preventDefault()
  press(state, event.key)
}

function press(state, key) {
  if (key === " ") return state.playing ? pause(state) : play(state)
  if (key === "Enter") return turn(state, state.place)
  const stop = state.data.stops[state.stop]
  if (key === "ArrowUp" || key === "ArrowDown") return lookAt(state, cellAfter(key, state.place, stop))
  visitor(state, stopAfter(key, state.stop, state.data.stops.length))
}

/** The visitor goes to a stop. */
function visitor(state, stop) {
  state.playing = false
  goTo(state, stop)
  rest(state)
}

function goTo(state, stop) {
  if (stop !== state.stop) state.place = null
  state.stop = stop
  draw(state)
  size(state)
}

function play(state) {
  if (state.stop === state.data.stops.length - 1) goTo(state, 0)
  state.playing = true
  show(state)
  goOn(state)
}

function goOn(state) {
  clearTimeout(state.step)
  state.step = setTimeout(() => advance(state), 1000 / state.transport.perSecond())
}

function advance(state) {
  if (!state.playing) return
  goTo(state, state.stop + 1)
  if (state.stop + 1 < state.data.stops.length) goOn(state)
  else pause(state)
}

function pause(state) {
  state.playing = false
  clearTimeout(state.step)
  show(state)
  rest(state)
}

/** Tell Python the stop when it has stood for a while. */
function rest(state) {
  clearTimeout(state.rest)
  state.rest = setTimeout(() => {
    if (state.stop === (state.told.at(-1) ?? state.data.at)) return
    state.told.push(state.stop)
    state.send("stop", [state.stop])
  }, RESTED)
}

/** Give the cells a size with which all stops have room, so that nothing jumps from one to the next. */
function fit(state) {
  const { root, data } = state
  if (!data || !root.clientWidth) return
  state.width = root.clientWidth
  Object.assign(state, cellSize(data.stops, root.clientWidth - 16, innerHeight * data.tallest, SIZES))
  size(state)
}

function size({ root, scene, cell, narrow, data, list, stop }) {
  root.classList.toggle("narrow", narrow)
  scene.style.setProperty("--cell", `${cell}px`)
  const tall = Math.max(...data.stops.flatMap(({ tables }) => tables.map(({ texts }) => texts.length)))
  scene.style.minHeight = `${cell * tall + 54}px`
  list.show(stop) // its row may be scrolled only now
}

/** Have a sentence read out, once it has stood for a while. */
function speak(state, sentence) {
  clearTimeout(state.speech)
  state.speech = setTimeout(() => (state.heard.textContent = sentence), SPOKEN)
}
