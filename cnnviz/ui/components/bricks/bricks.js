// The bricks of a network: a drawing and a list, highlighted together. Requests for changes go to Python.
import { closest, find, focused, part } from "../shared/elements.js"
import { keepFitting, stay } from "../shared/lifecycle.js"
import { leaveDrawing, makeOpenedDrawing, markLayer, takeDrawing } from "../shared/opened/opened_drawing.js"
import { fitDrawing } from "../shared/opened/opened_looking.js"
import { zoomButtons } from "../shared/opened/zoom_buttons.js"
import { makeList } from "./list.js"
import { placeAfter, requestOfKey } from "./moves.js"

/** The most of the screen's height for the drawing, and its height for each pixel of width. */
const [HIGH, FLAT] = [0.26, 0.16]
/** The width of a phone, and its share of the screen's height, for two rows of volumes. */
const [NARROW, NARROW_HIGH] = [760, 0.29]
const HINT = "Point at a layer to see how its numbers are counted."
const known = new WeakMap()

/** @param {ComponentArguments<Bricks.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(known, find(parentElement, ".bricks"), makeBricks, data, setTriggerValue)
}

/** @param {HTMLElement} root @returns {Standing<Bricks.Message, Bricks.Send>} */
function makeBricks(root) {
  const request = (/** @type {Bricks.Request} */ wanted, name = "name") => handle(state, wanted, name)
  const drawing = makeOpenedDrawing(root, {
    height: drawingHeight,
    hint: HINT,
    point: (layer) => list.light("marked", layer),
    press: (layer) => request(["picked", layer]),
  })
  const list = makeList({ request, hover: (n) => markLayer(drawing, "pointed", n ?? -1) })
  /** @type {Bricks.State} */
  const state = {
    root,
    drawing,
    list,
    follow: null,
    scale: part("p", "scale"),
    heard: part("p", "heard"),
    send: () => {},
  }
  state.heard.setAttribute("aria-live", "polite")
  const [told, tools] = [part("div", "told"), part("div", "tools")]
  tools.append(...zoomButtons(drawing))
  told.append(drawing.card.element, tools)
  root.append(drawing.frame, told, list.element, state.scale, state.heard, drawing.speech.heard)
  list.element.addEventListener("keydown", (event) => pressKeyOnList(event, state, request))
  return keepFitting(state, takeBricks, fitBricks, () => leaveDrawing(drawing))
}

/** @param {KeyboardEvent} event @param {Bricks.State} state @param {(wanted: Bricks.Request) => void} request */
function pressKeyOnList(event, { data }, request) {
  const row = closest(event, "tr[data-brick]")
  if (!data || !row || event.ctrlKey || event.metaKey) return
  if (closest(event, "[data-part]")?.dataset.part !== "name") return
  const wanted = requestOfKey(event, Number(row.dataset.brick), data.rows.length)
  if (!wanted) return
  event.preventDefault()
  event.stopPropagation()
  request(wanted)
}

/**
 * Move the focus, or send a change of the network to Python; the focus then follows the brick.
 * @param {Bricks.State} state
 * @param {Bricks.Request} wanted
 * @param {string} name
 */
function handle(state, wanted, name) {
  if (!state.data) return
  const [what, ...numbers] = wanted
  const place = placeAfter(wanted, state.data.rows.length)
  if (what === "look") return state.list.focus(place, "name")
  state.follow = [place, name]
  state.send(what, /** @type {number[]} */ (numbers))
}

/** @param {Bricks.State} state @param {Bricks.Message} data @param {Bricks.Send} send */
function takeBricks(state, data, send) {
  state.send = send
  if (data.digest === state.data?.digest) return
  const { root, drawing, list, follow } = state
  const inside = focused(root)
  const held = inside && list.element.contains(inside)
  state.data = data
  state.width = root.clientWidth
  list.write(data)
  state.scale.textContent = data.scale
  state.heard.textContent = spokenSum(data)
  takeDrawing(drawing, data.drawing, data.digest)
  list.light("chosen", data.chosen)
  markLayer(drawing, "chosen", data.chosen)
  if (held) list.focus(...(follow ?? [data.chosen, "name"]))
  state.follow = null
}

/** The height of the drawing. @param {number} screen the screen's height @param {number} width */
function drawingHeight(screen, width) {
  return Math.round(width < NARROW ? NARROW_HIGH * screen : Math.min(HIGH * screen, FLAT * width))
}

/** @param {Bricks.State} state */
function fitBricks(state) {
  state.width = state.root.clientWidth
  fitDrawing(state.drawing)
}

/**
 * Return the announcement for screen readers: the number of parameters, or the first fault.
 * @param {Bricks.Message} given
 */
function spokenSum({ rows, total }) {
  const n = rows.findIndex(({ fault }) => fault)
  if (n >= 0) return `Layer ${n + 1}, ${rows[n].kind}: ${rows[n].fault}`
  return `${total} parameters`
}
