// Simple and complex cells: a bar under the hand, and the responses to it.
import { find } from "../shared/elements.js"
import { makeCells } from "./cells_state.js"

const boards = new WeakMap()

/** @param {ComponentArguments<Cells.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".cells")
  const board = boards.get(root) ?? makeCells(root)
  boards.set(root, board)
  root.dataset.wanted = data.digest
  board.take(data, setTriggerValue)
  return board.leave
}
