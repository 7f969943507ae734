// A table of digits or counts: pointer and arrow keys lead to a cell, and one cell is picked.
import { closest, find, focused } from "../shared/elements.js"
import { makeCells } from "./gallery_cells.js"
import { firstOf, ledBy } from "./gallery_moves.js"

const galleries = new WeakMap()

/** @param {ComponentArguments<Gallery.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".gallery")
  const told = find(parentElement, ".told")
  if (!galleries.has(root)) galleries.set(root, listening(/** @type {Gallery.State} */ ({ root, told })))
  const state = galleries.get(root)
  state.pick = (/** @type {Place} */ place) => setTriggerValue("picked", place)
  root.dataset.wanted = data.digest
  if (data.content !== state.data?.content) build(state, data)
  state.data = data
  mark(state)
  drawn(state, data)
}

/**
 * Mark the table as drawn once its pictures are decoded.
 * @param {Gallery.State} state
 * @param {Gallery.Message} data
 */
async function drawn(state, data) {
  if (data.sheet) {
    const image = new Image()
    image.src = data.sheet.src
    await image.decode().catch(() => {})
  }
  if (state.data === data) state.root.dataset.drawn = data.digest
}

/** @param {Gallery.State} state @param {Gallery.Message} data */
function build(state, data) {
  const { root } = state
  const held = root.contains(focused(root))
  root.setAttribute("role", "grid")
  root.setAttribute("aria-label", data.name)
  root.style.setProperty("--across", String(Math.max(...data.rows.map((row) => row.length))))
  root.style.setProperty("--down", String(data.rows.length + (data.columnNames.length ? 0.7 : 0)))
  root.style.setProperty(
    "--letters",
    String(Math.max(...data.rows.flat().map((cell) => cell?.text.length ?? 0))),
  )
  root.style.setProperty("--tallest", data.tallest)
  root.classList.toggle("named", data.rowNames.length > 0)
  root.replaceChildren(...makeCells(data))
  state.place = data.chosen && data.rows[data.chosen[0]]?.[data.chosen[1]] ? data.chosen : firstOf(data.rows)
  if (held) cellAt(state, state.place).focus()
}

/**
 * Make one cell reachable by Tab: the picked one, or the last that keys led to.
 * @param {Gallery.State} state
 */
function mark(state) {
  const { root, data } = state
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".cell"))) {
    const chosen =
      data.chosen !== null &&
      Number(cell.dataset.row) === data.chosen[0] &&
      Number(cell.dataset.column) === data.chosen[1]
    cell.setAttribute("aria-selected", String(chosen))
  }
  hold(state, state.place)
}

/** @param {Gallery.State} state @param {Place} place */
function hold(state, place) {
  cellAt(state, state.place).tabIndex = -1
  state.place = place
  cellAt(state, place).tabIndex = 0
}

/** @param {Gallery.State} given @param {Place} more */
function cellAt({ root }, [row, column]) {
  return find(root, `.cell[data-row="${row}"][data-column="${column}"]`)
}

/** @param {Event} event @returns {Place | null} */
function placeOf(event) {
  const cell = closest(event, ".cell")
  return cell && [Number(cell.dataset.row), Number(cell.dataset.column)]
}

/** Listen to pointer, touch and keys. @param {Gallery.State} state */
function listening(state) {
  const { root, told } = state
  const tell = (/** @type {Place | null} */ place) => {
    told.textContent = place ? (state.data.rows[place[0]][place[1]]?.name ?? "") : ""
  }
  const on = {
    pointerover: (/** @type {Event} */ event) => tell(placeOf(event)),
    pointerleave: () => tell(null),
    focusin: (/** @type {Event} */ event) => tell(placeOf(event)),
    focusout: () => tell(null),
    click: (/** @type {Event} */ event) => {
      const place = placeOf(event)
      if (!place) return
      hold(state, place)
      state.pick(place)
    },
    keydown: (/** @type {KeyboardEvent} */ event) => {
      const place = ledBy(event.key, state.place, state.data.rows)
      if (!place) return
      event.preventDefault()
      event.stopPropagation()
      hold(state, place)
      cellAt(state, place).focus()
    },
  }
  for (const [name, answer] of Object.entries(on))
    root.addEventListener(name, /** @type {EventListener} */ (answer))
  return state
}
