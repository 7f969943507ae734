// A whole network as volumes: blocks fold and unfold, a hand pans and zooms.
import { find, part, write } from "../shared/elements.js"
import { keepFitting, stay } from "../shared/lifecycle.js"
import { leaveDrawing, makeOpenedDrawing, takeDrawing } from "../shared/opened/opened_drawing.js"
import { fitDrawing } from "../shared/opened/opened_looking.js"
import { fillTools } from "./opened_tools.js"

/** The share of the screen's height for the drawing, and its least height. */
const [HIGH, LEAST_HIGH] = [0.55, 300]
const HINT = "Click a block to unfold it. Drag to move. Point at a volume to see how its numbers are counted."
const drawings = new WeakMap()

/** @param {ComponentArguments<Opened.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".opened")
  return stay(drawings, root, makeOpened, data, setTriggerValue)
}

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 * @returns {Standing<Opened.Message, Opened.Send>}
 */
function makeOpened(root) {
  const drawing = makeOpenedDrawing(root, {
    height: (screen) => Math.max(LEAST_HIGH, Math.round(HIGH * screen)),
    hint: HINT,
    point: () => {},
    press: () => {},
  })
  const headline = part("h4", "headline")
  root.append(headline, drawing.frame, fillTools(drawing), drawing.card.element, drawing.speech.heard)
  /** @type {Opened.Whole} */
  const state = { root, drawing }
  return keepFitting(
    state,
    (_, data) => {
      if (state.data?.digest !== data.digest) drawing.isMoved = false
      state.data = data
      write(headline, data.headline)
      state.width = root.clientWidth
      takeDrawing(drawing, data.drawing, data.digest)
    },
    () => {
      state.width = root.clientWidth
      fitDrawing(drawing)
    },
    () => leaveDrawing(drawing),
  )
}
