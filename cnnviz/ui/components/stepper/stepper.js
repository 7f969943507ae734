// The stepper: input, window and output, and a walk over them by pointer, touch or keys.
import { find } from "../shared/elements.js"
import { stand } from "../shared/lifecycle.js"
import { makeStepper } from "./stepper_state.js"

const steppers = new WeakMap()

/** @param {ComponentArguments<Stepper.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  return stand(steppers, find(parentElement, ".stepper"), makeStepper, data, setTriggerValue)
}
