// Simple and complex cells: a bar under the hand, and the responses to it.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeCells } from "./cells_state.js"

/** @type {WeakMap<HTMLElement, Standing<Cells.Message, Cells.Send>>} */
const boards = new WeakMap()

/** @param {ComponentArguments<Cells.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(boards, find(parentElement, ".cells"), makeCells, data, setTriggerValue)
}
