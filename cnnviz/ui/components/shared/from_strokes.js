// The digit of a drawing, from its strokes: MNIST's pen draws them again in MNIST's box. The same operations in the
// same order as in Python's digits/from_strokes.py, so that both digits are equal. No DOM here.
import { DIGIT_BOX, DIGIT_SIDE, DIGIT_STROKE, PEN } from "./facts.js"

/** The distance from the pen's path at which there is no more ink. */
const INK_REACH = 0.5 + DIGIT_STROKE / 2
/** For each pixel of the box, the squared distance of its centre from the path. */
const nearest = new Float64Array(DIGIT_BOX * DIGIT_BOX)
const inkLevels = new Uint8Array(DIGIT_BOX * DIGIT_BOX)

/**
 * Return the digit of a drawing, row by row, in multiples of 1/255; 0 everywhere if nothing is drawn.
 * @param {Strokes} strokes points on the board, in cells or between them
 * @param {Float32Array} digit takes the 28 x 28 values
 */
export function digitOf(strokes, digit = new Float32Array(DIGIT_SIDE * DIGIT_SIDE)) {
  digit.fill(0)
  if (!strokes.length) return digit
  measure(strokes)
  const [top, left] = inkAndPlace()
  for (let row = 0, n = 0; row < DIGIT_BOX; row += 1) {
    let at = (top + row) * DIGIT_SIDE + left
    for (let column = 0; column < DIGIT_BOX; column += 1, n += 1, at += 1) digit[at] = inkLevels[n] / 255
  }
  return digit
}

/** Write into `nearest` how far each pixel is from the strokes, scaled into the box. @param {Strokes} strokes */
function measure(strokes) {
  const { middleX, middleY, scale } = scalingOf(strokes)
  nearest.fill(INK_REACH * INK_REACH)
  for (const stroke of strokes) {
    let x = (stroke[0][0] - middleX) * scale + DIGIT_BOX / 2
    let y = (stroke[0][1] - middleY) * scale + DIGIT_BOX / 2
    if (stroke.length === 1) approach(x, y, x, y)
    for (let n = 1; n < stroke.length; n += 1) {
      const nextX = (stroke[n][0] - middleX) * scale + DIGIT_BOX / 2
      const nextY = (stroke[n][1] - middleY) * scale + DIGIT_BOX / 2
      approach(x, y, nextX, nextY)
      x = nextX
      y = nextY
    }
  }
}

/**
 * Return the middle of a drawing, and the scale at which its longer side with the pen fills the box. A drawing that
 * is smaller than the pad's pen is wide looks like a dot, and is not enlarged any further.
 * @param {Strokes} strokes
 */
function scalingOf(strokes) {
  let [lowX, highX, lowY, highY] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const stroke of strokes)
    for (const [x, y] of stroke) {
      if (x < lowX) lowX = x
      if (x > highX) highX = x
      if (y < lowY) lowY = y
      if (y > highY) highY = y
    }
  const scale = (DIGIT_BOX - DIGIT_STROKE) / Math.max(highX - lowX, highY - lowY, PEN)
  return { middleX: (lowX + highX) / 2, middleY: (lowY + highY) / 2, scale }
}

/**
 * Lower `nearest` for the pixels within reach of a segment.
 * @param {number} startX @param {number} startY @param {number} endX @param {number} endY
 */
function approach(startX, startY, endX, endY) {
  const [alongX, alongY] = [endX - startX, endY - startY]
  const squared = alongX * alongX + alongY * alongY || 1
  const last = DIGIT_BOX - 1
  const top = Math.max(0, Math.ceil(Math.min(startY, endY) - INK_REACH - 0.5))
  const bottom = Math.min(last, Math.floor(Math.max(startY, endY) + INK_REACH - 0.5))
  const left = Math.max(0, Math.ceil(Math.min(startX, endX) - INK_REACH - 0.5))
  const right = Math.min(last, Math.floor(Math.max(startX, endX) + INK_REACH - 0.5))
  for (let row = top; row <= bottom; row += 1) {
    const y = row + 0.5 - startY
    for (let column = left, n = row * DIGIT_BOX + left; column <= right; column += 1, n += 1) {
      const x = column + 0.5 - startX
      const share = Math.min(1, Math.max(0, (x * alongX + y * alongY) / squared))
      const acrossX = x - share * alongX
      const acrossY = y - share * alongY
      const distance = acrossX * acrossX + acrossY * acrossY
      if (distance < nearest[n]) nearest[n] = distance
    }
  }
}

/**
 * Write the ink, from 0 to 255, into `inkLevels`, and return the box's place in the digit: its centre of mass comes
 * to the middle. The sums are of whole numbers, so exact.
 * @returns {Place}
 */
function inkAndPlace() {
  let [total, rows, columns] = [0, 0, 0]
  for (let row = 0, n = 0; row < DIGIT_BOX; row += 1)
    for (let column = 0; column < DIGIT_BOX; column += 1, n += 1) {
      const ink = Math.min(1, Math.max(0, INK_REACH - Math.sqrt(nearest[n])))
      const level = Math.floor(255 * ink + 0.5)
      inkLevels[n] = level
      total += level
      rows += level * row
      columns += level * column
    }
  const corner = (/** @type {number} */ middle) =>
    Math.min(DIGIT_SIDE - DIGIT_BOX, Math.max(0, Math.floor(DIGIT_SIDE / 2 + 0.5 - middle)))
  return [corner(rows / total), corner(columns / total)]
}
