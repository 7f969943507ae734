// Where a network doubts most on the way from one digit to another. No DOM here.
import { MORPH_EVERY, MORPH_STEPS } from "../shared/facts.js"

/** The lead of the best answer over the second best. @param {ArrayLike<number>} probabilities */
export function marginOf(probabilities) {
  const [first, second] = [...Array.from(probabilities)].sort((one, other) => other - one)
  return first - second
}

/** The most probable class, the first of equals. @param {ArrayLike<number>} probabilities */
export function winnerOf(probabilities) {
  const all = Array.from(probabilities)
  return all.indexOf(Math.max(...all))
}

/** The steps of the curve. */
export function curveSteps() {
  return Array.from({ length: MORPH_STEPS / MORPH_EVERY + 1 }, (_, n) => n * MORPH_EVERY)
}

/**
 * Try the steps of the curve, and those that halve the way to each change of the answer, as Python's `greatest_doubt`.
 * @param {(step: number) => Promise<Numbers | null>} read the probabilities at a step; null ends the search
 * @returns {Promise<Morph.Curve | null>} what was read at each step, and the step with the smallest margin
 */
export async function readCurve(read) {
  /** @type {Map<number, Numbers>} */
  const tried = new Map()
  const attempt = async (/** @type {number} */ step) => {
    const found = await read(step)
    if (found) tried.set(step, found)
    return found !== null
  }
  const coarse = curveSteps()
  for (const step of coarse) if (!(await attempt(step))) return null
  const winnerAt = (/** @type {number} */ step) => winnerOf(tried.get(step) ?? [])
  for (let n = 1; n < coarse.length; n += 1) {
    let [left, right] = [coarse[n - 1], coarse[n]]
    while (right - left > 1 && winnerAt(left) !== winnerAt(right)) {
      const middle = Math.floor((left + right) / 2)
      if (!(await attempt(middle))) return null
      if (winnerAt(middle) === winnerAt(left)) left = middle
      else right = middle
    }
  }
  const points = [...tried].sort(([one], [other]) => one - other)
  const margins = points.map(([, probabilities]) => marginOf(probabilities))
  return { points, doubt: points[margins.indexOf(Math.min(...margins))][0] }
}
