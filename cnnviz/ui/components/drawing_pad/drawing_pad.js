// The pad: a canvas to draw on, Undo and Clear.
import { find, write } from "../shared/elements.js"
import { keepFitting, stand } from "../shared/lifecycle.js"
import { listenToHand, listenToUndo } from "../shared/pad/pad_hand.js"
import { paint } from "../shared/pad/pad_paint.js"
import {
  beginStroke,
  canUndo,
  clear,
  drawTo,
  endStroke,
  isEmpty,
  makePadState,
  strokesOf,
  takeDrawing,
  undo,
} from "../shared/pad/pad_state.js"
import { makePadParts } from "./pad_parts.js"

const pads = new WeakMap()

/** @param {ComponentArguments<DrawingPad.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(pads, find(parentElement, ".pad"), makePad, data, setTriggerValue)
}

/** @param {HTMLElement} root */
function makePad(root) {
  const pad = /** @type {DrawingPad.Pad} */ ({ root, side: 0, frame: 0 })
  const drawn = makePadState({
    onStroke: () => soon(pad),
    onRest: (strokes, turn) => pad.send("drawn", [strokes, turn]),
  })
  pad.drawn = drawn
  pad.parts = makePadParts({ undo: () => undo(drawn), clear: () => clear(drawn) })
  root.append(...pad.parts.elements)
  listenToHand(pad.parts.canvas, () => pad.side, {
    begin: (point) => beginStroke(drawn, point),
    move: (point) => drawTo(drawn, point),
    end: () => endStroke(drawn),
  })
  listenToUndo(root, () => undo(drawn))
  return keepFitting(pad, take, fit, () => cancelAnimationFrame(pad.frame))
}

/** @param {DrawingPad.Pad} pad @param {DrawingPad.Message} data @param {DrawingPad.Send} send */
function take(pad, data, send) {
  Object.assign(pad, { data, send })
  takeDrawing(pad.drawn, data)
  fit(pad)
}

/** Give the canvas as many pixels as the screen has in its place. @param {DrawingPad.Pad} pad */
function fit(pad) {
  const { canvas } = pad.parts
  pad.width = pad.root.clientWidth
  pad.side = canvas.getBoundingClientRect().width
  const pixels = Math.max(1, Math.round(pad.side * devicePixelRatio))
  if (canvas.width !== pixels) canvas.width = canvas.height = pixels
  draw(pad)
}

/** @param {DrawingPad.Pad} pad */
function soon(pad) {
  cancelAnimationFrame(pad.frame)
  pad.frame = requestAnimationFrame(() => draw(pad))
}

/** @param {DrawingPad.Pad} pad */
function draw({ parts, drawn }) {
  paint(parts.canvas, strokesOf(drawn))
  const empty = isEmpty(drawn)
  parts.hint.hidden = !empty
  parts.full.hidden = !drawn.full
  parts.undo.setAttribute("aria-disabled", String(!canUndo(drawn)))
  parts.clear.setAttribute("aria-disabled", String(empty))
  if (drawn.pen) return
  const n = drawn.strokes.length
  write(parts.heard, empty ? "The pad is empty." : `${n} ${n === 1 ? "stroke" : "strokes"} on the pad.`)
}
