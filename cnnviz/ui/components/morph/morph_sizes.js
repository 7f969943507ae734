// Sizes of the pictures and the chart in the available room. No DOM here.
import { DIGIT_SIDE } from "../shared/facts.js"

/** Below this width, in pixels, the chart stands below the pictures. */
const NARROW = 760
/** Between the pictures, and between them and the chart. */
const [BETWEEN, BESIDE] = [14, 32]
/** The padding of the component on both sides. */
const PADDING = 12
/** The share of the width for the pictures, and the largest share of the screen's height for the large one. */
const [WIDE, HIGH] = [0.58, 0.5]
/** The side of a small picture, as a share of the large one's. */
const SMALL = 0.42
/** The height of the text above and below the chart, in pixels. */
const TEXT = 40

/**
 * The sides of the pictures, whole multiples of a digit's pixels, and the size of the chart.
 * @param {number} width
 * @param {number} height of the screen
 * @returns {Morph.Sizes}
 */
export function morphSizes(width, height) {
  const narrow = width < NARROW
  const inside = width - PADDING
  const room = (narrow ? inside : WIDE * inside) - 2 * BETWEEN
  const large = wholePixels(Math.min(room / (1 + 2 * SMALL), narrow ? Infinity : HIGH * height))
  const small = wholePixels(Math.min(SMALL * large, (room - large) / 2))
  const taken = large + 2 * small + 2 * BETWEEN
  const chart = narrow
    ? { width: inside, height: 230 }
    : { width: inside - taken - BESIDE, height: Math.max(180, large - TEXT) }
  return { narrow, large, small, chart }
}

/** The largest whole multiple of a digit's side that fits. @param {number} room */
function wholePixels(room) {
  return DIGIT_SIDE * Math.max(1, Math.floor(room / DIGIT_SIDE))
}
