// The timeline of networks: a circle for each, and the card of the chosen one.
import { find } from "../shared/elements.js"
import { stay } from "../shared/lifecycle.js"
import { makeTimeline } from "./timeline_state.js"

const timelines = new WeakMap()

/** @param {ComponentArguments<Timeline.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".timeline")
  return stay(timelines, root, makeTimeline, data, setTriggerValue)
}
