// What excites filters: a column for each layer, or one filter with its patches in their pictures.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeExciting } from "./exciting_state.js"

const standing = new WeakMap()

/** @param {ComponentArguments<Exciting.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(standing, find(parentElement, ".exciting"), makeExciting, data, setTriggerValue)
}
