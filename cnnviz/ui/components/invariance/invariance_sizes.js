// The sizes of the pictures and the chart in the available room. No DOM here.

/** Below this width, in pixels, the parts stand one below the other. */
const NARROW = 760
/** The padding of the component, the space between pictures and chart, and between the pictures. */
const [PADDING, GAP, BETWEEN] = [12, 28, 34]
/** The share of the width for the pictures, and of the screen's height for the whole. */
const [PICTURES, TALL] = [0.37, 0.68]
/** The height of the sliders and the buttons below the pictures, and of the title above the chart. */
const [BELOW, TITLE] = [272, 40]
/** The chart's height on a phone. */
const PHONE = 430

/**
 * The size of a digit's pixel, and of the chart.
 * @param {number} width
 * @param {number} height of the screen
 * @param {number} side rows and columns of the digit
 */
export function invarianceSizes(width, height, side) {
  const narrow = width < NARROW
  const inside = width - PADDING
  const across = (narrow ? inside : Math.min(PICTURES * inside, 480)) - BETWEEN
  const tall = narrow ? Infinity : TALL * height - BELOW
  const pixel = Math.max(4, Math.floor(Math.min(across / 2, tall) / side))
  const left = 2 * side * pixel + BETWEEN
  if (narrow) return { narrow, pixel, left: inside, chart: { width: inside, height: PHONE } }
  const chart = { width: inside - left - GAP, height: Math.max(320, side * pixel + BELOW - TITLE) }
  return { narrow, pixel, left, chart }
}
