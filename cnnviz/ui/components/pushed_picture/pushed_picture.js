// A picture, a push, and the picture after it, beside a random change as large; a slider moves the push.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makePush } from "./push_state.js"

const standing = new WeakMap()

/** @param {ComponentArguments<Pushed.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stay(standing, find(parentElement, ".pushed"), makePush, data, setTriggerValue)
}
