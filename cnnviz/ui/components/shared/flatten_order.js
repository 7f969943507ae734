// The order in which Flatten reads maps: row by row, column by column, channel by channel. No DOM here.

/**
 * A cell's index in the column that Keras's Flatten makes of (height, width, channels).
 * @param {Cell} given
 * @param {Shape} more
 */
export function positionOf([row, column, channel], [, width, channels]) {
  return (row * width + column) * channels + channel
}

/**
 * Row, column and channel of an index in the column.
 * @param {number} position
 * @param {Shape} given
 * @returns {Cell}
 */
export function cellOf(position, [, width, channels]) {
  const cell = Math.floor(position / channels)
  return [Math.floor(cell / width), cell % width, position % channels]
}

/** The index, limited to the column. @param {number} position @param {Shape} shape */
export function placeWithin(position, shape) {
  return Math.max(0, Math.min(position, shape[0] * shape[1] * shape[2] - 1))
}

/** The arithmetic of an index. @param {number} position @param {Shape} shape */
export function countedOut(position, shape) {
  const [row, column, channel] = cellOf(position, shape)
  return `(${row}·${shape[1]} + ${column})·${shape[2]} + ${channel} = ${position}`
}

/**
 * One channel of the maps as a plane: its numbers row by row.
 * @param {number[]} values
 * @param {Shape} given
 * @param {number} channel
 */
export function planeOf(values, [rows, columns, channels], channel) {
  return {
    rows,
    columns,
    values: Array.from({ length: rows * columns }, (_, n) => values[n * channels + channel]),
  }
}

/**
 * The largest side of a cell at which all maps fit, and the number of maps per row.
 * @param {Size} given
 * @param {Shape} more
 * @param {PlaneSizes} rest
 */
export function fitted({ width, height }, [rows, columns, channels], { largest, gap, caption }) {
  const sides = Array.from({ length: channels }, (_, n) => {
    const across = n + 1
    const down = Math.ceil(channels / across)
    const wide = (width - across * gap) / across / columns
    const high = (height - down * (gap + caption)) / down / rows
    return { across, side: Math.floor(Math.min(largest, wide, high)) }
  })
  const best = sides.reduce((one, other) => (other.side > one.side ? other : one))
  return { ...best, side: Math.max(2, best.side) }
}

/** A number with at most four digits and a true minus sign. @param {number} value */
export function inFew(value) {
  return Number(value.toPrecision(4)).toString().replaceAll("-", "−")
}
