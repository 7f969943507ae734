// The sizes of the card's cells and of its output map. No DOM here.

/** The largest side of a cell, the side from which a number has two decimals, and the tallest window, in pixels. */
const [CARD_CELL, ROOMY_CELL, TALLEST_WINDOW] = [50, 40, 252]
/** Pixels between matrices and before the output, with the operator in it; beside all; beside a row of numbers. */
const [MATRIX_GAP, ARROW_GAP, CARD_PADDING, ROW_NAMES] = [34, 54, 40, 110]
/** The same where the card is as wide as a phone: its own width is then that of its content. */
const [NARROW_GAP, NARROW_NAMES] = [24, 86]
/** The largest side of the output map in pixels, and the least side of its cells where windows need the room. */
const [OUTPUT_SIDE, LEAST_OUTPUT_CELL] = [156, 3]
/** The width of a column of numbers with its name above, and the most columns. */
const [COLUMN_WIDTH, MOST_COLUMNS] = [56, 8]

/**
 * The sides of cells and of the output's cells for a card of this width.
 * @param {number} width
 * @param {{ heads: string[], matrices: { rows: number, columns: number }[] }} view
 * @param {{ rows: number, columns: number }} output
 * @param {boolean} narrow whether the matrices may stand in two rows, and the output below
 */
export function cellSizes(width, view, output, narrow) {
  let map = outputCell(output)
  let cell = windowCell(roomBeside(width, output, map, narrow), view, narrow)
  while (!narrow && cell < ROOMY_CELL && map > LEAST_OUTPUT_CELL) {
    map -= 1
    cell = windowCell(roomBeside(width, output, map, narrow), view, narrow)
  }
  return { cell, map }
}

/**
 * The side of a window's cells in this width.
 * @param {number} room
 * @param {{ heads: string[], matrices: { rows: number, columns: number }[] }} view
 * @param {boolean} narrow
 */
function windowCell(room, { heads, matrices }, narrow) {
  const beside = matrices.slice(0, narrow ? 2 : 3).map(({ columns }) => columns)
  const columns = heads.length || beside.reduce((sum, one) => sum + one, 0)
  const between = narrow ? NARROW_GAP * beside.length : MATRIX_GAP * (beside.length - 1)
  const gaps = heads.length ? namesWidth(narrow) : between
  const tallest = Math.max(...matrices.map(({ rows }) => rows))
  const fits = Math.min(Math.floor((room - gaps) / columns), Math.floor(TALLEST_WINDOW / tallest))
  return Math.max(2, Math.min(CARD_CELL, fits))
}

/**
 * The width beside the output map.
 * @param {number} width
 * @param {{ columns: number }} output
 * @param {number} map
 * @param {boolean} narrow
 */
function roomBeside(width, { columns }, map, narrow) {
  return narrow ? width : width - CARD_PADDING - columns * map - ARROW_GAP
}

/** The width of the names beside rows of numbers. @param {boolean} narrow */
function namesWidth(narrow) {
  return narrow ? NARROW_NAMES : ROW_NAMES
}

/** The side of a cell of the output map, in whole pixels. @param {{ rows: number, columns: number }} output */
export function outputCell({ rows, columns }) {
  return Math.max(1, Math.min(CARD_CELL, Math.floor(OUTPUT_SIDE / Math.max(rows, columns))))
}

/**
 * The most sources in a row for a card of this width, with room for the sum of the others.
 * @param {number} width
 * @param {{ rows: number, columns: number }} output
 * @param {boolean} narrow
 */
export function mostInRow(width, output, narrow) {
  const room = roomBeside(width, output, outputCell(output), narrow) - namesWidth(narrow)
  return Math.max(2, Math.min(MOST_COLUMNS, Math.floor(room / COLUMN_WIDTH) - 1))
}
