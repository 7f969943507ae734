// The state of the map: the places of the digits on the screen, and the digit that is pointed at.
import { hasFocus, onPointer, part, write } from "../shared/elements.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makeResting } from "../shared/resting.js"
import { makeCard } from "./map_card.js"
import { makeChart } from "./map_chart.js"
import { makeLegend } from "./map_legend.js"
import { indexAt, indexTowards, placesBetween, placesOn } from "./map_places.js"
import { mapSizes } from "./map_sizes.js"
import { spokenDigit, standsOut, toldOf } from "./map_text.js"

/** Milliseconds in which the digits move to their places, when the map appears and later. */
const [FIRST_GLIDE, GLIDE] = [1600, 700]

/**
 * Make the page's component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 * @returns {Standing<DigitMap.Message, DigitMap.Send>}
 */
export function makeMap(root) {
  /** @type {DigitMap.State} */
  const state = {
    root,
    sheet: null,
    wanted: new Float32Array(),
    places: new Float32Array(),
    hovered: -1,
    held: -1,
    frame: 0,
    chart: makeChart(),
    card: makeCard(),
    legend: makeLegend((/** @type {string} */ shown) => state.send("shown", [shown])),
    send: () => {},
    speech: makeResting(() => {}),
    headline: part("h4"),
    detail: part("p", "detail"),
    note: part("p", "note"),
  }
  const beside = part("div", "side")
  beside.append(state.legend.element, state.card.element)
  const field = part("div", "field")
  field.append(state.chart.element, beside)
  root.append(state.headline, state.detail, field, state.note, state.speech.heard)
  listen(state)
  return keepFitting(state, take, fit, () => {
    cancelAnimationFrame(state.frame)
    state.speech.leave()
  })
}

/** @param {DigitMap.State} state @param {DigitMap.Message} data @param {DigitMap.Send} send */
function take(state, data, send) {
  const before = state.data
  Object.assign(state, { data, send })
  if (before?.digest === data.digest && state.sheet) return settle(state)
  for (const name of /** @type {const} */ (["headline", "detail", "note"])) write(state[name], data[name])
  state.chart.canvas.setAttribute("aria-label", data.alt)
  state.legend.show(data)
  state.hovered = -1
  if (before?.labels.length !== data.labels.length || state.held >= countOf(data)) state.held = -1
  loadSheet(state)
  layOut(state)
  const start = before ? state.places : data.start && placesOn(withOwn(data.start, data), sizeOf(state))
  glide(state, start, before ? GLIDE : FIRST_GLIDE)
}

/** The number of digits with the visitor's own. @param {DigitMap.Message} data */
function countOf(data) {
  return data.labels.length + (data.own ? 1 : 0)
}

/** Places with that of the digit in use at the end, if it is none of the map's. @param {number[]} points @param {DigitMap.Message} data */
function withOwn(points, { own }) {
  return own ? [...points, ...own.place] : points
}

/** Load the image that holds all pictures. @param {DigitMap.State} state */
async function loadSheet(state) {
  const src = state.data?.sheet.src ?? ""
  if (state.sheet?.getAttribute("src") === src) return
  const image = new Image()
  image.src = src
  await image.decode().catch(() => {})
  if (state.data?.sheet.src !== src) return
  state.sheet = image
  settle(state)
}

/** @param {DigitMap.State} state */
function sizeOf({ root }) {
  return mapSizes(root.clientWidth, innerHeight)
}

/** Give each part its room. @param {DigitMap.State} state */
function layOut(state) {
  const { root, data, chart } = state
  if (!data) return
  const size = sizeOf(state)
  state.width = root.clientWidth
  root.classList.toggle("narrow", size.narrow)
  chart.resize(size)
  state.wanted = placesOn(withOwn(data.points, data), size)
}

/** Give each part its room, and draw the digits at their places. @param {DigitMap.State} state */
function fit(state) {
  if (!state.data || state.frame) return
  layOut(state)
  state.places = state.wanted
  settle(state)
}

