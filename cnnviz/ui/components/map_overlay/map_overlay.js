// A picture, maps over it, and a slider for how much of them shows.
import { find } from "../shared/elements.js"
import { makeOverlay } from "./overlay_state.js"

const boards = new WeakMap()

/** @param {ComponentArguments<Overlay.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".overlay")
  const board = boards.get(root) ?? makeOverlay(root)
  boards.set(root, board)
  root.dataset.wanted = data.digest
  board.take(data, setTriggerValue)
  return board.leave
}
