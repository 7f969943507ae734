// Ten rows, one a class: its logit under the hand, its share, whether it is the true one, and its gradients.
import { briefDifference, briefShare, fieldText, signedText, written } from "./words.js"

/** The ends of a slider; beyond, a logit is typed. */
const REACH = 10
const HEADS = {
  logit: ["logit z", "score, any number"],
  share: ["q predicted", "softmax: shares of 1"],
  truth: ["p actual", "one-hot"],
  difference: ["q − p", "gradient: − raises the logit"],
  slope: ["cross-entropy", "gradient (q − p) / T"],
  squared: ["squared error", "gradient, same scale"],
}

/** Make the rows with these columns of gradients; `hands` is told what is moved, set, typed, chosen, looked at. */
export function makeRows(count, columns, hands) {
  const element = box("div", `rows ${columns.length > 1 ? "two" : "one"}`)
  const rows = Array.from({ length: count }, (_, n) => makeRow(n, columns, hands))
  element.append(makeHead(columns), ...rows.map((row) => row.element))
  element.addEventListener("pointerleave", () => hands.look(null))
  return { element, draw: (weighed, looked) => rows.forEach((row, n) => drawRow(row, n, weighed, columns, looked)) }
}

function makeHead(columns) {
  const head = box("div", "row head")
  head.append(box("b", "name"))
  for (const name of ["logit", "share", "truth", ...columns]) {
    const cell = box("div", `${columns.includes(name) ? "gradient" : name}-head`)
    const [title, what] = HEADS[name]
    cell.append(box("b", "", title), box("span", "", what))
    head.append(cell)
  }
  return head
}

function makeRow(n, columns, hands) {
  const element = box("div", "row")
  const range = slider(n, hands)
  const exact = field(n, hands)
  const share = bar("share")
  const truth = chooser(n, hands)
  const gradients = columns.map(() => bar("signed"))
  const cells = [box("b", "name", n), range, exact, share.bar, share.value, truth.label]
  element.append(...cells, ...gradients.flatMap(({ bar, value }) => [bar, value]))
  element.addEventListener("pointerenter", () => hands.look(n))
  element.addEventListener("focusin", () => hands.look(n))
  return { element, range, exact, share, truth, gradients }
}

function slider(n, hands) {
  const range = box("input", "logit")
  Object.assign(range, { type: "range", min: -REACH, max: REACH, step: 0.1 })
  range.setAttribute("aria-label", `Logit of class ${n}`)
  range.addEventListener("input", () => hands.move(n, Number(range.value)))
  range.addEventListener("change", hands.rest)
  return range
}

function field(n, hands) {
  const exact = box("input", "exact")
  Object.assign(exact, { type: "text", inputMode: "decimal", autocomplete: "off" })
  exact.setAttribute("aria-label", `Logit of class ${n}, exact`)
  exact.addEventListener("focus", () => exact.select())
  exact.addEventListener("keydown", (event) => event.key === "Enter" && exact.blur())
  exact.addEventListener("change", () => hands.type(n, exact.value))
  return exact
}

function chooser(n, hands) {
  const label = box("label", "truth")
  const radio = box("input")
  Object.assign(radio, { type: "radio", name: "truth" })
  radio.setAttribute("aria-label", `The true class is ${n}`)
  radio.addEventListener("change", () => hands.choose(n))
  const value = box("span")
  label.append(radio, value)
  return { label, radio, value }
}

function bar(name) {
  const element = box("span", name)
  element.append(box("i"))
  return { bar: element, value: box("span", `${name}-value`) }
}

function drawRow({ element, range, exact, share, truth, gradients }, n, weighed, columns, looked) {
  const { logits, shares, rests, target, winner } = weighed
  element.classList.toggle("true", target[n] === 1)
  element.classList.toggle("best", winner === n)
  element.classList.toggle("looked", looked === n)
  if (Number(range.value) !== logits[n]) range.value = logits[n]
  range.setAttribute("aria-valuetext", written(logits[n], 4))
  if (exact.getRootNode().activeElement !== exact) exact.value = fieldText(logits[n])
  share.bar.style.setProperty("--part", shares[n])
  say(share.value, briefShare(shares[n], rests[n]))
  truth.radio.checked = target[n] === 1
  say(truth.value, target[n])
  const values = columns.map((name) => ({ difference: weighed.differences, slope: weighed.slopes, squared: weighed.squaredSlopes })[name])
  const limit = columns.length > 1 ? 1 / weighed.temperature : 1 // the steepest that cross-entropy can be
  const text = columns.length > 1 ? (value) => signedText(value, 4) : briefDifference
  gradients.forEach((gradient, column) => drawSigned(gradient, values[column][n], limit, text))
}

function drawSigned({ bar, value }, number, limit, text) {
  bar.style.setProperty("--part", Math.abs(number) / limit)
  bar.dataset.sign = number < 0 ? "negative" : "positive"
  say(value, text(number))
}

function say(element, text) {
  if (element.textContent !== String(text)) element.textContent = text
}

/** An element with its class and text. */
export function box(tag, name = "", text = "") {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== "") element.textContent = text
  return element
}
