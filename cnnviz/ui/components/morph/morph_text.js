// What the page says about the network's answer. No DOM here.
import { withArticle } from "../shared/article.js"
import { MORPH_STEPS } from "../shared/facts.js"
import { percentAmong } from "../shared/numbers.js"
import { winnerOf } from "./doubt.js"

/** The share of the second digit, always with one decimal, so that the text does not jump. @param {number} step */
export function amountText(step) {
  return `${((100 * step) / MORPH_STEPS).toFixed(1)} %`
}

/**
 * The most probable classes, the best first.
 * @param {Numbers} probabilities
 * @param {number} count
 */
export function bestOf(probabilities, count) {
  return Array.from(probabilities, (_, n) => n)
    .sort((one, other) => probabilities[other] - probabilities[one] || one - other)
    .slice(0, count)
}

/**
 * A class and its probability.
 * @param {string[]} classes
 * @param {Numbers} probabilities
 * @param {number} n
 */
export function answerText(classes, probabilities, n) {
  return `${classes[n]}: ${percentAmong(Array.from(probabilities), n)}`
}

/**
 * The headline: what the network answers at a step, and whether this is the greatest doubt.
 * @param {string[]} classes
 * @param {Numbers} probabilities
 * @param {boolean} isDoubt
 */
export function headline(classes, probabilities, isDoubt) {
  if (!isDoubt) return `The network reads ${withArticle(classes[winnerOf(probabilities)])}.`
  const [first, second] = bestOf(probabilities, 2).map((n) => withArticle(classes[n]))
  return `Greatest doubt: is it ${first} or ${second}?`
}

/**
 * What a screen reader says when the hand rests.
 * @param {string[]} classes
 * @param {Numbers} probabilities
 * @param {number} step
 * @param {boolean} isDoubt
 */
export function spokenAnswer(classes, probabilities, step, isDoubt) {
  const answers = bestOf(probabilities, 2).map((n) => answerText(classes, probabilities, n))
  return `At ${amountText(step)}. ${headline(classes, probabilities, isDoubt)} ${answers.join(", ")}.`
}
