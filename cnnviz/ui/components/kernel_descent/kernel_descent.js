// The descent: kernels, their pictures and errors, and the loss, at any step of runs that Python has sent.
import { find } from "../shared/elements.js"
import { stand } from "../shared/standing.js"
import { makeDescent } from "./playing.js"

const descents = new WeakMap()

/** @param {ComponentArguments<KernelDescent.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(descents, find(parentElement, ".descent"), makeDescent, data, setTriggerValue)
}
