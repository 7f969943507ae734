// Numbers from Python's tables. There is no facts.js: components/facts.py generates its text.

type RGB = [red: number, green: number, blue: number]

/** The colours of signed values. */
export const POSITIVE: RGB
export const NEGATIVE: RGB
/** The opacity of a cell with the largest value. */
export const OPACITY: number
/** The strength above which the ink on POSITIVE is black. */
export const BLACK_INK_ABOVE: number
/** The grey above which ink is black. */
export const LIGHT_ABOVE: number
export const LIGHT_LUMINANCE: number
/** The slope of leaky_relu below 0. */
export const NEGATIVE_SLOPE: number
/** The smallest probability whose logarithm Keras takes. */
export const EPSILON: number
/** The largest number that a visitor can type. */
export const LARGEST_NUMBER: number
/** The height and width of a digit in pixels. */
export const DIGIT_SIDE: number
/** For each preset, the logits of the true class, of its rival, and of every other class. */
export const LOGIT_PRESETS: Record<Softmax.PresetName, [actual: number, rival: number, others: number]>
