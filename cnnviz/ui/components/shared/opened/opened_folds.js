// Blocks fold to one volume, and unfold to all their layers.
import { layOut, look, lookFromStart, repaint, rowsFor } from "./opened_looking.js"

/** Fold or unfold a section; its first volume stays where it is. @param {Opened.State} state @param {number} section */
export function toggleSection(state, section) {
  if (!state.data?.sections[section]?.unfolded.length) return
  const before = cornerOf(state, section)
  if (!state.open.delete(section)) state.open.add(section)
  layOut(state)
  const after = cornerOf(state, section)
  look(state, {
    ...state.view,
    x: state.view.x + after[0] - before[0],
    y: state.view.y + after[1] - before[1],
  })
  state.speech.speak(state.open.has(section) ? "Unfolded." : "Folded.")
}

/** Fold or unfold a section, and choose its first volume. @param {Opened.State} state @param {number} section */
export function enterBlock(state, section) {
  toggleSection(state, section)
  const index = state.layout.placed.findIndex((one) => one.section === section)
  state.chosen = { placed: Math.max(0, index), box: 0 }
  repaint(state)
}

/** Fold or unfold all. @param {Opened.State} state @param {boolean} isOpen */
export function toggleAll(state, isOpen) {
  state.open = new Set(
    isOpen ? state.data?.sections.flatMap(({ unfolded }, n) => (unfolded.length ? [n] : [])) : [],
  )
  state.isMoved = false
  layOut(state)
  if (isOpen) look(state, { x: 0, y: 0, zoom: rowsFor(state).zoom })
  else lookFromStart(state)
}

/** @param {Opened.State} state @param {number} section @returns {[x: number, y: number]} */
function cornerOf({ layout }, section) {
  const first = layout.placed.find((one) => one.section === section)
  return first ? [first.x, first.y + first.part.start[1]] : [0, 0]
}
