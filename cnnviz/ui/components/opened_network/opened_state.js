// The state of the drawing: what is unfolded, where it lies, and what is pointed at.
import { hasFocus, part, write } from "../shared/elements.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makeResting } from "../shared/resting.js"
import { listenToHands, STEP } from "./opened_hands.js"
import { openedInks } from "./opened_inks.js"
import { layOutParts, middleOf, nextSpot, targetAt } from "./opened_layout.js"
import { paintDrawing } from "./opened_paint.js"
import { fillTools } from "./opened_tools.js"
import {
  keptView,
  onDrawing,
  pannedView,
  rowsThatFit,
  viewWith,
  wholeView,
  zoomedView,
} from "./opened_view.js"
import { makeOpenedCard, toldOfSpot } from "./volume_card.js"

/** The share of the screen's height for the drawing, and its least height. */
const [HIGH, LEAST_HIGH] = [0.55, 300]
const MARGIN = 12

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 * @returns {Standing<Opened.Message, Opened.Send>}
 */
export function makeOpened(root) {
  const canvas = part("canvas")
  canvas.tabIndex = 0
  canvas.setAttribute("role", "application")
  canvas.setAttribute("aria-roledescription", "drawing")
  /** @type {Opened.State} */
  const state = {
    root,
    open: new Set(),
    layout: { placed: [], joins: "", width: 1, height: 1 },
    view: { x: 0, y: 0, zoom: 1 },
    size: { width: 1, height: 1 },
    pointed: null,
    chosen: null,
    frame: 0,
    canvas,
    card: makeOpenedCard(),
    headline: part("h4", "headline"),
    tools: part("div", "tools"),
    speech: makeResting(() => {}),
    send: () => {},
  }
  fillTools(state.tools, {
    all: (isOpen) => toggleAll(state, isOpen),
    zoom: (factor) => zoom(state, factor),
    whole: () => look(state, wholeView(state.layout, state.size)),
  })
  root.append(state.headline, canvas, state.tools, state.card.element, state.speech.heard)
  listen(state)
  return keepFitting(state, take, fit, () => {
    cancelAnimationFrame(state.frame)
    state.frame = 0
    state.speech.leave()
  })
}

/** @param {Opened.State} state @param {Opened.Message} data @param {Opened.Send} send */
function take(state, data, send) {
  const isNew = state.data?.digest !== data.digest
  Object.assign(state, { data, send })
  if (isNew) {
    state.open.clear()
    write(state.headline, data.headline)
    state.canvas.setAttribute("aria-label", data.alt)
  }
  fit(state)
}

/** Take the room that there is, and show the whole drawing. @param {Opened.State} state */
function fit(state) {
  const { root, data, canvas } = state
  if (!data) return
  state.width = root.clientWidth
  const width = root.clientWidth - MARGIN
  state.size = { width, height: Math.max(LEAST_HIGH, Math.round(HIGH * innerHeight)) }
  Object.assign(canvas.style, { width: `${width}px`, height: `${state.size.height}px` })
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(state.size.height * devicePixelRatio)
  layOut(state)
  if (state.open.size) look(state, wholeView(state.layout, state.size))
  else lookFromStart(state)
}

/** Look at the folded network: all of it, or its first rows. @param {Opened.State} state */
function lookFromStart(state) {
  const { zoom } = rowsFor(state)
  const { layout, size } = state
  const isWhole = layout.width * zoom <= size.width && layout.height * zoom <= size.height
  look(state, isWhole ? { ...wholeView(layout, size) } : { x: 0, y: 0, zoom })
}

/** @param {Opened.State} state */
function rowsFor({ data, size }) {
  if (!data) return { zoom: 1, width: size.width }
  return rowsThatFit((width) => layOutParts(data, new Set(), width), size)
}

/** @param {Opened.State} state */
function layOut(state) {
  if (!state.data) return
  state.layout = layOutParts(state.data, state.open, rowsFor(state).width)
  state.pointed = state.chosen = null
}

/** @param {Opened.State} state @param {Opened.View} view */
function look(state, view) {
  state.view = keptView(view, state.layout, state.size)
  repaint(state)
}

/** Paint in the next frame. @param {Opened.State} state */
function repaint(state) {
  state.frame ||= requestAnimationFrame(() => {
    state.frame = 0
    if (!state.data) return
    paintDrawing(state.canvas, state, openedInks(state.root))
    state.card.show(state.data, state.layout, state.pointed ?? state.chosen)
    state.root.dataset.drawn = state.data.digest
    state.root.dataset.open = [...state.open].join(" ")
    const { x, y, zoom: factor } = state.view
    Object.assign(state.root.dataset, { zoom: factor.toFixed(4), at: `${x.toFixed(1)} ${y.toFixed(1)}` })
  })
}

