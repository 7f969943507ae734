// Maps and the column that Flatten makes of them: a cell and its number are marked together, both ways.
import { find, part } from "../shared/elements.js"
import { listenToKeys } from "../shared/events.js"
import { cellOf, countedOut, inFew, placeWithin, positionOf } from "../shared/flatten_order.js"
import { keepFitting, stand } from "../shared/lifecycle.js"
import { makePlanes } from "../shared/planes.js"
import { makePlaying } from "../shared/playing.js"
import { makeTransport } from "../shared/transport.js"
import { ledTo } from "../shared/walk.js"
import { makeRows } from "./column_rows.js"
import { makeStrip } from "./strip.js"

const PHONE = 760
const OVER_PLACES = { name: "Walk down the column", thing: "place", speeds: [1, 2, 4, 8, 16], usual: 4 }
const LIST = 380

const columns = new WeakMap()

/** @param {ComponentArguments<Column.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const send = (/** @type {number} */ place) => setTriggerValue("place", [place])
  return stand(columns, find(parentElement, ".column"), makeColumn, data, send)
}

/** @param {HTMLElement} root */
function makeColumn(root) {
  const state = /** @type {Column.State} */ ({ root, place: 0, hovered: null, sent: null })
  state.transport = makeTransport((key) => press(state, key), OVER_PLACES)
  state.walk = makePlaying({
    perSecond: state.transport.perSecond,
    advance: () => advance(state),
    rewind: () => start(state),
    show: () => show(state, true),
    tell: () => tellPlace(state),
  })
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, fit, state.walk.leave)
}

/**
 * Take Python's data. The visitor's place stays, unless Python asks for another.
 * @param {Column.State} state
 * @param {Column.Message} data
 * @param {Column.Send} send
 */
function take(state, data, send) {
  state.send = send
  if (data.digest !== state.data?.digest) {
    const wanted = data.place !== state.data?.place && data.place !== state.sent
    if (wanted) Object.assign(state, { place: data.place, sent: null })
    if (String(data.shape) !== String(state.data?.shape)) build(state, data)
    state.data = data
    state.place = placeWithin(state.place, data.shape)
    state.hovered = null
    drawColumn(state)
  }
  state.walk.resume()
}

/** @param {Column.State} state @param {Column.Message} data */
function build(state, data) {
  const { root, transport, walk } = state
  const on = {
    cell: {
      hover: (/** @type {Cell | null} */ cell) =>
        hover(state, cell && positionOf(cell, state.data.shape), true),
      pick: (/** @type {Cell | null} */ cell) => cell && pick(state, positionOf(cell, state.data.shape)),
    },
    row: {
      hover: (/** @type {number | null} */ place) => hover(state, place, false),
      pick: (/** @type {number | null} */ place) => place !== null && pick(state, place, false),
    },
    strip: {
      hover: (/** @type {number | null} */ place) => hover(state, place, true),
      pick: (/** @type {number | null} */ place) => pick(state, place),
    },
  }
  Object.assign(state, {
    planes: makePlanes(data.shape[2], on.cell),
    rows: makeRows(on.row),
    strip: makeStrip(on.strip),
  })
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
  root.replaceChildren(bar, state.counted, scene, walk.heard)
}

/** @param {Column.State} state */
function drawColumn(state) {
  const { data, root, planes, rows, strip } = state
  root.setAttribute(
    "aria-label",
    `Maps and their column of ${data.values.length}: arrow keys step, space plays and pauses`,
  )
  /** @type {Column.ColumnLook} */
  const look = {
    colours: "signed",
    limit: data.limit,
    digits: data.limit < 0.1 ? 4 : data.limit < 100 ? 2 : 0,
  }
  planes.draw(data, data.values, look)
  rows.draw(data, look)
  rows.element.setAttribute("aria-label", `The column of ${data.values.length} numbers`)
  strip.draw(data, look)
  fit(state)
  show(state, true)
}

/** @param {Column.State} state */
function fit(state) {
  const { root, data, planes, rows, strip } = state
  state.width = root.clientWidth
  if (!state.width) return
  const narrow = state.width < PHONE
  root.classList.toggle("narrow", narrow)
  const high = Math.max(260, innerHeight * data.tallest)
  planes.resize(
    { width: narrow ? state.width - 12 : state.width - LIST - 70, height: narrow ? 600 : high },
    data.shape,
  )
  for (const one of [rows.element, strip.element]) one.style.height = `${narrow ? 300 : high}px`
  rows.mark(state.hovered ?? state.place, true)
}

/** @param {Column.State} state @param {number | null} place @param {boolean} follow */
function hover(state, place, follow) {
  if (state.walk.playing || place === state.hovered) return
  state.hovered = place
  show(state, follow && place !== null)
}

/** @param {Column.State} state @param {number | null} place */
function pick(state, place, follow = true) {
  state.walk.halt()
  Object.assign(state, { hovered: null, place })
  show(state, follow)
  state.walk.rest()
}

/** @param {Column.State} state @param {string} key */
function press(state, key) {
  const [rows, columns, channels] = state.data.shape
  if (key === " ") return state.walk.toggle()
  state.walk.halt()
  const to = ledTo(key, state.place, rows, columns * channels)
  if (to !== null) Object.assign(state, { place: to, hovered: null })
  show(state, true)
  state.walk.rest()
}

/** Play from here, or from the start if this is the end. @param {Column.State} state */
function start(state) {
  state.hovered = null
  if (state.place + 1 >= state.data.values.length) state.place = 0
}

/** @param {Column.State} state */
function advance(state) {
  const last = state.data.values.length - 1
  state.place = Math.min(state.place + 1, last)
  show(state, true)
  return state.place < last
}

/** @param {Column.State} state */
function tellPlace(state) {
  if (state.place === (state.sent ?? state.data.place)) return
  state.sent = state.place
  state.send(state.place)
}

/**
 * Show the place under the pointer, or else the picked one.
 * @param {Column.State} state
 * @param {boolean} follow
 */
function show(state, follow) {
  const { data, planes, rows, strip, transport, walk } = state
  const place = state.hovered ?? state.place
  const cell = cellOf(place, data.shape)
  const [row, column, channel] = cell
  planes.mark(cell)
  rows.mark(place, follow)
  strip.mark(place)
  const text = `row ${row}, column ${column}, channel ${channel} · place ${place} of 0 … ${data.values.length - 1}`
  transport.show({ index: place, count: data.values.length, text, playing: walk.playing })
  Object.assign(state.counted.dataset, { place, value: data.values[place] })
  state.counted.innerHTML = "<span>(row · width + column) · channels + channel</span> <b></b>"
  find(state.counted, "b").textContent = countedOut(place, data.shape)
  state.said.textContent = `${data.names[channel]}: ${inFew(data.values[place])}`
  if (!walk.playing)
    walk.speak(
      `Row ${row}, column ${column}, channel ${channel}, ${data.names[channel]}: ${inFew(data.values[place])}. Place ${place} in the column.`,
    )
}