/** Move the digits to their places. @param {DigitMap.State} state @param {Float32Array | null} from @param {number} time in ms */
function glide(state, from, time) {
  cancelAnimationFrame(state.frame)
  state.frame = 0
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
  const start = from?.length === state.wanted.length ? from : null
  if (!start || isStill || start.every((place, n) => place === state.wanted[n])) {
    state.places = state.wanted
    return settle(state)
  }
  let began = 0
  const move = (/** @type {number} */ now) => {
    began ||= now
    const share = Math.min(1, (now - began) / time)
    state.places = share < 1 ? placesBetween(start, state.wanted, share) : state.wanted
    state.frame = share < 1 ? requestAnimationFrame(move) : 0
    draw(state)
    if (share === 1) settle(state)
  }
  state.frame = requestAnimationFrame(move)
}

/** Draw; the map is at rest once its pictures are here and nothing moves. @param {DigitMap.State} state */
function settle(state) {
  if (!state.data) return
  draw(state)
  if (state.sheet && !state.frame) state.root.dataset.drawn = state.data.digest
}

/** @param {DigitMap.State} state */
function draw(state) {
  if (!state.data) return
  state.chart.draw(state.data, state.places)
  point(state)
}

/** The digit that is shown: the one under the pointer, the one that keys led to, or the one in use. @param {DigitMap.State} state */
function shownIndex({ data, hovered, held, chart }) {
  if (hovered >= 0) return hovered
  if (held >= 0 && hasFocus(chart.canvas)) return held
  if (data?.own) return data.labels.length
  return data?.chosen ?? -1
}

/** Mark the digit that is pointed at, and show it on the card. @param {DigitMap.State} state */
function point(state) {
  const { data, chart, card, places, sheet, hovered, held } = state
  if (!data) return
  const pointed = hovered >= 0 ? hovered : hasFocus(chart.canvas) ? held : -1
  chart.mark(data, places, pointed, sheet)
  card.show(data, shownIndex(state), sheet)
  state.root.dataset.pointed = String(pointed)
}

/** Listen to pointer, touch and keys. @param {DigitMap.State} state */
function listen(state) {
  const { canvas } = state.chart
  const counts = (/** @type {number} */ index) => !state.data || standsOut(state.data, index)
  const hover = (/** @type {number} */ index) => {
    if (index === state.hovered) return
    state.hovered = index
    canvas.classList.toggle("over-digit", index >= 0)
    point(state)
  }
  const indexOf = (/** @type {PointerEvent} */ event) =>
    indexAt(state.places, event.offsetX, event.offsetY, counts)
  onPointer(canvas, (event) => hover(indexOf(event)))
  // What a finger has touched stays, so that it can be read.
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hover(-1))
  canvas.addEventListener("click", (event) => pick(state, indexOf(/** @type {PointerEvent} */ (event))))
  canvas.addEventListener("focus", () => hold(state, state.held >= 0 ? state.held : shownIndex(state)))
  canvas.addEventListener("blur", () => point(state))
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Enter" || event.key === " ") pick(state, state.held)
    else if (event.key.startsWith("Arrow"))
      hold(state, indexTowards(state.places, Math.max(0, state.held), event.key, counts))
    else return
    event.preventDefault()
    event.stopPropagation()
  })
}

/** Show the digit that keys led to, and say what it is. @param {DigitMap.State} state @param {number} index */
function hold(state, index) {
  if (index < 0 && state.held < 0) index = 0
  if (index >= 0) state.held = index
  state.hovered = -1
  point(state)
  if (state.data) state.speech.speak(spokenDigit(toldOf(state.data, state.held)))
}

/** Make a digit of the map the digit in use. @param {DigitMap.State} state @param {number} index */
function pick(state, index) {
  const { data } = state
  if (!data || index < 0 || index >= data.labels.length) return
  state.held = index
  state.send("picked", [index])
}
