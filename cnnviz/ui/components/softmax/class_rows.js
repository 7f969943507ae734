// Ten rows, one per class: its logit, its share, whether it is the true class, and its gradients.
import { hasFocus, part, write } from "../shared/elements.js"
import { briefDifference, briefShare, fieldText, signedText, written } from "./softmax_text.js"

/** The ends of a slider; larger logits are typed. */
const REACH = 10
/** @type {Record<string, [title: string, what: string]>} */
const HEADS = {
  logit: ["logit z", "score"],
  share: ["q predicted", "softmax"],
  truth: ["p true", "one-hot"],
  difference: ["q − p", "gradient"],
  slope: ["cross-entropy", "gradient (q − p) / T"],
  squared: ["squared error", "gradient"],
}

/**
 * Make the rows with these columns of gradients; `hands` receives what the visitor does.
 * @param {number} count
 * @param {Softmax.Column[]} columns
 * @param {Softmax.Hands} hands
 * @returns {Softmax.Rows}
 */
export function makeRows(count, columns, hands) {
  const element = part("div", `rows ${columns.length > 1 ? "two" : "one"}`)
  const rows = Array.from({ length: count }, (_, n) => makeRow(n, columns, hands))
  element.append(makeHead(columns), ...rows.map((row) => row.element))
  element.addEventListener("pointerleave", () => hands.look(null))
  return {
    element,
    draw: (weighed, looked) => rows.forEach((row, n) => drawRow(row, n, weighed, columns, looked)),
  }
}

/** @param {Softmax.Column[]} columns */
function makeHead(columns) {
  const head = part("div", "row head")
  head.append(part("b", "name"))
  for (const name of ["logit", "share", "truth", ...columns]) {
    const cell = part("div", `${columns.some((column) => column === name) ? "gradient" : name}-head`)
    const [title, what] = HEADS[name]
    cell.append(part("b", "", title), part("span", "", what))
    head.append(cell)
  }
  return head
}

/** @param {number} n @param {Softmax.Column[]} columns @param {Softmax.Hands} hands */
function makeRow(n, columns, hands) {
  const element = part("div", "row")
  const range = slider(n, hands)
  const exact = field(n, hands)
  const share = bar("share")
  const truth = chooser(n, hands)
  const gradients = columns.map(() => bar("signed"))
  const cells = [part("b", "name", String(n)), range, exact, share.bar, share.value, truth.label]
  element.append(...cells, ...gradients.flatMap(({ bar, value }) => [bar, value]))
  element.addEventListener("pointerenter", () => hands.look(n))
  element.addEventListener("focusin", () => hands.look(n))
  return { element, range, exact, share, truth, gradients }
}

/** @param {number} n @param {Softmax.Hands} hands */
function slider(n, hands) {
  const range = part("input", "logit")
  Object.assign(range, { type: "range", min: -REACH, max: REACH, step: 0.1 })
  range.setAttribute("aria-label", `Logit of class ${n}`)
  range.addEventListener("input", () => hands.move(n, Number(range.value)))
  range.addEventListener("change", hands.rest)
  return range
}

/** @param {number} n @param {Softmax.Hands} hands */
function field(n, hands) {
  const exact = part("input", "exact")
  Object.assign(exact, { type: "text", inputMode: "decimal", autocomplete: "off" })
  exact.setAttribute("aria-label", `Logit of class ${n}, exact`)
  exact.addEventListener("focus", () => exact.select())
  exact.addEventListener("keydown", (event) => event.key === "Enter" && exact.blur())
  exact.addEventListener("change", () => hands.type(n, exact.value))
  return exact
}

/** @param {number} n @param {Softmax.Hands} hands */
function chooser(n, hands) {
  const label = part("label", "truth")
  const radio = part("input")
  Object.assign(radio, { type: "radio", name: "truth" })
  radio.setAttribute("aria-label", `The true class is ${n}`)
  radio.addEventListener("change", () => hands.choose(n))
  const value = part("span")
  label.append(radio, value)
  return { label, radio, value }
}

/** @param {string} name */
function bar(name) {
  const element = part("span", name)
  element.append(part("i"))
  return { bar: element, value: part("span", `${name}-value`) }
}

/**
 * @param {Softmax.Row} given
 * @param {number} n
 * @param {Softmax.Weighed} weighed
 * @param {Softmax.Column[]} columns
 * @param {number | null} looked
 */
function drawRow({ element, range, exact, share, truth, gradients }, n, weighed, columns, looked) {
  const { logits, shares, rests, target, winner } = weighed
  element.classList.toggle("true", target[n] === 1)
  element.classList.toggle("best", winner === n)
  element.classList.toggle("looked", looked === n)
  if (Number(range.value) !== logits[n]) range.value = String(logits[n])
  range.setAttribute("aria-valuetext", written(logits[n], 4))
  if (!hasFocus(exact)) exact.value = fieldText(logits[n])
  share.bar.style.setProperty("--part", String(shares[n]))
  write(share.value, briefShare(shares[n], rests[n]))
  truth.radio.checked = target[n] === 1
  write(truth.value, target[n])
  const values = columns.map(
    (name) =>
      ({ difference: weighed.differences, slope: weighed.slopes, squared: weighed.squaredSlopes })[name],
  )
  const limit = columns.length > 1 ? 1 / weighed.temperature : 1 // the largest gradient of cross-entropy
  const text = columns.length > 1 ? (/** @type {number} */ value) => signedText(value, 4) : briefDifference
  gradients.forEach((gradient, column) => drawSigned(gradient, values[column][n], limit, text))
}

/**
 * @param {Softmax.Measured} given
 * @param {number} number
 * @param {number} limit
 * @param {(value: number) => string} text
 */
function drawSigned({ bar, value }, number, limit, text) {
  bar.style.setProperty("--part", String(Math.abs(number) / limit))
  bar.dataset.sign = number < 0 ? "negative" : "positive"
  write(value, text(number))
}
