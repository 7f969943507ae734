// The stepper: input, window and output, and a walk over them by pointer, finger or keys.
import { makeStepper } from "./stepping.js"

const steppers = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stepper")
  if (!steppers.has(root)) steppers.set(root, makeStepper(root))
  const stepper = steppers.get(root)
  root.dataset.wanted = data.digest
  stepper.take(data, setTriggerValue)
  root.dataset.drawn = data.digest
  return stepper.leave
}
