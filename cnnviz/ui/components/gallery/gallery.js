// A table of digits or of counts: one cell is pointed at, or led to by the arrow keys, and one is picked.
import { makeCells } from "./cells.js"
import { firstOf, ledBy } from "./moves.js"

const galleries = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".gallery")
  const told = parentElement.querySelector(".told")
  if (!galleries.has(root)) galleries.set(root, listening({ root, told }))
  const state = galleries.get(root)
  state.pick = (place) => setTriggerValue("picked", place)
  root.dataset.wanted = data.digest
  if (data.content !== state.data?.content) build(state, data)
  state.data = data
  mark(state)
  drawn(state, data)
}

/** The table stands when its pictures have come. */
async function drawn(state, data) {
  if (data.sheet) {
    const image = new Image()
    image.src = data.sheet.src
    await image.decode().catch(() => {})
  }
  if (state.data === data) state.root.dataset.drawn = data.digest
}

function build(state, data) {
  const { root } = state
  const held = root.contains(root.getRootNode().activeElement)
  root.setAttribute("role", "grid")
  root.setAttribute("aria-label", data.name)
  root.style.setProperty("--across", Math.max(...data.rows.map((row) => row.length)))
  root.style.setProperty("--down", data.rows.length + (data.columnNames.length ? 0.7 : 0))
  root.style.setProperty("--letters", Math.max(...data.rows.flat().map((cell) => cell?.text.length ?? 0)))
  root.style.setProperty("--tallest", data.tallest)
  root.classList.toggle("named", data.rowNames.length > 0)
  root.replaceChildren(...makeCells(data))
  state.place = data.chosen && data.rows[data.chosen[0]]?.[data.chosen[1]] ? data.chosen : firstOf(data.rows)
  if (held) cellAt(state, state.place).focus()
}

/** Only one cell is reached by Tab: the one that is picked, or the last that was led to. */
function mark(state) {
  const { root, data } = state
  for (const cell of root.querySelectorAll(".cell")) {
    const chosen = data.chosen !== null && Number(cell.dataset.row) === data.chosen[0] && Number(cell.dataset.column) === data.chosen[1]
    cell.setAttribute("aria-selected", chosen)
  }
  hold(state, state.place)
}

function hold(state, place) {
  cellAt(state, state.place).tabIndex = -1
  state.place = place
  cellAt(state, place).tabIndex = 0
}

function cellAt({ root }, [row, column]) {
  return root.querySelector(`.cell[data-row="${row}"][data-column="${column}"]`)
}

function placeOf(event) {
  const cell = event.target.closest?.(".cell")
  return cell && [Number(cell.dataset.row), Number(cell.dataset.column)]
}

/** Have the table answer to pointer, finger and keys. */
function listening(state) {
  const { root, told } = state
  const tell = (place) => (told.textContent = place ? state.data.rows[place[0]][place[1]].name : "")
  const on = {
    pointerover: (event) => tell(placeOf(event)),
    pointerleave: () => tell(null),
    focusin: (event) => tell(placeOf(event)),
    focusout: () => tell(null),
    click: (event) => {
      const place = placeOf(event)
      if (!place) return
      hold(state, place)
      state.pick(place)
    },
    keydown: (event) => {
      const place = ledBy(event.key, state.place, state.data.rows)
      if (!place) return
      event.preventDefault()
      event.stopPropagation()
      hold(state, place)
      cellAt(state, place).focus()
    },
  }
  for (const [name, answer] of Object.entries(on)) root.addEventListener(name, answer)
  return state
}
