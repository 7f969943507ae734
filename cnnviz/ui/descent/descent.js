// The descent: kernels, their pictures and errors, and the loss, at any step of runs that Python has sent.
import { makeDescent } from "./playing.js"

const descents = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".descent")
  if (!descents.has(root)) descents.set(root, makeDescent(root))
  const descent = descents.get(root)
  root.dataset.wanted = data.digest
  descent.take(data, setTriggerValue)
  root.dataset.drawn = data.digest
  return descent.leave
}
