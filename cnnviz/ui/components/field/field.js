// The receptive field of one unit: the image, the field enlarged, and what each layer sees.
import { find } from "../shared/elements.js"
import { makeField } from "./field_state.js"

const fields = new WeakMap()

/** @param {ComponentArguments<Field.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".field")
  const field = fields.get(root) ?? makeField(root)
  fields.set(root, field)
  root.dataset.wanted = data.digest
  field.take(data, setTriggerValue)
  return field.leave
}
