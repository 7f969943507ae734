// The side of the pictures in the available room. No DOM here.
import { DIGIT_SIDE } from "../shared/facts.js"

/** Between the pictures, in pixels, and the padding of the component on both sides. */
const [APART, AROUND] = [16, 12]
/** The width that the slider and the numbers need beside the pictures. */
const BESIDE_THEM = 210
/** The largest share of the screen's height for a picture. */
const TALL = 0.44
/** Below this width, in pixels, two pictures stand side by side. */
const TWO_ABREAST = 640

/**
 * The side of each picture, a whole multiple of a digit's pixels, and whether the slider stands beside them.
 * @param {number} width
 * @param {number} height of the screen
 * @param {number} count of pictures
 * @returns {Overlay.Sizes}
 */
export function overlaySizes(width, height, count) {
  const inside = width - AROUND
  if (width < TWO_ABREAST) return { side: wholeSide((inside - APART) / 2), beside: false }
  const tallest = TALL * height
  const beside = wholeSide(Math.min(tallest, (inside - BESIDE_THEM) / count - APART))
  const alone = wholeSide(Math.min(tallest, (inside - (count - 1) * APART) / count))
  return beside >= alone ? { side: beside, beside: true } : { side: alone, beside: false }
}

/** The largest whole multiple of a digit's side that fits. @param {number} room */
function wholeSide(room) {
  return DIGIT_SIDE * Math.max(1, Math.floor(room / DIGIT_SIDE))
}
