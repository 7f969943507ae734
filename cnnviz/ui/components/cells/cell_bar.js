// The bar: its pixels, and how it turns and shifts. No DOM here.

/** As in lessons/cells.py: no rounding error of a cosine decides between two levels. */
const NUDGE = 1e-9

/**
 * The picture of the bar, row by row, as levels 0 … 255.
 * @param {Pick<Cells.Message, 'barWidth' | 'barLength' | 'dark'>} look
 * @param {Cells.Pose} pose
 * @param {number} side rows and columns, an odd number
 */
export function barLevels({ barWidth, barLength, dark }, { angle, shift }, side) {
  const levels = new Uint8Array(side * side)
  const [cosine, sine] = directionOf(angle)
  const centre = (side - 1) / 2
  for (let row = 0, n = 0; row < side; row += 1) {
    const y = centre - row
    for (let column = 0; column < side; column += 1, n += 1) {
      const x = column - centre
      const covered =
        coveredBy(y * cosine - x * sine - shift, barWidth) * coveredBy(x * cosine + y * sine, barLength)
      const level = Math.floor(255 * covered + 0.5 + NUDGE)
      levels[n] = dark ? 255 - level : level
    }
  }
  return levels
}

/** The share of a pixel within half a width of the middle line. @param {number} distance @param {number} width */
function coveredBy(distance, width) {
  return Math.max(0, Math.min(1, width / 2 - Math.abs(distance) + 0.5))
}

/** Cosine and sine of an angle in degrees. @param {number} angle */
export function directionOf(angle) {
  return [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
}

/**
 * The bar after a turn about the centre. Half a turn is the same bar, seen from its other side.
 * @param {Cells.Pose} pose
 * @param {number} degrees counter-clockwise
 * @returns {Cells.Pose}
 */
export function turnedBy({ angle, shift }, degrees) {
  const sum = angle + Math.round(degrees)
  const halfTurns = Math.floor(sum / 180)
  return { angle: sum - 180 * halfTurns, shift: halfTurns % 2 ? 0 - shift : shift }
}

/**
 * The bar after a shift at a right angle to itself.
 * @param {Cells.Pose} pose
 * @param {number} pixels
 * @param {number} most the largest distance from the centre
 * @returns {Cells.Pose}
 */
export function shiftedBy({ angle, shift }, pixels, most) {
  return { angle, shift: Math.max(-most, Math.min(most, shift + Math.round(pixels))) }
}

/**
 * What a hand grabs at a place: the bar's middle, to shift it; or anything else, to turn it.
 * @param {Pick<Cells.Message, 'barWidth' | 'barLength'>} size
 * @param {Cells.Pose} pose
 * @param {number} x from the centre, in pixels of the picture
 * @param {number} y upwards
 * @returns {'shift' | 'turn'}
 */
export function grabbedAt({ barWidth, barLength }, { angle, shift }, x, y) {
  const [cosine, sine] = directionOf(angle)
  const along = Math.abs(x * cosine + y * sine)
  const across = Math.abs(y * cosine - x * sine - shift)
  return along < barLength / 4 && across < barWidth ? "shift" : "turn"
}

/**
 * The bar that a hand has dragged from one place to another.
 * @param {Cells.Grab} grab
 * @param {number} x
 * @param {number} y
 * @param {number} most the largest shift
 * @returns {Cells.Pose}
 */
export function draggedTo({ kind, pose, from }, x, y, most) {
  if (kind === "turn") {
    const degrees = ((Math.atan2(y, x) - Math.atan2(from[1], from[0])) * 180) / Math.PI
    return turnedBy(pose, degrees)
  }
  const [cosine, sine] = directionOf(pose.angle)
  return shiftedBy(pose, (y - from[1]) * cosine - (x - from[0]) * sine, most)
}

/**
 * The bar after a key, or null: left and right turn it, up and down shift it.
 * @param {string} key
 * @param {boolean} fine
 * @param {Cells.Pose} pose
 * @param {number} most the largest shift
 */
export function poseAfter(key, fine, pose, most) {
  const degrees = fine ? 1 : 5
  if (key === "ArrowLeft") return turnedBy(pose, degrees)
  if (key === "ArrowRight") return turnedBy(pose, -degrees)
  const upwards = pose.angle <= 90 ? 1 : -1
  if (key === "ArrowUp") return shiftedBy(pose, upwards, most)
  if (key === "ArrowDown") return shiftedBy(pose, -upwards, most)
  return null
}

/** The angle among `shown` that is nearest to an angle. @param {number[]} shown @param {number} angle */
export function nearestShown(shown, angle) {
  return shown[Math.round(angle / shown[1]) % shown.length]
}
