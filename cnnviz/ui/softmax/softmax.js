// Softmax and loss: ten logits under the hand, and all that follows from them.
import { makeWeighing } from "./weighing.js"

const stages = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".softmax")
  if (!stages.has(root)) stages.set(root, makeWeighing(root))
  const stage = stages.get(root)
  root.dataset.wanted = data.digest
  stage.take(data, setTriggerValue)
  root.dataset.drawn = data.digest
  return stage.leave
}
