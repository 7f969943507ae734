// The receptive field of one unit: the image, the field enlarged, and what each layer sees.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeField } from "./field_state.js"

/** @type {WeakMap<HTMLElement, Standing<Field.Message, Field.Send>>} */
const fields = new WeakMap()

/** @param {ComponentArguments<Field.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(fields, find(parentElement, ".field"), makeField, data, setTriggerValue)
}
