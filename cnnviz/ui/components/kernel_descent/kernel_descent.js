// The descent: kernels, their pictures and errors, and the loss, at any step of runs that Python has sent.
import { stand } from "../shared/standing.js"
import { makeDescent } from "./playing.js"

const descents = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  return stand(descents, parentElement.querySelector(".descent"), makeDescent, data, setTriggerValue)
}
