// The map of all digits: the pointer or the keys show a digit, a click makes it the digit in use.
import { find } from "../shared/elements.js"
import { makeMap } from "./map_state.js"

const maps = new WeakMap()

/** @param {ComponentArguments<DigitMap.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".digit-map")
  const map = maps.get(root) ?? makeMap(root)
  maps.set(root, map)
  root.dataset.wanted = data.digest
  map.take(data, setTriggerValue)
  return map.leave
}
