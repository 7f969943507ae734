// One digit becomes another under the visitor's hand, and the network's probabilities cross.
import { find } from "../shared/elements.js"
import { makeMorph } from "./morph_state.js"

const boards = new WeakMap()

/** @param {ComponentArguments<Morph.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".morph")
  const board = boards.get(root) ?? makeMorph(root)
  boards.set(root, board)
  root.dataset.wanted = data.digest
  board.take(data, setTriggerValue)
  return board.leave
}
