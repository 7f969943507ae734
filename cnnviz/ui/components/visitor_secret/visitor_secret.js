// Send this browser's secret to Python, once. It appears in no element and no link.
import { secretIn } from "./secret.js"

const toldBy = new WeakSet()

/** @param {ComponentArguments<{ needed: boolean }>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  if (toldBy.has(parentElement)) return
  const secret = secretIn(() => window.localStorage, data.needed)
  if (secret === null) return
  toldBy.add(parentElement)
  setTriggerValue("told", [secret])
}
