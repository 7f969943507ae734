// The walk through one training step: forward and back, by buttons, keys, pointer or touch.
import { find } from "../shared/elements.js"
import { stand } from "../shared/lifecycle.js"
import { makeWalk } from "./walk_state.js"

const walks = new WeakMap()

/** @param {ComponentArguments<BackpropWalk.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(walks, find(parentElement, ".walkthrough"), makeWalk, data, setTriggerValue)
}
