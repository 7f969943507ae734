// The chart: each network's line against the amount, and below it the range that the network tolerates.
import { onPointer, setAll, svg } from "../shared/elements.js"
import { short } from "../shared/numbers.js"
import { breaksOf } from "./tolerance_curves.js"
import { answerTexts, barsBelow, isWhole, textsBelow } from "./tolerance_rows.js"
import { isNarrow, nameHeights, scalesOf, ticksOf } from "./tolerance_scales.js"
import { amountText } from "./tolerance_text.js"

const SHARES = [0, 0.5, 1]

/**
 * Make the chart; `picked` is called with the amount under a pointer that is down on it.
 * @param {(amount: number) => void} picked
 * @returns {Invariance.Chart}
 */
export function makeChart(picked) {
  const element = svg("svg", { class: "chart", role: "img" })
  const [still, moving, texts, answers] = [svg("g", {}), svg("g", {}), svg("g", {}), svg("g", {})]
  element.append(still, moving, texts, answers) // the hand's line crosses no text
  /** @type {Invariance.Scales | null} */
  let scales = null
  let drawn = ""
  onPointer(element, (event) => scales && event.buttons && picked(scales.amountAt(event.offsetX)))
  return {
    element,
    draw: (shown, size) => {
      const key = `${size.width} ${size.height} ${shown.version}`
      if (key !== drawn || !scales) {
        scales = scalesOf(size, shown.distortion, shown.readers.length)
        setAll(element, { ...size, "aria-label": shown.axis })
        still.replaceChildren(...levels(scales), ...lines(scales, shown), ...barsBelow(scales, shown))
        texts.replaceChildren(...axisTexts(scales, shown), ...textsBelow(scales, shown))
        drawn = key
      }
      moving.replaceChildren(...hand(scales, shown))
      answers.replaceChildren(...answerTexts(scales, shown))
    },
  }
}

/** @param {Invariance.Scales} scales */
function levels({ left, right, y }) {
  return SHARES.map((share) =>
    svg("line", { class: "tick", x1: left, x2: right, y1: y(share), y2: y(share) }),
  )
}

/** @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
function axisTexts({ left, top, bottom, x, y }, { distortion, axis }) {
  const ticks = ticksOf(distortion)
  return [
    svg("text", { class: "over", x: left, y: top - 9 }, axis),
    ...SHARES.map((share) =>
      svg("text", { x: left - 8, y: y(share) + 6, "text-anchor": "end" }, short(share, 1)),
    ),
    ...ticks.map((amount) =>
      svg(
        "text",
        { class: "over", x: x(amount), y: bottom + 19, "text-anchor": "middle" },
        amount === ticks.at(-1) ? amountText(distortion, amount) : short(amount, 2),
      ),
    ),
  ]
}

/** Each network's line, a dot where it breaks, and its name. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
function lines(scales, shown) {
  const { readers, curves, distortion, reveal } = shown
  const paths = readers.map(({ colour, dash }, n) =>
    svg("path", {
      class: "line",
      d: pathOf(scales, distortion, curves[n], reveal),
      stroke: colour,
      "stroke-dasharray": dash || "none",
    }),
  )
  if (!isWhole(shown)) return paths
  const dots = readers.flatMap(({ colour }, n) =>
    breakPoints(shown, n).map(([amount, share]) =>
      svg("circle", { class: "dot", cx: scales.x(amount), cy: scales.y(share), r: 6, fill: colour }),
    ),
  )
  return [...(isNarrow(scales.width) ? [] : names(scales, shown)), ...paths, ...dots]
}

/**
 * A line through the answers that are known, as far from the neutral amount as it is drawn.
 * @param {Invariance.Scales} scales
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @param {number} reveal
 */
function pathOf({ x, y }, { amounts, neutral, least, most }, { shares }, reveal) {
  const [first, last] = [neutral - reveal * (neutral - least), neutral + reveal * (most - neutral)]
  let pen = "M"
  return amounts
    .map((amount, n) => {
      if (Number.isNaN(shares[n]) || amount < first || amount > last) return ""
      const point = `${pen}${x(amount).toFixed(1)} ${y(shares[n]).toFixed(1)}`
      pen = "L"
      return point
    })
    .join("")
}

/**
 * Where a line breaks: amount and share, none on a side where it never does.
 * @param {Invariance.Shown} shown
 * @param {number} n
 * @returns {[amount: number, share: number][]}
 */
function breakPoints({ distortion, curves }, n) {
  const { low, high } = breaksOf(distortion, curves[n])
  return [...new Set([low, high])].flatMap((amount) =>
    amount === null ? [] : [[amount, shareAt(distortion, curves[n], amount)]],
  )
}

/**
 * A line's height at an amount between two of its answers.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @param {number} amount
 */
function shareAt({ amounts }, { shares }, amount) {
  const next = amounts.findIndex((one) => one >= amount)
  if (amounts[next] === amount) return shares[next]
  const part = (amount - amounts[next - 1]) / (amounts[next] - amounts[next - 1])
  return (1 - part) * shares[next - 1] + part * shares[next]
}

/** The names beside the plot, each with a leader to the right end of its hill. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
function names(scales, { distortion, curves, readers }) {
  const ends = curves.map((curve) => {
    const amount = breaksOf(distortion, curve).high ?? distortion.most
    return /** @type {[x: number, y: number]} */ ([
      scales.x(amount),
      scales.y(shareAt(distortion, curve, amount)),
    ])
  })
  const heights = nameHeights(ends, scales)
  return readers.flatMap(({ label, colour }, n) => [
    svg("path", { class: "leader", d: `M${ends[n]}L${scales.right + 4} ${heights[n]}`, stroke: colour }),
    svg("text", { class: "name", x: scales.right + 8, y: heights[n] + 6 }, label),
  ])
}

/** The hand's amount through the plot and all rows, and a dot on each line. @param {Invariance.Scales} scales @param {Invariance.Shown} shown */
function hand({ x, y, top, height }, { amount, now, readers }) {
  const at = x(amount)
  return [
    svg("line", { class: "now", x1: at, x2: at, y1: top - 4, y2: height }),
    ...now.flatMap((share, n) =>
      Number.isNaN(share)
        ? []
        : [svg("circle", { class: "at", cx: at, cy: y(share), r: 5, stroke: readers[n].colour })],
    ),
  ]
}
