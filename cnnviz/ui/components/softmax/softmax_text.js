// Numbers and lines of arithmetic as text. No DOM here.
import { EPSILON, LARGEST_NUMBER } from "../shared/facts.js"

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

/** A number in few characters; only 0 is written "0". @param {number} value */
export function written(value, digits = 3) {
  const size = Math.abs(value)
  if (size === 0) return "0"
  if (size < 1e-4) return power(value)
  if (size >= 1e4) return minus(Math.round(value).toLocaleString("en-US"))
  const few = value.toPrecision(size < 1e-3 ? Math.max(2, digits) : digits)
  return minus(String(Number(few)))
}

/** A tiny number as written by hand: 1.5·10⁻⁷. @param {number} value */
function power(value) {
  const [front, exponent] = value.toExponential(1).replace(".0e", "e").split("e-")
  return minus(`${front}·10⁻${exponent.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)])}`)
}

/**
 * A share; close to 1, with enough digits to show what is left for the others.
 * @param {number} share
 * @param {number} rest
 */
export function shareText(share, rest) {
  if (share <= 0.9995) return written(share, 4)
  if (rest === 0) return "1"
  if (rest < 1e-6) return `1 − ${written(rest)}`
  return share.toFixed(Math.ceil(-Math.log10(rest)) + 1)
}

/**
 * A share with three decimals; 0 and 1 only if exact.
 * @param {number} share
 * @param {number} rest
 */
export function briefShare(share, rest) {
  if (share === 0 || rest === 0) return String(share)
  if (share < 0.0005) return "< 0.001"
  return rest < 0.0005 ? "> 0.999" : share.toFixed(3)
}

/** A difference with three decimals; 0 only if exact. @param {number} value */
export function briefDifference(value) {
  if (value === 0 || Math.abs(value) === 1) return signedText(value)
  if (Math.abs(value) < 0.0005) return value > 0 ? "< +0.001" : "> −0.001"
  return minus(`${value > 0 ? "+" : ""}${value.toFixed(3)}`)
}

/** @param {number} value */
export function signedText(value, digits = 3) {
  return value > 0 ? `+${written(value, digits)}` : written(value, digits)
}

/** A number for an input field: without commas. @param {number} value */
export function fieldText(value) {
  if (Math.abs(value) === LARGEST_NUMBER) return value < 0 ? "−1e6" : "1e6"
  return minus(String(Math.abs(value) < 1e4 ? Number(value.toPrecision(5)) : value))
}

/** @param {number} n */
export function subscript(n) {
  return SUBSCRIPTS[n]
}

/** The arithmetic of class n's share. @param {Softmax.Weighed} given @param {number} n */
export function softmaxLine({ logits, temperature, largest, total, shares, rests }, n) {
  const most = written(largest * temperature, 4)
  const above = `${written(logits[n], 4)} − ${bracketed(most)}`
  const [names, numbers] =
    temperature === 1
      ? [`z${subscript(n)} − max`, above]
      : [`(z${subscript(n)} − max) / T`, `(${above}) / ${written(temperature)}`]
  const q = `q${subscript(n)}`
  return `${q} = exp(${names}) / Σ = exp(${numbers}) / ${written(total, 5)} = ${shareText(shares[n], rests[n])}`
}

/**
 * The arithmetic of the cross-entropy; for a share near 0, from the logits.
 * @param {Softmax.Weighed} weighed
 */
export function lossLine(weighed) {
  const { scaled, temperature, truth, shares, rests, crossentropy, largest, total } = weighed
  const result = written(crossentropy, 4)
  if (shares[truth] >= EPSILON) {
    const share = written(shares[truth], 4)
    const q = shares[truth] > 0.9995 ? shareText(shares[truth], rests[truth]) : share
    return `−Σ p · log q = −(1 · log ${logged(q)} + 9 terms with p = 0) = ${result}`
  }
  const sum = `${written(largest, 4)} + log ${written(total)} − ${bracketed(written(scaled[truth], 4))}`
  const z = `z${subscript(truth)}`
  const names = temperature === 1 ? `log Σ exp(z) − ${z}` : `log Σ exp(z / T) − ${z} / T`
  return `−Σ p · log q = ${names} = ${sum} = ${result}`
}

/** The arithmetic of the gradient on the true class's logit. @param {Softmax.Weighed} given */
export function gradientLine({ truth, shares, rests, differences, temperature, slopes }) {
  const difference = signedText(differences[truth])
  const line = `q${subscript(truth)} − p${subscript(truth)} = ${shareText(shares[truth], rests[truth])} − 1 = ${difference}`
  if (temperature === 1) return `${line}: training raises z${subscript(truth)} and lowers the others`
  return `${line}. Divided by T: ${signedText(slopes[truth])}`
}

/**
 * The two gradients on the true class's logit; the second has a factor that vanishes at q = 0.
 * @param {Softmax.Weighed} given
 * @param {number} factor
 */
export function whyLines({ truth, shares, rests, differences, temperature, slopes, squaredSlopes }, factor) {
  const [q, one] = [shareText(shares[truth], rests[truth]), written(differences[truth], 4)]
  const [names, numbers] = temperature === 1 ? ["", ""] : [" / T", ` / ${written(temperature)}`]
  const constant = written(factor)
  const rest = written(rests[truth], 4)
  return [
    `Cross-entropy: (q − 1)${names} = (${q} − 1)${numbers} = ${written(slopes[truth], 4)}`,
    `Squared error: (q − 1) · q · (1 − q) · ${constant}${names} = ` +
      `${bracketed(one)} · ${times(q)} · ${times(rest)} · ${constant}${numbers} = ${written(squaredSlopes[truth], 4)}`,
  ]
}

/** Why there is no NaN, with the current numbers. @param {Softmax.Weighed} given */
export function noteLine({ truth, shares, clipped, crossentropy, largest, temperature }) {
  const q = `q${subscript(truth)}`
  if (shares[truth] >= EPSILON)
    return (
      "Σ is the sum of all ten exponentials. " +
      `Subtracting the largest logit, ${written(largest * temperature, 4)}, changes no probability. ` +
      "It keeps the exponentials from growing too large."
    )
  return (
    `${q} is ${written(shares[truth])}${shares[truth] ? "" : ", and log 0 is not a number"}. ` +
    `From probabilities, Keras keeps q between 10⁻⁷ and 1 − 10⁻⁷ and gets ${written(clipped, 4)}. ` +
    `In training it uses the logits, as here, and gets ${written(crossentropy, 4)}.`
  )
}

/** @param {string} text */
function minus(text) {
  return text.replaceAll("-", "−")
}

/** @param {string} text */
function bracketed(text) {
  return text.startsWith("−") ? `(${text})` : text
}

/** A factor; sums are put in brackets. @param {string} text */
function times(text) {
  return text.includes(" ") ? `(${text})` : text
}

/** @param {string} text */
function logged(text) {
  return /[ ·]/.test(text) ? `(${text})` : text
}
