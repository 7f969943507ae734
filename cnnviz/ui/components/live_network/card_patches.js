// What the card marks on the maps: the windows on the sources, and the field of pixels on the input. No DOM here.

/**
 * The frames around cells: one where they fill a rectangle, otherwise one for each.
 * @param {(Cell | null)[]} cells null for padding
 * @returns {Frame[]}
 */
export function framesAround(cells) {
  const inside = cells.filter((cell) => cell !== null)
  if (!inside.length) return []
  const whole = boundsOfCells(inside)
  const fills = whole[1] * whole[3] === new Set(inside.map(([row, column]) => `${row} ${column}`)).size
  return fills ? [whole] : inside.map(([row, column]) => [row, 1, column, 1])
}

/** The smallest rectangle around cells. @param {Cell[]} cells @returns {Frame} */
function boundsOfCells(cells) {
  const rows = cells.map(([row]) => row)
  const columns = cells.map(([, column]) => column)
  const [top, left] = [Math.min(...rows), Math.min(...columns)]
  return [top, Math.max(...rows) - top + 1, left, Math.max(...columns) - left + 1]
}

/**
 * The windows on the sources' maps; sources that are columns of units have none.
 * @param {Network.Insight} insight
 * @param {number[]} shown the indices of the slices to mark
 * @param {Card.Surroundings["sides"]} sides
 * @returns {Card.Patch[]}
 */
export function patchesOf({ slices }, shown, sides) {
  return shown
    .map((n) => slices[n])
    .filter(({ source }) => !sides(source).flat)
    .map(({ source, channel, cells }) => ({ name: source, channel, frames: framesAround(cells) }))
}

/**
 * The pixels of the input that a number depends on, as one frame; null where all are.
 * @param {(name: string, cell: Cell) => Network.Insight} look
 * @param {Card.Surroundings["sides"]} sides
 * @param {string} input the input's name
 * @param {string} name
 * @param {Cell} cell
 * @returns {Frame | null}
 */
export function fieldOnInput(look, sides, input, name, cell) {
  /** @type {Map<string, Frame>} */
  const known = new Map()
  const whole = /** @type {Frame} */ ([0, sides(input).rows, 0, sides(input).columns])
  /** @type {(name: string, frame: Frame, channel: number) => Frame} */
  const trace = (at, [top, height, left, width], channel) => {
    if (at === input) return [top, height, left, width]
    const key = `${at} ${top} ${height} ${left} ${width}`
    const found =
      known.get(key) ?? joinFrames(cornersOf([top, height, left, width], channel).flatMap(sourcesAt(at)))
    known.set(key, found)
    return found
  }
  /** @type {(at: string) => (cell: Cell) => Frame[]} */
  const sourcesAt = (at) => (corner) => {
    const { rule, slices } = look(at, corner)
    if (sides(at).flat && rule !== "copy") return [whole]
    return firstOfEach(slices).flatMap(({ source, channel, cells }) => {
      const inside = cells.filter((one) => one !== null)
      return inside.length ? [trace(source, boundsOfCells(inside), channel)] : []
    })
  }
  const field = trace(name, [cell[0], 1, cell[1], 1], cell[2])
  return String(field) === String(whole) || !field[1] ? null : field
}

/** One slice of each source: all of its channels have the same window. @param {Network.Slice[]} slices */
function firstOfEach(slices) {
  return slices.filter(({ source }, n) => slices.findIndex((other) => other.source === source) === n)
}

/** The first and the last cell of a frame. @param {Frame} frame @param {number} channel @returns {Cell[]} */
function cornersOf([top, height, left, width], channel) {
  const last = /** @type {Cell} */ ([top + height - 1, left + width - 1, channel])
  return height * width > 1 ? [[top, left, channel], last] : [last]
}

/** The smallest frame around frames; one without cells where there are none. @param {Frame[]} frames @returns {Frame} */
function joinFrames(frames) {
  const some = frames.filter(([, height]) => height > 0)
  if (!some.length) return [0, 0, 0, 0]
  const top = Math.min(...some.map((frame) => frame[0]))
  const left = Math.min(...some.map((frame) => frame[2]))
  const bottom = Math.max(...some.map((frame) => frame[0] + frame[1]))
  const right = Math.max(...some.map((frame) => frame[2] + frame[3]))
  return [top, bottom - top, left, right - left]
}
