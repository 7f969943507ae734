// Places on the chart, and the places of names beside their lines. No DOM here.

/** The room for names on the left, for answers on the right, above the plot, and for the axis below it. */
const [NAMES, ANSWERS, ABOVE, AXIS] = [168, 142, 26, 26]
/** The same where the room is narrow. */
const [NARROW_NAMES, NARROW_ANSWERS] = [36, 12]
/** The height of a network's row; of two lines where the room is narrow. */
const [ROW, NARROW_ROW] = [31, 50]
/** The width of the narrowest chart with names and answers beside its bars. */
const WIDE = 480
/** From one name beside the plot to the next. */
const NAME_HEIGHT = 26

/**
 * @param {Size} size
 * @param {Pick<Invariance.Distortion, "least" | "most">} distortion
 * @param {number} count of the rows below the plot
 * @returns {Invariance.Scales}
 */
export function scalesOf({ width, height }, { least, most }, count) {
  const narrow = width < WIDE
  const row = narrow ? NARROW_ROW : ROW
  const [left, right] = [narrow ? NARROW_NAMES : NAMES, width - (narrow ? NARROW_ANSWERS : ANSWERS)]
  const [top, bottom] = [ABOVE, height - AXIS - count * row]
  return {
    ...{ width, height, left, right, top, bottom },
    row: (n) => bottom + AXIS + (n + (narrow ? 0.72 : 0.5)) * row,
    x: (amount) => left + ((amount - least) / (most - least)) * (right - left),
    y: (share) => bottom - share * (bottom - top),
    amountAt: (x) => Math.max(least, Math.min(most, least + ((x - left) / (right - left)) * (most - least))),
  }
}

/** Whether names and answers stand above their bars. @param {number} width */
export function isNarrow(width) {
  return width < WIDE
}

/**
 * The heights of the names beside the plot, for lines that end at these places. Those that reach the plot's edge stand
 * on top; of the others, the line that ends first does, so that no two leaders cross.
 * @param {[x: number, y: number][]} ends
 * @param {Pick<Invariance.Scales, "right" | "top" | "bottom">} scales
 */
export function nameHeights(ends, { right, top, bottom }) {
  const rank = (/** @type {[x: number, y: number]} */ [x, y]) => (x >= right ? y - bottom : x)
  const order = ends.map((_, n) => n).sort((one, other) => rank(ends[one]) - rank(ends[other]))
  const middle = ends.reduce((sum, [, y]) => sum + y, 0) / ends.length
  const half = ((ends.length - 1) * NAME_HEIGHT) / 2
  const first = Math.max(top, Math.min(bottom - 2 * half, middle - half))
  return ends.map((_, n) => first + order.indexOf(n) * NAME_HEIGHT)
}

/**
 * Round numbers for the axis, some of a distortion's amounts: about six.
 * @param {Pick<Invariance.Distortion, "least" | "most">} distortion
 */
export function ticksOf({ least, most }) {
  const rough = (most - least) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 3, 5, 10].map((one) => one * power).find((one) => one >= rough - 1e-9) ?? rough
  const first = Math.ceil(least / step - 1e-9)
  const count = Math.floor(most / step + 1e-9) - first + 1
  return Array.from({ length: count }, (_, n) => Math.round(100 * (first + n) * step) / 100)
}
