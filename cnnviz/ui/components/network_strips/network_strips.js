// A network as strips of maps, from the photo to the names.
import { closest, find, part, write } from "../shared/elements.js"
import { bestName, makeNames, showNames } from "../named_photo/name_rows.js"
import { makeStrip } from "./strip.js"

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
  const [row, names] = [part("div", "row"), makeNames()]
  const [told, heard] = [part("p", "told"), part("p", "heard")]
  heard.setAttribute("aria-live", "polite")
  caption.append(label)
  figure.append(photo, caption)
  row.append(figure, names)
  root.replaceChildren(row, told, heard)
  const parts = { photo, label, row, names, told, heard }
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
 * Take Python's data; while there are no strips, those before stay, dimmed.
 * @param {Strips.State} state
 * @param {Strips.Message} data
 */
async function takeStrips(state, data) {
  const { root, parts } = state
  state.data = data
  const works = !data.strips.length
  root.classList.toggle("working", works)
  write(parts.label, data.label)
  write(parts.told, data.said || data.hint)
  Object.assign(parts.photo, { src: data.photo.src, alt: `What the network sees: ${data.label}` })
  if (works) return
  const focus = closestFocused(root)
  for (const old of parts.row.querySelectorAll(".strip, .end")) old.remove()
  parts.names.before(...data.strips.map(makeStrip), endOf(data))
  if (focus) /** @type {HTMLElement | null} */ (parts.row.querySelector(`[data-id="${focus}"]`))?.focus()
  showNames(parts.names, data.names)
  write(parts.heard, bestName(data.names))
  await Promise.all(data.strips.map(({ sheet }) => loadedSheet(sheet.src)))
  if (state.data === data) root.dataset.drawn = data.digest
}

/** The id of the strip in focus, or "". @param {HTMLElement} root */
function closestFocused(root) {
  return /** @type {HTMLElement | null} */ (root.querySelector(".strip:focus"))?.dataset.id ?? ""
}

/** The last arrow, to the names. @param {Strips.Message} data */
function endOf({ names }) {
  const end = part("span", "end")
  end.append(part("span", "shape", ""), part("span", "arrow", "→"))
  end.hidden = !names.length
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
  write(state.parts.told, [given.told, given.tiles[Number(index)]].filter(Boolean).join(" "))
}
