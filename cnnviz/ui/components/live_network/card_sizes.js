// The sizes of the card's cells and of its output map. No DOM here.

/** The side of a cell in pixels, and the least side at which a number of four characters is legible. */
const CARD_CELL = 50
const LEAST_CELL = 20
/** Pixels between matrices, with the operator in it, and around all. */
const MATRIX_GAP = 44
const CARD_PADDING = 52
/** The largest side of the output map in pixels. */
const OUTPUT_SIDE = 156

/**
 * The sides of cells and of the output's cells for a card of this width.
 * @param {number} width
 * @param {{ heads: string[], matrices: { columns: number }[] }} view
 * @param {{ rows: number, columns: number }} output
 * @param {boolean} narrow whether the matrices may stand in two rows
 */
export function cellSizes(width, { matrices, heads }, output, narrow) {
  const map = outputCell(output)
  const beside = narrow ? 0 : output.columns * map + MATRIX_GAP
  const room = width - CARD_PADDING - beside
  const across = heads.length
    ? [heads.length]
    : matrices.slice(0, narrow ? 2 : 3).map(({ columns }) => columns)
  const columns = across.reduce((sum, one) => sum + one, 0)
  const gaps = heads.length ? MATRIX_GAP : MATRIX_GAP * (across.length - 1)
  return { cell: Math.max(LEAST_CELL, Math.min(CARD_CELL, Math.floor((room - gaps) / columns))), map }
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
  const beside = narrow ? 0 : output.columns * outputCell(output) + MATRIX_GAP
  return Math.max(
    2,
    Math.min(8, Math.floor((width - CARD_PADDING - MATRIX_GAP - beside) / (CARD_CELL + 12)) - 1),
  )
}
