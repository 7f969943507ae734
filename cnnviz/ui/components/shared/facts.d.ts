// Numbers from Python's tables. There is no facts.js: components/facts.py generates its text.

/** The colours of signed values. */
export const POSITIVE: RGB
export const NEGATIVE: RGB
/** The opacity of a cell with the largest value. */
export const OPACITY: number
/** The strength above which the ink on POSITIVE is black. */
export const BLACK_INK_ABOVE: number
/** The relative luminance above which ink is black. */
export const LIGHT_LUMINANCE: number
/** The colours of the ten digits' classes. */
export const CLASS_COLOURS: RGB[]
/** The colours of feature maps, and how many there are on either side of 0. */
export const MAP_SCALES: Record<
  MapColours,
  { stops: [place: number, colour: RGB][]; exponent: number; quantile: number }
>
export const MAP_STEPS: number
/** About as many values of a large map decide what its full colour is. */
export const MAP_SAMPLE: number
/** A smaller share of the full colour's value is rounding error. */
export const MAP_NOTHING: number
/** The sum of a balanced kernel's weights, as a share of the sum of their absolute values. */
export const ALMOST_BALANCED: number
/** The slope of leaky_relu below 0. */
export const NEGATIVE_SLOPE: number
/** The smallest probability whose logarithm Keras takes. */
export const EPSILON: number
/** The largest number that a visitor can type. */
export const LARGEST_NUMBER: number
/** The most multiplications and weights of a network that a browser should compute. */
export const BROWSER_MULTIPLICATIONS: number
export const BROWSER_WEIGHTS: number
/** The height and width of a digit in pixels. */
export const DIGIT_SIDE: number
/** The height and width of the box in it that holds the ink, and the width of MNIST's pen, in pixels. */
export const DIGIT_BOX: number
export const DIGIT_STROKE: number
/** The height and width of the board that drawings lie on, in cells. */
export const BOARD: number
/** The width of the pen, in cells. */
export const PEN: number
/** The most strokes of a drawing, and the most points of all of them. */
export const MAX_STROKES: number
export const MAX_POINTS: number
/** For each preset, the logits of the true class, of its rival, and of every other class. */
export const LOGIT_PRESETS: Record<Softmax.PresetName, [actual: number, rival: number, others: number]>
/** The steps from one digit to another, and those from one point of the curve to the next. */
export const MORPH_STEPS: number
export const MORPH_EVERY: number
/** How far an outline may move to keep the amount of ink, in pixels, and how often that range is halved. */
export const MORPH_REACH: number
export const MORPH_HALVINGS: number
