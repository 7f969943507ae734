// The descent: kernels, pictures, errors and loss at any step of the runs that Python sent.
import { find } from "../shared/elements.js"
import { stand } from "../shared/lifecycle.js"
import { makeDescent } from "./descent_state.js"

const descents = new WeakMap()

/** @param {ComponentArguments<KernelDescent.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(descents, find(parentElement, ".descent"), makeDescent, data, setTriggerValue)
}
