// Softmax, three losses and their gradients, as Keras computes them. No DOM here.
import { EPSILON } from "../shared/facts.js"

/**
 * Compute everything from ten logits, a temperature and the true class.
 * @param {number[]} logits
 * @param {number} temperature
 * @param {number} truth
 * @returns {Softmax.Weighed}
 */
export function weigh(logits, temperature, truth) {
  const scaled = logits.map((logit) => logit / temperature)
  const { largest, total, shares, rests } = softmax(scaled)
  const target = logits.map((_, n) => (n === truth ? 1 : 0))
  const differences = shares.map((share, n) => (n === truth ? -rests[n] : share))
  return {
    ...{ logits, temperature, truth, scaled, largest, total, shares, rests, target, differences },
    crossentropy: crossentropyOfLogits(scaled, truth),
    clipped: crossentropyOfShares(shares, truth),
    squared: sum(differences.map((difference) => difference ** 2)) / logits.length,
    winner: firstLargest(shares),
    slopes: differences.map((difference) => difference / temperature),
    squaredSlopes: squaredSlopes(shares, differences, temperature),
  }
}

/**
 * exp(z − max) / Σ exp(z − max), and one minus each share, exact where that is small.
 * @param {number[]} scaled
 */
export function softmax(scaled) {
  const largest = Math.max(...scaled)
  const exponentials = scaled.map((logit) => Math.exp(logit - largest))
  const total = sum(exponentials)
  const shares = exponentials.map((value) => value / total)
  const without = (/** @type {number} */ n) => sum(exponentials.filter((_, other) => other !== n)) / total
  return { largest, total, shares, rests: shares.map((share, n) => (share > 0.5 ? without(n) : 1 - share)) }
}

/**
 * log Σ exp(z) − z of the true class: finite for any logits, and exact for shares near 1.
 * @param {number[]} scaled
 * @param {number} truth
 */
export function crossentropyOfLogits(scaled, truth) {
  const largest = Math.max(...scaled)
  if (scaled[truth] === largest)
    return Math.log1p(sum(scaled.map((logit, n) => (n === truth ? 0 : Math.exp(logit - largest)))))
  return largest - scaled[truth] + Math.log(sum(scaled.map((logit) => Math.exp(logit - largest))))
}

/**
 * Keras's loss of bare probabilities: in float32, clipped to [1e-7, 1 − 1e-7].
 * @param {number[]} shares
 * @param {number} truth
 */
export function crossentropyOfShares(shares, truth) {
  const share = Math.fround(shares[truth] / sum(shares))
  return -Math.log(Math.min(Math.max(share, Math.fround(EPSILON)), Math.fround(1 - EPSILON)))
}

/**
 * The gradient of the mean squared error for each logit: 2/n · q · ((q − p) − Σ (q − p) · q) / T.
 * @param {number[]} shares
 * @param {number[]} differences
 * @param {number} temperature
 */
export function squaredSlopes(shares, differences, temperature) {
  const mean = sum(differences.map((difference, n) => difference * shares[n]))
  return shares.map((share, n) => ((2 / shares.length) * share * (differences[n] - mean)) / temperature)
}

/**
 * On the true class's logit: the slope of the squared error, divided by q · (1 − q) · (q − 1).
 * @param {{ scaled: number[], truth: number }} given
 */
export function squaredFactor({ scaled, truth }) {
  const among = softmax(scaled.filter((_, n) => n !== truth)).shares
  return (2 / scaled.length) * (1 + sum(among.map((share) => share ** 2)))
}

/** The index of the largest value; the first of several, like argmax. @param {number[]} values */
export function firstLargest(values) {
  return values.indexOf(Math.max(...values))
}

/** The class with the largest logit apart from the true one. @param {number[]} logits @param {number} truth */
export function rivalOf(logits, truth) {
  return firstLargest(logits.map((logit, n) => (n === truth ? -Infinity : logit)))
}

/** @param {number[]} values */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0)
}
