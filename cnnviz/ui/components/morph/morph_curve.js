// Let the network read the way from one digit to the other.
import { readCurve } from "./doubt.js"
import { loadReader } from "./morph_read.js"
import { morphed } from "./morphing.js"

const MISSING = "The network did not load. Reload the page."

/**
 * Load the message's network and read the curve, unless both are there; `ready` is called once it is read.
 * @param {Morph.State} state
 * @param {{ answered: () => void, ready: () => void, failed: (sentence: string) => void }} hands
 */
export async function readMorph(state, { answered, ready, failed }) {
  const { data } = state
  if (!data || state.key === data.digest) return
  state.key = data.digest
  const isNewest = () => state.key === data.digest
  try {
    if (state.reader?.address !== data.weights) {
      forgetReader(state, data.digest)
      const reader = await loadReader(data, (answer) => {
        state.answer = answer
        answered()
      })
      if (!isNewest()) return reader.runner.leave()
      state.reader = reader
    }
  } catch {
    return failed(MISSING)
  }
  const { reader, first, second } = state
  const curve = await readCurve(async (step) => {
    if (!isNewest() || !reader) return null
    const answer = await reader.read(morphed(first, second, step, data.way))
    return isNewest() ? answer : null
  })
  if (!curve || !isNewest()) return
  state.curve = curve
  ready()
}

/** Stop the network; the message with this digest is read next. @param {Morph.State} state @param {string} [key] */
export function forgetReader(state, key = "") {
  state.reader?.runner.leave()
  Object.assign(state, { reader: null, key })
}
