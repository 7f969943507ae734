// Invariance: a digit distorted by hand, and how long four networks still read it.
import { find } from "../shared/elements.js"
import { makeInvariance } from "./invariance_state.js"

const boards = new WeakMap()

/** @param {ComponentArguments<Invariance.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".invariance")
  const board = boards.get(root) ?? makeInvariance(root)
  boards.set(root, board)
  root.dataset.wanted = data.digest
  board.take(data, setTriggerValue)
  return board.leave
}
