// What is said of a digit of the map, and which digits stand out. No DOM here.
import { withArticle } from "../shared/article.js"
import { percent } from "../shared/numbers.js"

/** Whether the network misreads a digit of the map. @param {DigitMap.Message} data @param {number} index */
export function isMistake({ labels, answers }, index) {
  return labels[index] !== answers[index]
}

/** The number of digits that the network misreads. @param {DigitMap.Message} data */
export function mistakesOf(data) {
  return data.labels.filter((_, index) => isMistake(data, index)).length
}

/** Whether a digit stands out; the digit in use always does. @param {DigitMap.Message} data @param {number} index */
export function standsOut(data, index) {
  if (data.shown === "all" || index >= data.labels.length) return true
  return data.shown === "mistakes" ? isMistake(data, index) : String(data.labels[index]) === data.shown
}

/**
 * The digit's class, the network's answer, and the class of its nearest neighbour.
 * @param {DigitMap.Message} data
 * @param {number} index that of a digit of the map; one more is the digit in use
 * @returns {DigitMap.Told}
 */
export function toldOf(data, index) {
  const own = index >= data.labels.length ? data.own : null
  const label = own ? own.label : data.labels[index]
  const answer = own ? own.answer : data.answers[index]
  const wrong = label !== null && label !== answer
  return {
    title: titleOf(label, own !== null || index === data.chosen),
    answer: `The network reads ${withArticle(String(answer))}: ${percent(own ? own.share : data.shares[index])}.`,
    neighbour: `Its nearest neighbour is ${withArticle(String(data.labels[nearestOf(data, index)]))}.`,
    wrong,
  }
}

/** The index of a digit's nearest neighbour. @param {DigitMap.Message} data @param {number} index */
export function nearestOf(data, index) {
  return index >= data.labels.length && data.own ? data.own.nearest : data.nearest[index]
}

/** @param {number | null} label @param {boolean} isInUse */
function titleOf(label, isInUse) {
  if (label === null) return "Your digit"
  return isInUse ? `Your digit: ${withArticle(String(label))}` : `This is ${withArticle(String(label))}.`
}

/** What a screen reader says of a digit. @param {DigitMap.Told} told */
export function spokenDigit({ title, answer, neighbour, wrong }) {
  return `${title.replace(/\.$/, "")}. ${answer} ${wrong ? "That is wrong. " : ""}${neighbour}`
}
