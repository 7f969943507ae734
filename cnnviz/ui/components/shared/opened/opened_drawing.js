// The drawing of a network on a canvas: blocks fold and unfold, a hand pans and zooms, keys lead through.
import { hasFocus, part } from "../elements.js"
import { makeResting } from "../resting.js"
import { enterBlock, toggleSection } from "./opened_folds.js"
import { listenToHands, STEP } from "./opened_hands.js"
import { middleOf, nextSpot, spotOfLayer, targetAt } from "./opened_layout.js"
import { fitDrawing, layerAt, look, lookAtWhole, lookByHand, repaint, zoomBy } from "./opened_looking.js"
import { onDrawing, pannedView, viewWith } from "./opened_view.js"
import { makeOpenedCard, toldOfSpot } from "./volume_card.js"

/**
 * Make a drawing; its parts are `frame`, `card` and `speech.heard`.
 * @param {HTMLElement} root the component's element, which is told what is drawn
 * @param {Opened.Uses} uses
 * @returns {Opened.State}
 */
export function makeOpenedDrawing(root, uses) {
  const [frame, canvas] = [part("div", "drawing"), part("canvas")]
  canvas.tabIndex = 0
  canvas.setAttribute("role", "application")
  canvas.setAttribute("aria-roledescription", "drawing")
  frame.append(canvas)
  /** @type {Opened.State} */
  const state = {
    root,
    frame,
    canvas,
    uses,
    digest: "",
    open: new Set(),
    layout: { placed: [], joins: "", width: 1, height: 1 },
    view: { x: 0, y: 0, zoom: 1 },
    size: { width: 1, height: 1 },
    isMoved: false,
    pointed: null,
    chosen: null,
    painting: 0,
    card: makeOpenedCard(uses.hint),
    speech: makeResting(() => {}),
  }
  listen(state)
  return state
}

/**
 * Draw a network. What is unfolded folds if the network is another one.
 * @param {Opened.State} state
 * @param {Opened.Drawing} data
 * @param {string} digest of what the root shows
 */
export function takeDrawing(state, data, digest) {
  if (state.digest !== digest) state.open.clear()
  Object.assign(state, { data, digest })
  state.canvas.setAttribute("aria-label", data.alt)
  fitDrawing(state)
}

/** End what the drawing waits for. @param {Opened.State} state */
export function leaveDrawing(state) {
  cancelAnimationFrame(state.painting)
  state.painting = 0
  state.speech.leave()
}

/**
 * Mark a layer, or none; a chosen one is brought onto the canvas.
 * @param {Opened.State} state
 * @param {"pointed" | "chosen"} how
 * @param {number} layer its index, or −1
 */
export function markLayer(state, how, layer) {
  state[how] = spotOfLayer(state.layout, layer)
  if (how === "chosen" && state.chosen) bring(state, state.chosen)
  else repaint(state)
}

/** @param {Opened.State} state @param {Opened.Spot} spot */
function bring(state, spot) {
  look(state, viewWith(state.view, middleOf(state.layout, spot), state.size))
}

/** @param {Opened.State} state */
function listen(state) {
  const { canvas } = state
  const targetOf = (/** @type {[x: number, y: number]} */ at) =>
    targetAt(state.layout, state.open, ...onDrawing(state.view, at))
  listenToHands(canvas, {
    pan: (across, down) => lookByHand(state, pannedView(state.view, across, down)),
    zoom: (factor, at) => zoomBy(state, factor, at),
    point: (at) => {
      const { spot, head } = at ? targetOf(at) : { spot: null, head: -1 }
      canvas.classList.toggle("over", spot !== null || head >= 0)
      if (spot?.placed === state.pointed?.placed && spot?.box === state.pointed?.box) return
      state.pointed = spot
      state.uses.point(layerAt(state, spot))
      repaint(state)
    },
    click: (at) => {
      const { spot, head } = targetOf(at)
      if (head >= 0) return toggleSection(state, head)
      if (spot) press(state, spot)
    },
    key: (name) => pressKey(state, name),
  })
  canvas.addEventListener("focus", () => repaint(state))
}

/** Unfold a folded block; keep the numbers of a layer on the card. @param {Opened.State} state @param {Opened.Spot} spot */
function press(state, spot) {
  const layer = layerAt(state, spot)
  const { section } = state.layout.placed[spot.placed]
  if (section >= 0 && layer < 0) return toggleSection(state, section)
  state.chosen = spot
  repaint(state)
  if (layer >= 0) state.uses.press(layer)
}

/** @param {Opened.State} state @param {string} name @returns {boolean} whether the key means anything here */
function pressKey(state, name) {
  if (name === "ArrowRight" || name === "ArrowDown") choose(state, 1)
  else if (name === "ArrowLeft" || name === "ArrowUp") choose(state, -1)
  else if (name === "Enter" || name === " ") enter(state)
  else if (name === "+") zoomBy(state, STEP)
  else if (name === "-") zoomBy(state, 1 / STEP)
  else if (name === "0") lookAtWhole(state)
  else return false
  return true
}

/** Go to the next volume. @param {Opened.State} state @param {number} step */
function choose(state, step) {
  if (!state.data || !hasFocus(state.canvas)) return
  state.pointed = null
  state.chosen = nextSpot(state.layout, state.chosen, step)
  bring(state, state.chosen)
  const { title, parameters } = toldOfSpot(state.data, state.layout, state.chosen)
  state.speech.speak([title, parameters].filter(Boolean).join(" "))
}

/** Fold or unfold the block of the chosen volume, or press its layer. @param {Opened.State} state */
function enter(state) {
  const { chosen, data } = state
  if (!chosen || !data) return
  const { section } = state.layout.placed[chosen.placed]
  if (data.sections[section]?.unfolded.length) enterBlock(state, section)
  else press(state, chosen)
}
