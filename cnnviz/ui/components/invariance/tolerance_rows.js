// Below the plot a row for each network: the bar over the amounts that it tolerates, and its present answer.
import { svg } from "../shared/elements.js"
import { breaksOf } from "./tolerance_curves.js"
import { isNarrow } from "./tolerance_scales.js"
import { amountText } from "./tolerance_text.js"

/** Half the height of a bar, and the room that the number at its right end takes of the plot, at least. */
const [HALF_BAR, INSIDE] = [6, 28]

/** Whether all lines are known and drawn to their ends. @param {Invariance.Shown} shown */
export function isWhole({ curves, reveal }) {
  return reveal === 1 && curves.every(({ right }) => !right.includes(null))
}

/** For each network its name, and a bar over the amounts that it tolerates. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
export function barsBelow(scales, shown) {
  const { readers, curves, distortion } = shown
  const narrow = isNarrow(scales.width)
  return readers.flatMap(({ label, colour, dash }, n) => {
    const y = scales.row(n)
    const [x, middle] = narrow ? [scales.left, y - 22] : [0, y]
    const parts = [
      svg("path", {
        class: "line",
        d: `M${x} ${middle}h26`,
        stroke: colour,
        "stroke-dasharray": dash || "none",
      }),
      svg("text", { x: x + 32, y: middle + 6 }, label),
      svg("line", { class: "tick", x1: scales.left, x2: scales.right, y1: y, y2: y }),
    ]
    return !isWhole(shown)
      ? parts
      : [...parts, ...bar(scales, distortion, breaksOf(distortion, curves[n]), y, colour)]
  })
}

/**
 * The bar between the amounts at which a network breaks, with these numbers at its ends.
 * @param {Invariance.Scales} scales
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Breaks} breaks
 * @param {number} y
 * @param {string} colour
 */
function bar({ x, right }, distortion, { low, high }, y, colour) {
  const [from, to] = [x(low ?? distortion.least), x(high ?? distortion.most)]
  const number = (
    /** @type {number | null} */ amount,
    /** @type {number} */ at,
    /** @type {string} */ anchor,
  ) =>
    amount === null
      ? []
      : [
          svg(
            "text",
            { class: "break", x: at, y: y + 6, "text-anchor": anchor },
            amountText(distortion, amount),
          ),
        ]
  return [
    svg("rect", {
      class: "bar",
      x: from,
      y: y - HALF_BAR,
      width: to - from,
      height: 2 * HALF_BAR,
      fill: colour,
    }),
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
      class: `answer${good === false ? " wrong" : ""}${late ? " late" : ""}`,
      "text-anchor": "end",
    }
    return svg("text", { ...look, x, y: row(n) + up + 7 }, mark + answer)
  })
}
