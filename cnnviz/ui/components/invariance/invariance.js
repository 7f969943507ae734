// Invariance: a digit distorted by hand, and how long four networks still read it.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeInvariance } from "./invariance_state.js"

/** @type {WeakMap<HTMLElement, Standing<Invariance.Message, Invariance.Send>>} */
const boards = new WeakMap()

/** @param {ComponentArguments<Invariance.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(boards, find(parentElement, ".invariance"), makeInvariance, data, setTriggerValue)
}
