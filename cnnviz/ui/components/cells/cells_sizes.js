// Sizes of the picture and the charts in the available room. No DOM here.

/** Below this width, in pixels, the parts stand one below the other. */
const NARROW = 760
const GAP = 28
/** The width of the legend beside the chart by shift. */
const LEGEND = 190
/** The largest share of the screen's height for the picture. */
const SHARE = 0.56
/** The height of a chart beside the picture, as a share of the picture's. */
const TALL = 0.45
/** The padding of the component on both sides. */
const PADDING = 12

/**
 * The side of the picture, a multiple of its pixels, and the sizes of both charts.
 * @param {number} width
 * @param {number} height of the screen
 * @param {number} side rows and columns of the picture
 */
export function cellsSizes(width, height, side) {
  const narrow = width < NARROW
  const inside = width - PADDING
  const room = narrow ? inside : Math.min(0.4 * inside, SHARE * height)
  const picture = side * Math.max(3, Math.floor(room / side))
  const across = narrow ? inside : inside - picture - GAP
  const tall = narrow ? 150 : Math.max(100, Math.round(TALL * picture))
  return {
    narrow,
    picture,
    angles: { width: across, height: tall },
    shifts: { width: narrow ? inside : across - LEGEND, height: tall },
  }
}
