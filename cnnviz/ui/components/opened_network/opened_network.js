// A whole network as volumes: blocks fold and unfold, a hand pans and zooms.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeOpened } from "./opened_state.js"

const drawings = new WeakMap()

/** @param {ComponentArguments<Opened.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".opened")
  return stay(drawings, root, makeOpened, data, setTriggerValue)
}
