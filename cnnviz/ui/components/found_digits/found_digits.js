// A picture with a box on every digit: click, Tab and arrow keys choose one, and its steps are shown at once.
import { closest, find, focused, part, svg, write } from "../shared/elements.js"
import { fitBars } from "../shared/share_bars.js"
import { fitBoxes, makeBoxes, markBox } from "./found_boxes.js"
import { digitLedTo } from "./found_labels.js"
import { makeStep, showDigit } from "./found_steps.js"

/** @type {WeakMap<HTMLElement, FoundDigits.State>} */
const pictures = new WeakMap()

/** @param {ComponentArguments<FoundDigits.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".digits")
  const state = pictures.get(root) ?? makePicture(root)
  pictures.set(root, state)
  state.send = (place) => setTriggerValue("chosen", [place])
  root.dataset.wanted = data.digest
  take(state, data)
  const observer = new ResizeObserver(() => root.clientWidth !== state.width && fit(state))
  observer.observe(root)
  observer.observe(state.parts.frame)
  return () => observer.disconnect()
}

/** @param {HTMLElement} root @returns {FoundDigits.State} */
function makePicture(root) {
  const [frame, image, boxes] = [part("div", "picture"), part("img"), part("div", "boxes")]
  const lines = svg("svg", { class: "lines", "aria-hidden": "true" })
  boxes.setAttribute("role", "radiogroup")
  boxes.setAttribute("aria-label", "Found digits")
  frame.append(image, lines, boxes)
  const answer = part("p", "answer")
  const [winner, share, why] = [part("b", "winner"), part("span", "share"), part("span", "why")]
  answer.setAttribute("aria-live", "polite")
  answer.append(winner, share, why)
  const [steps, last, bars, said] = [
    part("div", "steps"),
    part("div", "last"),
    part("div", "frame"),
    part("p", "said"),
  ]
  const [whole, chosen, shares] = [
    part("div", "whole-picture"),
    part("div", "chosen-digit"),
    part("div", "bars"),
  ]
  shares.append(bars)
  last.append(makeStep(), shares)
  whole.append(frame, said)
  chosen.append(answer, steps, last)
  root.replaceChildren(whole, chosen)
  const parts = { frame, image, lines, boxes, winner, share, why, steps, last, bars, said }
  const fresh = { root, parts, place: 0, sent: null, tiles: null, width: 0 }
  const state = /** @type {FoundDigits.State} */ (/** @type {unknown} */ (fresh))
  listen(state)
  return state
}

/**
 * Take Python's data. The visitor's choice stays while Python answers an earlier one, unless the picture is new.
 * @param {FoundDigits.State} state
 * @param {FoundDigits.Message} data
 */
async function take(state, data) {
  const before = state.data
  const isNew = data.content !== before?.content
  if (isNew || state.sent === null) state.place = data.chosen
  if (isNew || data.chosen === state.sent) state.sent = null
  state.data = data
  if (isNew) await load(state, data, before)
  if (state.data !== data) return // a later message has come
  choose(state, state.place)
  state.root.dataset.drawn = data.digest
}

/**
 * Show another picture, once it and its tiles are decoded.
 * @param {FoundDigits.State} state
 * @param {FoundDigits.Message} data
 * @param {FoundDigits.Message | undefined} before
 */
async function load(state, data, before) {
  const { parts, root } = state
  const [image, tiles] = await Promise.all([
    decoded(data.picture.src),
    data.sheet && data.sheet.src !== before?.sheet?.src ? decoded(data.sheet.src) : state.tiles,
  ])
  if (state.data !== data) return
  state.tiles = data.sheet ? tiles : null
  parts.image.src = image.src
  parts.image.alt = data.picture.alt
  root.style.setProperty("--aspect", String(data.picture.width / data.picture.height))
  root.classList.toggle("none", data.digits.length === 0)
  const held = parts.boxes.contains(focused(root))
  parts.boxes.replaceChildren(...makeBoxes(data))
  parts.boxes.hidden = data.digits.length === 0
  write(parts.said, data.said)
  fit(state)
  if (held) boxAt(state)?.focus()
}

/** @param {string} src */
async function decoded(src) {
  const image = new Image()
  image.src = src
  await image.decode().catch(() => {})
  return image
}

/** @param {FoundDigits.State} state */
function fit(state) {
  state.width = state.root.clientWidth
  fitBoxes(state)
  fitBars(state.parts.bars)
}

/** Choose a digit and show it. @param {FoundDigits.State} state @param {number} place */
function choose(state, place) {
  state.place = place
  if (!state.data.digits.length) return
  markBox(state.parts, place)
  showDigit(state)
}

/** @param {FoundDigits.State} state @returns {HTMLElement | null} */
function boxAt({ parts, place }) {
  return parts.boxes.querySelector(`[data-place="${place}"]`)
}

/** The visitor chooses. @param {FoundDigits.State} state @param {number} place */
function pick(state, place) {
  choose(state, place)
  boxAt(state)?.focus()
  state.sent = place
  state.send(place)
}

/** @param {FoundDigits.State} state */
function listen(state) {
  const { boxes } = state.parts
  boxes.addEventListener("click", (event) => {
    const box = closest(event, ".found")
    if (box) pick(state, Number(box.dataset.place))
  })
  boxes.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const led = digitLedTo(
      event.key,
      state.place,
      state.data.digits.map(({ box }) => box),
    )
    if (led === null) return
    event.preventDefault()
    event.stopPropagation()
    pick(state, led)
  })
}
