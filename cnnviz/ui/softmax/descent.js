// Gradient descent on the logits alone: how many steps a loss needs to mend a mistake. No DOM here.
import { squaredSlopes, softmax } from "./losses.js"

/** Mended is what gives the true class more than this. */
export const MENDED = 0.5
export const MOST_STEPS = 10000
const SLOPES = {
  crossentropy: (differences, shares, temperature) => differences.map((difference) => difference / temperature),
  squared: (differences, shares, temperature) => squaredSlopes(shares, differences, temperature),
}

/** The true class's share at the start and after each step, until it is mended or there are no steps left. */
export function descend(loss, logits, temperature, truth, rate = 1) {
  const path = []
  let now = logits
  for (;;) {
    const { shares, rests } = softmax(now.map((logit) => logit / temperature))
    path.push(shares[truth])
    if (shares[truth] > MENDED || path.length > MOST_STEPS) return path
    const differences = shares.map((share, n) => (n === truth ? -rests[n] : share))
    const slopes = SLOPES[loss](differences, shares, temperature)
    now = now.map((logit, n) => logit - rate * slopes[n])
  }
}

/** How many steps a path took, or null where they did not suffice. */
export function stepsOf(path) {
  return path.at(-1) > MENDED ? path.length - 1 : null
}
