// Amounts and sentences as text. No DOM here.
import { percent, percentAmong, short } from "../shared/numbers.js"
import { breaksOf, rounded, widthOf, winnerOf } from "./tolerance_curves.js"

/** An amount with its unit. @param {Pick<Invariance.Distortion, "unit">} distortion @param {number} amount */
export function amountText({ unit }, amount) {
  return `${short(amount, 2)}${unit === "°" ? "" : " "}${unit}`
}

/** An amount and its direction. @param {Pick<Invariance.Distortion, "unit" | "neutral" | "low" | "high">} distortion @param {number} amount */
export function spokenAmount(distortion, amount) {
  const { neutral, low, high } = distortion
  const text = amountText(distortion, amount)
  return amount === neutral ? text : `${text}, ${amount < neutral ? low : high}`
}

/** What the picture shows, for screen readers. @param {Invariance.Distortion[]} distortions @param {Invariance.Amounts} amounts */
export function pictureText(distortions, amounts) {
  const changed = distortions.filter(({ name, neutral }) => amounts[name] !== neutral)
  const parts = changed.map((one) => `${one.title.toLowerCase()} ${amountText(one, amounts[one.name])}`)
  return parts.length ? `The digit with ${parts.join(", ")}` : "The digit as it is"
}

/**
 * A network's answer and its probability; right or wrong.
 * @param {string} label
 * @param {Float32Array | null} answer
 * @param {number | null} truth
 * @param {boolean} late whether the answer is to an earlier picture
 * @returns {Invariance.Row}
 */
export function answerRow(label, answer, truth, late) {
  if (!answer || truth === null) return { label, answer: "", right: null, late }
  const winner = winnerOf(answer)
  return { label, answer: `${winner}, ${percentAmong([...answer], winner)}`, right: winner === truth, late }
}

/** A network's share of right answers. @param {string} label @param {number} share @returns {Invariance.Row} */
export function averageRow(label, share) {
  return { label, answer: percent(share), right: null, late: false }
}

/** The title above the curves of one digit. @param {Invariance.Distortion} distortion */
export function digitTitle({ low }) {
  return low
    ? "The wider the hill, the more a network tolerates."
    : "The later a line falls, the more its network tolerates."
}

/**
 * What pooling and training data buy: how much wider the range is in which more than half of the digits are read.
 * @param {Invariance.Distortion} distortion
 * @param {Record<string, Invariance.Curve>} curves by network
 */
export function averageTitle(distortion, curves) {
  const buys = (/** @type {string} */ what, /** @type {string} */ more, /** @type {string} */ less) => {
    const gain = rounded(widthOf(distortion, curves[more]) - widthOf(distortion, curves[less]))
    const verb = `${gain < 0 ? "cost" : "buy"}${what === "Pooling" ? "s" : ""}`
    if (!gain) return `${what} ${verb} nothing here.`
    const least = isUnbroken(distortion, curves[gain < 0 ? less : more]) ? "at least " : ""
    return `${what} ${verb} ${least}${amountText(distortion, Math.abs(gain))}.`
  }
  return `${buys("Pooling", "lecture", "no-pooling")} ${buys("More layers and data", "pen", "lecture")}`
}

/** Whether a network still reads the digits at an end of the slider. @param {Invariance.Distortion} distortion @param {Invariance.Curve} curve */
function isUnbroken(distortion, curve) {
  const { low, high } = breaksOf(distortion, curve)
  return high === null || (distortion.low !== "" && low === null)
}

/**
 * What a screen reader says when the hand rests.
 * @param {Invariance.Distortion} distortion
 * @param {number} amount
 * @param {Invariance.Row[]} rows
 */
export function spokenAnswers(distortion, amount, rows) {
  return `${distortion.title} ${amountText(distortion, amount)}. ${rows.map(({ label, answer }) => `${label}: ${answer}.`).join(" ")}`
}
