// Below the plot a row for each network: the bar over the amounts that it tolerates, and its present answer.
import { svg } from "../shared/elements.js"
import { breaksOf } from "./tolerance_curves.js"
import { isNarrow } from "./tolerance_scales.js"
import { amountText } from "./tolerance_text.js"

/** Half the height of a bar, and the room that the number at its right end takes of the plot, at least. */
const [HALF_BAR, INSIDE] = [6, 16]

/** Whether all lines are known and drawn to their ends. @param {Invariance.Shown} shown */
export function isWhole({ curves, reveal }) {
  return reveal === 1 && curves.every(({ right }) => !right.includes(null))
}

/** For each network its line's look, and a bar over the amounts that it tolerates. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
export function barsBelow(scales, shown) {
  const { readers, curves, distortion } = shown
  return readers.flatMap(({ colour, dash }, n) => {
    const y = scales.row(n)
    const [x, middle] = nameAt(scales, n)
    const parts = [
      svg("path", {
        class: "line",
        d: `M${x} ${middle}h26`,
        stroke: colour,
        "stroke-dasharray": dash || "none",
      }),
      svg("line", { class: "tick", x1: scales.left, x2: scales.right, y1: y, y2: y }),
    ]
    if (!isWhole(shown)) return parts
    const { low, high } = breaksOf(distortion, curves[n])
    const [from, to] = [scales.x(low ?? distortion.least), scales.x(high ?? distortion.most)]
    const size = { x: from, y: y - HALF_BAR, width: to - from, height: 2 * HALF_BAR }
    return [...parts, svg("rect", { class: "bar", ...size, fill: colour })]
  })
}

/** For each network its name, and at the ends of its bar the amounts at which it breaks. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
export function textsBelow(scales, shown) {
  return shown.readers.flatMap(({ label }, n) => {
    const [x, middle] = nameAt(scales, n)
    const name = svg("text", { class: "over", x: x + 32, y: middle + 6 }, label)
    return isWhole(shown) ? [name, ...breakNumbers(scales, shown, n)] : [name]
  })
}

/** Where a network's row begins: left of its bar, or above it. @param {Invariance.Scales} scales @param {number} n */
function nameAt({ width, left, row }, n) {
  return isNarrow(width) ? [left, row(n) - 22] : [0, row(n)]
}

/** @param {Invariance.Scales} scales @param {Invariance.Shown} shown @param {number} n */
function breakNumbers({ x, right, row }, { distortion, curves }, n) {
  const { low, high } = breaksOf(distortion, curves[n])
  const number = (
    /** @type {number | null} */ amount,
    /** @type {number} */ at,
    /** @type {string} */ anchor,
  ) => {
    const look = { class: "over break", x: at, y: row(n) + 6, "text-anchor": anchor }
    return amount === null ? [] : [svg("text", look, amountText(distortion, amount))]
  }
  const [from, to] = [x(low ?? distortion.least), x(high ?? distortion.most)]
  return [
    ...(low === high ? [] : number(low, from - 6, "end")),
    ...number(high, Math.min(to + 6, right - INSIDE), "start"),
  ]
}

/** What each network answers at the hand's amount. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
export function answerTexts({ width, right, row }, { rows }) {
  const [x, up] = isNarrow(width) ? [right, -22] : [width, 0]
  return rows.map(({ answer, right: good, late }, n) => {
    const mark = good === null ? "" : good ? "✓ " : "✗ "
    const look = {
      class: `over answer${good === false ? " wrong" : ""}${late ? " late" : ""}`,
      "text-anchor": "end",
    }
    return svg("text", { ...look, x, y: row(n) + up + 7 }, mark + answer)
  })
}
