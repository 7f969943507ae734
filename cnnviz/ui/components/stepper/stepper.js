// The stepper: input, window and output, and a walk over them by pointer, finger or keys.
import { stand } from "../shared/standing.js"
import { makeStepper } from "./stepping.js"

const steppers = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  return stand(steppers, parentElement.querySelector(".stepper"), makeStepper, data, setTriggerValue)
}
