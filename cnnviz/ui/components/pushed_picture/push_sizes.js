// The side of the pictures and the size of the chart in the available room. No DOM here.
import { DIGIT_SIDE } from "../shared/facts.js"

/** Between the pictures, in pixels, and the padding of the component on both sides. */
const [APART, AROUND] = [28, 12]
/** Between two pictures on a phone. */
const CLOSE = 8
const PICTURES = 4
/** The largest share of the screen's height for a picture. */
const TALL = 0.34
/** Below this width, in pixels, two pictures stand side by side. */
const TWO_ABREAST = 640
/** The chart's share of the width, and of the screen's height, with bounds in pixels. */
const [ACROSS, HIGH, LOWEST, HIGHEST] = [0.56, 0.2, 130, 260]

/**
 * The sizes for a component of this width on a screen of this height.
 * @param {number} width
 * @param {number} height
 * @returns {Pushed.Sizes}
 */
export function pushSizes(width, height) {
  const inside = width - AROUND
  const narrow = width < TWO_ABREAST
  const abreast = narrow ? 2 : PICTURES
  const room = (inside - (abreast - 1) * (narrow ? CLOSE : APART)) / abreast
  const tall = narrow ? room : Math.min(room, TALL * height)
  const high = Math.round(Math.max(LOWEST, Math.min(HIGHEST, HIGH * height)))
  return {
    narrow,
    side: DIGIT_SIDE * Math.max(1, Math.floor(tall / DIGIT_SIDE)),
    chart: { width: Math.max(1, Math.round(narrow ? inside : ACROSS * inside)), height: high },
  }
}
