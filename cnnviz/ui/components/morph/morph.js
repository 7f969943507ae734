// One digit becomes another under the visitor's hand, and the network's probabilities cross.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeMorph } from "./morph_state.js"

/** @type {WeakMap<HTMLElement, Standing<Morph.Message, Morph.Send>>} */
const boards = new WeakMap()

/** @param {ComponentArguments<Morph.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(boards, find(parentElement, ".morph"), makeMorph, data, setTriggerValue)
}
