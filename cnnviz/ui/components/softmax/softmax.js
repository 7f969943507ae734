// Softmax and loss: ten logits under the hand, and all that follows from them.
import { stand } from "../shared/standing.js"
import { makeWeighing } from "./weighing.js"

const stages = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  return stand(stages, parentElement.querySelector(".softmax"), makeWeighing, data, setTriggerValue)
}
