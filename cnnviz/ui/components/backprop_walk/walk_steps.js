// Steps of the walk: from stop to stop, and within a stop from cell to cell. No DOM here.

/** @type {Record<string, number>} */
const STOPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }
/** @type {Record<string, number>} */
const CELLS = { ArrowDown: 1, ArrowUp: -1 }

/** Whether a key belongs to the walk. @param {string} key */
export function isOfTheWalk(key) {
  return key in STOPS || key in CELLS || key === " " || key === "Enter"
}

/**
 * The stop that a key leads to, or the same stop.
 * @param {string} key
 * @param {number} stop
 * @param {number} count
 */
export function stopAfter(key, stop, count) {
  return Math.max(0, Math.min(count - 1, stop + (STOPS[key] ?? 0)))
}

/**
 * All new cells of a stop in reading order: [table, row, column].
 * @param {BackpropWalk.Stop} given
 * @returns {BackpropWalk.TableCell[]}
 */
export function newCells({ tables }) {
  return tables.flatMap((table, n) =>
    table.lines.length ? table.texts.flatMap((row, r) => row.map((_, c) => [n, r, c])) : [],
  )
}

/**
 * The new cell that a key leads to; from a cell that is not new, the first.
 * @param {string} key
 * @param {BackpropWalk.TableCell} place
 * @param {BackpropWalk.Stop} stop
 * @returns {BackpropWalk.TableCell}
 */
export function cellAfter(key, place, stop) {
  const cells = newCells(stop)
  const now = cells.findIndex((cell) => String(cell) === String(place))
  return cells[Math.max(0, Math.min(cells.length - 1, now + (CELLS[key] ?? 0)))]
}

/**
 * The first cell to look at: the new cell with the largest value, as drawn.
 * @param {BackpropWalk.Stop} stop
 * @returns {BackpropWalk.TableCell}
 */
export function firstCell(stop) {
  const strength = (/** @type {BackpropWalk.TableCell} */ [n, r, c]) =>
    Math.abs(stop.tables[n].strengths[r][c])
  const [first] = newCells(stop)
  const cells = newCells(stop).filter(([n]) => n === first[0])
  return cells.reduce((best, cell) => (strength(cell) > strength(best) ? cell : best))
}

/**
 * A cell's arithmetic, or its value if it is not new.
 * @param {BackpropWalk.Stop} given
 * @param {BackpropWalk.TableCell} more
 */
export function lineOf({ tables }, [n, row, column]) {
  const table = tables[n]
  if (table.lines.length) return table.lines[row * table.texts[0].length + column]
  return `${nameOf(table, row, column)} = ${table.texts[row][column]}`
}

/**
 * A cell's name: its table and position.
 * @param {BackpropWalk.Table} given
 * @param {number} row
 * @param {number} column
 */
export function nameOf({ name, texts, heads }, row, column) {
  const parts = [...(texts.length > 1 ? [`row ${row}`] : []), ...(heads.length ? [heads[column]] : [])]
  if (!heads.length && texts[0].length > 1) parts.push(`column ${column}`)
  return [name, ...parts].join(", ")
}

/**
 * The frames of the cells that a new cell was computed from: [table, row, column, rows, columns].
 * @param {BackpropWalk.Stop} given
 * @param {BackpropWalk.TableCell} more
 */
export function framesOfCell({ tables }, [n, row, column]) {
  return tables[n].frames[row * tables[n].texts[0].length + column] ?? []
}

/**
 * The largest cells, in pixels, at which each stop fits in one row; on a narrow screen, each table alone.
 * @param {BackpropWalk.Stop[]} stops
 * @param {number} width
 * @param {number} height
 * @param {BackpropWalk.CellSizes} given
 */
export function cellSize(stops, width, height, { gap, least, most }) {
  const wide = (/** @type {BackpropWalk.Stop} */ { tables }) => {
    const columns = tables.reduce((sum, { texts }) => sum + texts[0].length, 0)
    return (width - gap * tables.length) / columns
  }
  const tall = Math.max(...stops.flatMap(({ tables }) => tables.map(({ texts }) => texts.length)))
  const inOneRow = Math.min(most, height / tall, ...stops.map(wide))
  if (inOneRow >= least) return { cell: Math.floor(inOneRow), narrow: false }
  const columns = Math.max(...stops.flatMap(({ tables }) => tables.map(({ texts }) => texts[0].length)))
  return { cell: Math.floor(Math.min(0.75 * most, width / columns)), narrow: true }
}
