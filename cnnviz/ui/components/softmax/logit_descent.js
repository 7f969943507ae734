// Gradient descent on the logits alone: the number of steps a loss needs to correct a mistake. No DOM here.
// It runs in every frame while a slider moves, so its steps allocate no arrays.

/** The mistake is corrected when the true class has a larger share than this. */
export const MENDED = 0.5
export const MOST_STEPS = 10000
/**
 * For each loss, the slope on a logit with share q is (q − p − less) · times.
 * @type {Record<Softmax.LossName, {
 *   less: (shares: Float64Array, truth: number) => number, times: (q: number, count: number) => number
 * }>}
 */
const SLOPES = {
  crossentropy: { less: () => 0, times: () => 1 },
  squared: { less: meanDifference, times: (q, count) => (2 / count) * q },
}

/**
 * The true class's share at the start and after each step, until the mistake is corrected or steps run out.
 * @param {Softmax.LossName} loss
 * @param {number[]} logits
 * @param {number} temperature
 * @param {number} truth
 */
export function descend(loss, logits, temperature, truth, rate = 1) {
  const { less, times } = SLOPES[loss]
  const now = Float64Array.from(logits)
  const shares = new Float64Array(now.length)
  /** @type {number[]} */
  const path = []
  for (;;) {
    fillShares(shares, now, temperature)
    path.push(shares[truth])
    if (shares[truth] > MENDED || path.length > MOST_STEPS) return path
    const off = less(shares, truth)
    for (let n = 0; n < now.length; n++) {
      const difference = shares[n] - (n === truth ? 1 : 0)
      now[n] -= (rate / temperature) * times(shares[n], now.length) * (difference - off)
    }
  }
}

/** The number of steps of a path, or null if the mistake remains. @param {number[]} path */
export function stepsOf(path) {
  return path[path.length - 1] > MENDED ? path.length - 1 : null
}

/** @param {Float64Array} shares @param {Float64Array} logits @param {number} temperature */
function fillShares(shares, logits, temperature) {
  let [largest, total] = [-Infinity, 0]
  for (const logit of logits) largest = Math.max(largest, logit)
  for (let n = 0; n < logits.length; n++) total += shares[n] = Math.exp((logits[n] - largest) / temperature)
  for (let n = 0; n < logits.length; n++) shares[n] /= total
}

/** Σ (q − p) · q. @param {Float64Array} shares @param {number} truth */
function meanDifference(shares, truth) {
  let total = -shares[truth]
  for (const share of shares) total += share * share
  return total
}
