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
 * The tables of a stop in columns, by index: a bias stands below the weights that it belongs to.
 * @param {BackpropWalk.Table[]} tables
 */
export function columnsOf(tables) {
  const isBias = (/** @type {number} */ n) => /^∂?bias/.test(tables[n].name)
  const biases = tables.map((_, n) => n).filter(isBias)
  const columns = tables.map((_, n) => [n]).filter(([n]) => !isBias(n))
  const owners = columns.map(([n]) => n)
  biases.forEach((bias, k) => {
    const one = biases.length === owners.length ? k : owners.findLastIndex((owner) => owner < bias)
    columns[one].push(bias)
  })
  return columns
}

/** Whether the network's input is among the tables of a stop. @param {BackpropWalk.Stop} stop @param {BackpropWalk.Stop} first */
export function hasInput(stop, first) {
  return stop.tables[0].name === first.tables[0].name
}

/**
 * The cells' height and width, and the height of the scene, in pixels: the largest at which each stop fits in one
 * row beside the input, whose cells are smaller. On a narrow screen, each table stands alone.
 * @param {BackpropWalk.Stop[]} stops
 * @param {number} width
 * @param {number} height
 * @param {BackpropWalk.CellSizes} sizes
 */
export function cellSize(stops, width, height, sizes) {
  const { gap, input, least, most, widest } = sizes
  const [across, down] = [input * widthOf(stops[0].tables[0]), input * heightOf(stops[0].tables[0])]
  const besides = stops.map((stop) => columnsBeside(stop, stops[0]))
  const room = (/** @type {BackpropWalk.Table[][]} */ columns) => width - gap * columns.length
  const wide = (/** @type {BackpropWalk.Table[][]} */ columns) =>
    total(columns.map(([table]) => widthOf(table)))
  const cell = Math.min(
    most,
    (height - sizes.caption) / down,
    ...besides
      .flat()
      .map((column) => (height - total(column.map(overheadIn(sizes)))) / total(column.map(heightOf))),
    ...besides.map((columns) => room(columns) / (across + wide(columns))),
  )
  if (cell < least) {
    const columns = Math.max(...stops.flatMap(({ tables }) => tables.map(widthOf)))
    const alone = Math.floor(Math.min(0.75 * most, width / columns))
    return { cell: alone, wide: alone, tall: 0, narrow: true }
  }
  const widths = besides.filter(wide).map((columns) => (room(columns) - across * cell) / wide(columns))
  const heights = besides
    .flat()
    .map((column) => total(column.map(overheadIn(sizes))) + cell * total(column.map(heightOf)))
  return {
    cell: Math.floor(cell),
    wide: Math.floor(Math.min(widest * cell, ...widths)),
    tall: Math.ceil(Math.max(sizes.caption + down * cell, ...heights)),
    narrow: false,
  }
}

/**
 * The tables of a stop, in columns, without the input.
 * @param {BackpropWalk.Stop} stop
 * @param {BackpropWalk.Stop} first
 */
function columnsBeside(stop, first) {
  const columns = columnsOf(stop.tables).map((column) => column.map((n) => stop.tables[n]))
  return hasInput(stop, first) ? columns.slice(1) : columns
}

/**
 * The height of a table's caption and heads; a table below another has no heads.
 * @param {BackpropWalk.CellSizes} sizes
 * @returns {(table: BackpropWalk.Table, place: number) => number}
 */
function overheadIn({ caption, head }) {
  return ({ heads }, place) => caption + (heads.length && place === 0 ? head : 0)
}

/** @param {BackpropWalk.Table} table */
function widthOf({ texts }) {
  return texts[0].length
}

/** @param {BackpropWalk.Table} table */
function heightOf({ texts }) {
  return texts.length
}

/** @param {number[]} values */
function total(values) {
  return values.reduce((sum, value) => sum + value, 0)
}