/** Fold or unfold a section; its first volume stays where it is. @param {Opened.State} state @param {number} section */
function toggle(state, section) {
  if (!state.data?.sections[section]?.unfolded.length) return
  const before = cornerOf(state, section)
  if (!state.open.delete(section)) state.open.add(section)
  layOut(state)
  const after = cornerOf(state, section)
  look(state, {
    ...state.view,
    x: state.view.x + after[0] - before[0],
    y: state.view.y + after[1] - before[1],
  })
  state.speech.speak(state.open.has(section) ? "Unfolded." : "Folded.")
}

/** @param {Opened.State} state @param {number} section @returns {[x: number, y: number]} */
function cornerOf({ layout }, section) {
  const first = layout.placed.find((one) => one.section === section)
  return first ? [first.x, first.y + first.part.start[1]] : [0, 0]
}

/** Fold or unfold all. @param {Opened.State} state @param {boolean} isOpen */
function toggleAll(state, isOpen) {
  state.open = new Set(
    isOpen ? state.data?.sections.flatMap(({ unfolded }, n) => (unfolded.length ? [n] : [])) : [],
  )
  layOut(state)
  if (isOpen) look(state, { x: 0, y: 0, zoom: rowsFor(state).zoom })
  else lookFromStart(state)
}

/** @param {Opened.State} state @param {number} factor @param {[x: number, y: number]} [at] */
function zoom(state, factor, at = [state.size.width / 2, state.size.height / 2]) {
  const least = Math.min(0.5, wholeView(state.layout, state.size).zoom)
  look(state, zoomedView(state.view, factor, at, least))
}

/** @param {Opened.State} state */
function listen(state) {
  const { canvas } = state
  const targetOf = (/** @type {[x: number, y: number]} */ at) =>
    targetAt(state.layout, state.open, ...onDrawing(state.view, at))
  listenToHands(canvas, {
    pan: (across, down) => look(state, pannedView(state.view, across, down)),
    zoom: (factor, at) => zoom(state, factor, at),
    point: (at) => {
      const { spot, head } = at ? targetOf(at) : { spot: null, head: -1 }
      canvas.classList.toggle("over", spot !== null || head >= 0)
      if (spot?.placed === state.pointed?.placed && spot?.box === state.pointed?.box) return
      state.pointed = spot
      repaint(state)
    },
    click: (at) => {
      const { spot, head } = targetOf(at)
      if (head >= 0) return toggle(state, head)
      if (spot) press(state, spot)
    },
    key: (name) => pressKey(state, name),
  })
  canvas.addEventListener("focus", () => repaint(state))
}

/** Unfold a folded block; keep the numbers of a layer on the card. @param {Opened.State} state @param {Opened.Spot} spot */
function press(state, spot) {
  const { section, part: piece } = state.layout.placed[spot.placed]
  if (section >= 0 && piece.boxes[spot.box][6] < 0 && state.data?.sections[section].unfolded.length)
    return toggle(state, section)
  state.chosen = spot
  repaint(state)
}

/** @param {Opened.State} state @param {string} name @returns {boolean} whether the key means anything here */
function pressKey(state, name) {
  if (name === "ArrowRight" || name === "ArrowDown") choose(state, 1)
  else if (name === "ArrowLeft" || name === "ArrowUp") choose(state, -1)
  else if (name === "Enter" || name === " ") enter(state)
  else if (name === "+") zoom(state, STEP)
  else if (name === "-") zoom(state, 1 / STEP)
  else if (name === "0") look(state, wholeView(state.layout, state.size))
  else return false
  return true
}

/** Go to the next volume. @param {Opened.State} state @param {number} step */
function choose(state, step) {
  if (!state.data || !hasFocus(state.canvas)) return
  state.pointed = null
  state.chosen = nextSpot(state.layout, state.chosen, step)
  look(state, viewWith(state.view, middleOf(state.layout, state.chosen), state.size))
  const { title, parameters } = toldOfSpot(state.data, state.layout, state.chosen)
  state.speech.speak([title, parameters].filter(Boolean).join(" "))
}

/** Fold or unfold the block of the chosen volume. @param {Opened.State} state */
function enter(state) {
  if (!state.chosen) return
  const { section } = state.layout.placed[state.chosen.placed]
  toggle(state, section)
  const index = state.layout.placed.findIndex((one) => one.section === section)
  state.chosen = { placed: Math.max(0, index), box: 0 }
  repaint(state)
}
