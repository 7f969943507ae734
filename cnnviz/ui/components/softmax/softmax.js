// Softmax and loss: ten logits to move, and everything computed from them.
import { find } from "../shared/elements.js"
import { stand } from "../shared/lifecycle.js"
import { makeWeighing } from "./softmax_state.js"

const stages = new WeakMap()

/** @param {ComponentArguments<Softmax.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(stages, find(parentElement, ".softmax"), makeWeighing, data, setTriggerValue)
}
