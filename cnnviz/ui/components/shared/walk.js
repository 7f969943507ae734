// Steps of the walk over the output. Cells are counted row by row. No DOM here.

/**
 * The cell that a key leads to, or null.
 * @param {string} key
 * @param {number} index
 * @param {number} rows
 * @param {number} columns
 * @returns {number | null}
 */
export function ledTo(key, index, rows, columns) {
  const count = rows * columns
  const to = /** @type {Record<string, number | undefined>} */ ({
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  })[key]
  return to !== undefined && to >= 0 && to < count ? to : null
}

/** Whether a key belongs to the walk. @param {string} key */
export function isOurs(key) {
  return [" ", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"].includes(key)
}

/**
 * The index of a cell of this output, with row and column limited to the last.
 * @param {Place} given
 * @param {{ rows: number, columns: number }} more
 */
export function cellAt([row, column], { rows, columns }) {
  const within = (/** @type {number} */ value, /** @type {number} */ count) =>
    Math.max(0, Math.min(value, count - 1))
  return within(row, rows) * columns + within(column, columns)
}

/** Row and column of a cell. @param {number} index @param {{ columns: number }} given @returns {Place} */
export function placeOf(index, { columns }) {
  return [Math.floor(index / columns), index % columns]
}
