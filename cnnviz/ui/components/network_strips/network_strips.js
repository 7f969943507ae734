// A network as strips of maps, from the photo to the names.

import { bestName, makeNames, showNames } from "../named_photo/name_rows.js"
import { closest, find, part, write } from "../shared/elements.js"
import { makeStrip } from "./network_strip.js"

/** More strips than these stand closer together, with the names below. */
const FEW = 11

/** @type {WeakMap<HTMLElement, Strips.State>} */
const networks = new WeakMap()

/** @param {ComponentArguments<Strips.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".strips")
  const state = networks.get(root) ?? makeStrips(root)
  networks.set(root, state)
  state.send = (name, value) => setTriggerValue(name, value)
  root.dataset.wanted = data.digest
  takeStrips(state, data)
}

/** @param {HTMLElement} root @returns {Strips.State} */
function makeStrips(root) {
  const figure = part("figure", "photo")
  const [photo, label, caption] = [part("img"), part("b"), part("figcaption")]
  const [row, names, unnamed] = [part("div", "row"), makeNames(), part("p", "unnamed")]
  const [told, heard] = [part("p", "told"), part("p", "heard")]
  heard.setAttribute("aria-live", "polite")
  caption.append(label)
  figure.append(photo, caption)
  row.append(figure, names, unnamed)
  root.replaceChildren(row, told, heard)
  const parts = { photo, label, row, names, unnamed, told, heard }
  const state = /** @type {Strips.State} */ (/** @type {unknown} */ ({ root, parts }))
  row.addEventListener("click", (event) => {
    const id = closest(event, "button.strip")?.dataset.id
    if (id) state.send("picked", [id])
  })
  for (const kind of ["pointerover", "focusin"]) row.addEventListener(kind, (event) => tell(state, event))
  for (const kind of ["pointerleave", "focusout"])
    row.addEventListener(kind, () => write(told, state.data.hint))
  return state
}

/**
 * Take Python's data. While the network works, the maps before stay, dimmed, if it is the same network.
 * @param {Strips.State} state
 * @param {Strips.Message} data
 */
async function takeStrips(state, data) {
  const { root, parts } = state
  const works = data.strips.some(({ maps }) => !maps)
  const stays = works && state.data && outline(state.data) === outline(data)
  state.data = data
  root.classList.toggle("working", works)
  root.classList.toggle("many", data.strips.length > FEW)
  write(parts.label, data.label)
  write(parts.told, data.said || data.hint)
  write(parts.unnamed, data.no_names)
  parts.unnamed.hidden = !data.no_names
  parts.names.hidden = Boolean(data.no_names)
  Object.assign(parts.photo, { src: data.photo.src, alt: `What the network sees: ${data.label}` })
  if (stays) return
  const focus = closestFocused(root)
  for (const old of parts.row.querySelectorAll(".strip, .end")) old.remove()
  parts.names.before(...data.strips.map(makeStrip), endOf())
  if (focus) /** @type {HTMLElement | null} */ (parts.row.querySelector(`[data-id="${focus}"]`))?.focus()
  showNames(parts.names, data.names)
  if (works) return
  write(parts.heard, bestName(data.names))
  await Promise.all(data.strips.map(({ maps }) => maps && loadedSheet(maps.sheet.src)))
  if (state.data === data) root.dataset.drawn = data.digest
}

/** The blocks without their maps. @param {Strips.Message} data */
function outline({ strips }) {
  return JSON.stringify(strips.map(({ id, count, shape }) => [id, count, shape]))
}

/** The id of the strip in focus, or "". @param {HTMLElement} root */
function closestFocused(root) {
  return /** @type {HTMLElement | null} */ (root.querySelector(".strip:focus"))?.dataset.id ?? ""
}

/** The last arrow, to the names. */
function endOf() {
  const end = part("span", "end")
  end.append(part("span", "arrow", "→"))
  return end
}

/** Wait until a picture can be shown. @param {string} src */
async function loadedSheet(src) {
  const image = new Image()
  image.src = src
  try {
    await image.decode()
  } catch {
    // The strip stays empty, and the next message brings another address.
  }
}

/** Say what is under the pointer. @param {Strips.State} state @param {Event} event */
function tell(state, event) {
  const strip = closest(event, ".strip")
  const index = closest(event, "i")?.dataset.tile
  const given = strip && state.data.strips[Number(strip.dataset.place)]
  if (!given) return write(state.parts.told, state.data.said || state.data.hint)
  write(state.parts.told, [given.told, given.maps?.said[Number(index)]].filter(Boolean).join(" "))
}
