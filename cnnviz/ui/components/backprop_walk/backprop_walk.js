// The walk through one training step: stop by stop, forward and back, by buttons, keys, pointer or finger.
import { stand } from "../shared/standing.js"
import { makeWalk } from "./walking.js"

const walks = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  return stand(walks, parentElement.querySelector(".walkthrough"), makeWalk, data, setTriggerValue)
}
