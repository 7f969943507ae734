// The walk through one training step: stop by stop, forward and back, by buttons, keys, pointer or finger.
import { makeWalk } from "./walking.js"

const walks = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".walkthrough")
  if (!walks.has(root)) walks.set(root, makeWalk(root))
  const walk = walks.get(root)
  root.dataset.wanted = data.digest
  walk.take(data, setTriggerValue)
  root.dataset.drawn = data.digest
  return walk.leave
}
