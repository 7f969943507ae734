// A distorted digit, the same as `distorted` in lessons/distortions.py. No DOM here.
import { normalNumbers } from "./noise_numbers.js"

/**
 * Prepare a function that distorts square pictures of this side by given amounts.
 * @param {number} side
 * @param {Pick<Invariance.Message, "seed" | "truncate">} look
 * @returns {Invariance.Distort}
 */
export function makeDistort(side, { seed, truncate }) {
  const noise = normalNumbers(side * side, seed)
  return (digit, amounts) => {
    const { turn, right, down, scale, shear, thickness, blur } = amounts
    /** @type {Float64Array} */
    let picture = movedPicture(digit, side, { turn, right, down, scale, shear })
    picture = thickenedPicture(picture, side, thickness)
    picture = blurredPicture(picture, side, blur, truncate)
    const share = amounts.noise / 100
    return Float32Array.from(picture, (value, n) => Math.max(0, Math.min(1, value + share * noise[n])))
  }
}

/**
 * Scale, shear and turn a picture about its centre, then shift it, with bilinear interpolation.
 * @param {ArrayLike<number>} digit
 * @param {number} side
 * @param {{ turn: number, right: number, down: number, scale: number, shear: number }} amounts
 */
export function movedPicture(digit, side, { turn, right, down, scale, shear }) {
  const [sine, cosine] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)]
  const slope = Math.tan((shear * Math.PI) / 180)
  const centre = (side - 1) / 2
  const picture = new Float64Array(side * side)
  for (let row = 0, n = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1, n += 1) {
      const [y, x] = [row - centre - down, column - centre - right]
      const [upright, across] = [cosine * y + sine * x, cosine * x - sine * y]
      const from = (across + slope * upright) * (100 / scale)
      picture[n] = between(digit, side, upright * (100 / scale) + centre, from + centre)
    }
  return picture
}

/**
 * The value at a place between pixels. Around the picture everything is 0.
 * @param {ArrayLike<number>} digit
 * @param {number} side
 * @param {number} y
 * @param {number} x
 */
function between(digit, side, y, x) {
  const [row, column] = [Math.floor(y), Math.floor(x)]
  const [down, right] = [y - row, x - column]
  const at = (/** @type {number} */ r, /** @type {number} */ c) =>
    r >= 0 && r < side && c >= 0 && c < side ? digit[r * side + c] : 0
  const above = (1 - right) * at(row, column) + right * at(row, column + 1)
  return (1 - down) * above + down * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1))
}

/**
 * Make strokes thicker by a radius in pixels; thinner strokes are a thicker background.
 * @param {Float64Array} picture
 * @param {number} side
 * @param {number} radius
 */
export function thickenedPicture(picture, side, radius) {
  if (radius >= 0) return dilated(picture, side, radius, 0)
  const background = picture.map((value) => 1 - value)
  return dilated(background, side, -radius, 1).map((value) => 1 - value)
}

/**
 * The largest of each pixel's neighbours times their weights.
 * @param {Float64Array} picture
 * @param {number} side
 * @param {number} radius
 * @param {number} outside the value around the picture
 */
function dilated(picture, side, radius, outside) {
  const reach = Math.ceil(radius)
  const result = new Float64Array(side * side)
  for (let down = -reach; down <= reach; down += 1)
    for (let right = -reach; right <= reach; right += 1) {
      const weight = Math.max(0, Math.min(1, radius + 1 - Math.hypot(down, right)))
      if (weight > 0) raiseTo(result, picture, side, down, right, weight, outside)
    }
  return result
}

/**
 * @param {Float64Array} result
 * @param {Float64Array} picture
 * @param {number} side
 * @param {number} down
 * @param {number} right
 * @param {number} weight
 * @param {number} outside
 */
function raiseTo(result, picture, side, down, right, weight, outside) {
  for (let row = 0, n = 0; row < side; row += 1)
    for (let column = 0; column < side; column += 1, n += 1) {
      const [r, c] = [row + down, column + right]
      const inside = r >= 0 && r < side && c >= 0 && c < side
      result[n] = Math.max(result[n], weight * (inside ? picture[r * side + c] : outside))
    }
}

/**
 * Blur a picture by a Gaussian kernel. Around the picture everything is 0.
 * @param {Float64Array} picture
 * @param {number} side
 * @param {number} deviation the kernel's standard deviation in pixels
 * @param {number} truncate the kernel ends at this many standard deviations
 */
export function blurredPicture(picture, side, deviation, truncate) {
  const reach = Math.floor(truncate * deviation + 0.5)
  if (reach === 0) return picture
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, n) =>
    Math.exp(-((n - reach) ** 2) / (2 * deviation ** 2)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const kernel = weights.map((weight) => weight / total)
  return blurredAlong(blurredAlong(picture, side, kernel, side, 1), side, kernel, 1, side)
}

/**
 * Blur along one axis; `along` and `across` are the distances of neighbours in the array.
 * @param {Float64Array} picture
 * @param {number} side
 * @param {Float64Array} kernel
 * @param {number} along
 * @param {number} across
 */
function blurredAlong(picture, side, kernel, along, across) {
  const reach = (kernel.length - 1) / 2
  const result = new Float64Array(side * side)
  for (let line = 0; line < side; line += 1)
    for (let place = 0; place < side; place += 1) {
      const [first, last] = [Math.max(0, place - reach), Math.min(side - 1, place + reach)]
      let sum = 0
      for (let n = first; n <= last; n += 1)
        sum += kernel[n - place + reach] * picture[line * across + n * along]
      result[line * across + place * along] = sum
    }
  return result
}
