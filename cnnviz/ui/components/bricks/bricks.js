// The bricks of a network: a drawing and a list, highlighted together. Requests for changes go to Python.
import { closest, find, focused } from "../shared/elements.js"
import { makeDrawing } from "./drawing.js"
import { makeList } from "./list.js"
import { placeAfter, requestOfKey } from "./moves.js"

const known = new WeakMap()

/** @param {ComponentArguments<Bricks.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".bricks")
  if (!known.has(root)) known.set(root, makeBricks(root))
  const state = known.get(root)
  root.dataset.wanted = data.digest
  state.send = (/** @type {string} */ name, /** @type {Numbers} */ values) => setTriggerValue(name, values)
  if (data.digest !== state.data?.digest) takeBricks(state, data)
  root.dataset.drawn = data.digest
}

/** @param {HTMLElement} root */
function makeBricks(root) {
  const state = /** @type {Bricks.State} */ ({ root, follow: null })
  const hover = (/** @type {number | null} */ n) =>
    [state.drawing, state.list].forEach((one) => one.light("marked", n))
  const request = (/** @type {Bricks.Request} */ wanted, part = "name") => handle(state, wanted, part)
  state.drawing = makeDrawing(hover, (n) => request(["picked", n]))
  state.list = makeList({ request, hover })
  state.scale = Object.assign(document.createElement("p"), { className: "scale" })
  state.heard = Object.assign(document.createElement("p"), { className: "heard" })
  state.heard.setAttribute("aria-live", "polite")
  root.append(state.drawing.element, state.list.element, state.scale, state.heard)
  state.list.element.addEventListener("keydown", (event) => {
    const row = closest(event, "tr[data-brick]")
    if (!row || event.ctrlKey || event.metaKey || closest(event, "[data-part]")?.dataset.part !== "name")
      return
    const wanted = requestOfKey(event, Number(row.dataset.brick), state.data.rows.length)
    if (!wanted) return
    event.preventDefault()
    event.stopPropagation()
    request(wanted)
  })
  return state
}

/**
 * Move the focus, or send a change of the network to Python; the focus then follows the brick.
 * @param {Bricks.State} state
 * @param {Bricks.Request} wanted
 * @param {string} part
 */
function handle(state, wanted, part) {
  const [what, ...numbers] = wanted
  const place = placeAfter(wanted, state.data.rows.length)
  if (what === "look") return state.list.focus(place, "name")
  state.follow = [place, part]
  state.send(what, /** @type {number[]} */ (numbers))
}

/** @param {Bricks.State} state @param {Bricks.Message} data */
function takeBricks(state, data) {
  const { root, drawing, list, follow } = state
  const inside = focused(root)
  const held = inside && list.element.contains(inside)
  state.data = data
  drawing.draw(data)
  list.write(data)
  state.scale.textContent = data.scale
  state.heard.textContent = spokenSum(data)
  for (const one of [drawing, list]) one.light("chosen", data.chosen)
  if (held) list.focus(...(follow ?? [data.chosen, "name"]))
  state.follow = null
}

/**
 * Return the announcement for screen readers: the number of parameters, or the first fault.
 * @param {Bricks.Message} given
 */
function spokenSum({ rows, total }) {
  const n = rows.findIndex(({ fault }) => fault)
  if (n >= 0) return `Layer ${n + 1}, ${rows[n].kind}: ${rows[n].fault}`
  return `${total?.parameters} parameters`
}
