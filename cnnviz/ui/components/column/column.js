// Maps and the column that Flatten makes of them: a cell and its place light up together, both ways.
import { listenToKeys } from "../shared/hands.js"
import { keepFitting, stand } from "../shared/standing.js"
import { makeTransport } from "../shared/transport.js"
import { ledTo } from "../shared/walk.js"
import { cellOf, countedOut, inFew, placeWithin, positionOf } from "../shared/order.js"
import { coloursOf, makePlanes } from "../shared/planes.js"
import { makeRows } from "./rows.js"
import { makeStrip } from "./strip.js"

/** So long a place must stand before Python is told, and before it is read out, in ms. */
const REST = 500
const SPOKEN = 400
const PHONE = 760
const OVER_PLACES = { name: "Walk down the column", thing: "place", speeds: [1, 2, 4, 8, 16], usual: 4 }
const LIST = 380

const columns = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const send = (place) => setTriggerValue("place", [place])
  return stand(columns, parentElement.querySelector(".column"), makeColumn, data, send)
}

function makeColumn(root) {
  const state = { root, place: 0, hovered: null, playing: false, told: null }
  state.transport = makeTransport((key) => press(state, key), OVER_PLACES)
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, fit, () => {
    for (const timer of ["step", "rest", "speech"]) clearTimeout(state[timer])
  })
}

function part(tag, name) {
  const element = document.createElement(tag)
  element.className = name
  return element
}

/** Take in what Python sends; the place stays where the visitor has it, unless Python wants another. */
function take(state, data, send) {
  state.send = send
  if (data.digest !== state.data?.digest) {
    const wanted = data.place !== state.data?.place && data.place !== state.told
    if (wanted) Object.assign(state, { place: data.place, told: null })
    if (String(data.shape) !== String(state.data?.shape)) build(state, data)
    state.data = data
    state.place = placeWithin(state.place, data.shape)
    state.hovered = null
    drawColumn(state)
  }
  if (state.playing) goOn(state)
  if (state.resting) rest(state)
}

function build(state, data) {
  const { root, transport, heard } = state
  const on = {
    cell: { hover: (cell) => hover(state, cell && positionOf(cell, state.data.shape), true), pick: (cell) => cell && pick(state, positionOf(cell, state.data.shape)) },
    row: { hover: (place) => hover(state, place, false), pick: (place) => place !== null && pick(state, place, false) },
    strip: { hover: (place) => hover(state, place, true), pick: (place) => pick(state, place) },
  }
  Object.assign(state, { planes: makePlanes(data.shape[2], on.cell), rows: makeRows(on.row), strip: makeStrip(on.strip) })
  state.counted = part("p", "counted")
  state.said = part("p", "said")
  const bar = part("div", "bar")
  bar.append(transport.element, state.said)
  const scene = part("div", "scene")
  const arrow = part("div", "arrow")
  arrow.textContent = "→"
  const list = part("div", "list")
  list.append(state.strip.element, state.rows.element)
  scene.append(state.planes.element, arrow, list)
  root.replaceChildren(bar, state.counted, scene, heard)
}

function drawColumn(state) {
  const { data, root, planes, rows, strip } = state
  root.setAttribute("aria-label", `Maps and their column of ${data.values.length}: arrow keys step, space plays and pauses`)
  const look = { limit: data.limit, colours: coloursOf(root), digits: data.limit < 0.1 ? 4 : data.limit < 100 ? 2 : 0 }
  planes.draw(data, data.values, look)
  rows.draw(data, look)
  rows.element.setAttribute("aria-label", `The column of ${data.values.length} numbers`)
  strip.draw(data, look)
  fit(state)
  show(state, true)
}

function fit(state) {
  const { root, data, planes, rows, strip } = state
  state.width = root.clientWidth
  if (!state.width) return
  const narrow = state.width < PHONE
  root.classList.toggle("narrow", narrow)
  const high = Math.max(260, innerHeight * data.tallest)
  planes.resize({ width: narrow ? state.width - 12 : state.width - LIST - 70, height: narrow ? 600 : high }, data.shape)
  for (const one of [rows.element, strip.element]) one.style.height = `${narrow ? 300 : high}px`
  rows.mark(state.hovered ?? state.place, true)
}

function hover(state, place, follow) {
  if (state.playing || place === state.hovered) return
  state.hovered = place
  show(state, follow && place !== null)
}

function pick(state, place, follow = true) {
  Object.assign(state, { playing: false, hovered: null, place })
  show(state, follow)
  rest(state)
}

function press(state, key) {
  const [rows, columns, channels] = state.data.shape
  if (key === " ") return state.playing ? pause(state) : play(state)
  state.playing = false
  const to = ledTo(key, state.place, rows, columns * channels)
  if (to !== null) Object.assign(state, { place: to, hovered: null })
  show(state, true)
  rest(state)
}

function play(state) {
  clearTimeout(state.rest)
  if (state.place + 1 >= state.data.values.length) state.place = 0
  Object.assign(state, { playing: true, hovered: null, resting: false })
  show(state, true)
  goOn(state)
}

function goOn(state) {
  clearTimeout(state.step)
  state.step = setTimeout(() => {
    if (!state.playing) return
    if (state.place + 1 >= state.data.values.length) return pause(state)
    state.place += 1
    show(state, true)
    goOn(state)
  }, 1000 / state.transport.perSecond())
}

function pause(state) {
  state.playing = false
  show(state, true)
  rest(state)
}

/** Tell Python the place when it has stood for a while. */
function rest(state) {
  clearTimeout(state.rest)
  state.resting = true
  state.rest = setTimeout(() => {
    state.resting = false
    if (state.place === (state.told ?? state.data.place)) return
    state.told = state.place
    state.send(state.place)
  }, REST)
}

/** Show the place that is looked at, or else the one that was picked. */
function show(state, follow) {
  const { data, planes, rows, strip, transport, playing } = state
  const place = state.hovered ?? state.place
  const cell = cellOf(place, data.shape)
  const [row, column, channel] = cell
  planes.mark(cell)
  rows.mark(place, follow)
  strip.mark(place)
  const text = `row ${row}, column ${column}, channel ${channel} · place ${place} of 0 … ${data.values.length - 1}`
  transport.show({ index: place, count: data.values.length, text, playing })
  Object.assign(state.counted.dataset, { place, value: data.values[place] })
  state.counted.innerHTML = "<span>(row · width + column) · channels + channel</span> <b></b>"
  state.counted.lastChild.textContent = countedOut(place, data.shape)
  state.said.textContent = `${data.names[channel]}: ${inFew(data.values[place])}`
  if (!playing) speak(state, `Row ${row}, column ${column}, channel ${channel}, ${data.names[channel]}: ${inFew(data.values[place])}. Place ${place} in the column.`)
}

function speak(state, sentence) {
  clearTimeout(state.speech)
  state.speech = setTimeout(() => (state.heard.textContent = sentence), SPOKEN)
}
