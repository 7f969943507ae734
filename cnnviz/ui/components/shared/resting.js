// A hand that rests: after a moment without change Python is told, and screen readers hear a sentence.
import { part } from "./elements.js"

/** Time without change before Python is told, in ms. */
const REST = 500
/** Time without change before a sentence is announced, in ms. */
const SPOKEN = 400

/**
 * Wait for a hand to rest. `tell` sends what it rests on to Python.
 * @param {() => void} tell
 * @returns {Resting}
 */
export function makeResting(tell) {
  let silence = 0
  let speech = 0
  const heard = part("div", "heard")
  heard.setAttribute("aria-live", "polite")
  const resting = {
    heard,
    waiting: false,
    /** Tell Python once nothing has changed for a while. */
    rest: () => {
      clearTimeout(silence)
      resting.waiting = true
      silence = setTimeout(() => {
        resting.waiting = false
        tell()
      }, REST)
    },
    /** Do not tell Python: the hand moves on. */
    move: () => {
      clearTimeout(silence)
      resting.waiting = false
    },
    /** Announce a sentence once it has not changed for a while. */
    speak: (/** @type {string} */ sentence) => {
      clearTimeout(speech)
      speech = setTimeout(() => {
        heard.textContent = sentence
      }, SPOKEN)
    },
    /** Stop all timers. */
    leave: () => {
      clearTimeout(silence)
      clearTimeout(speech)
    },
  }
  return resting
}
