// Where the walk over the output goes. Cells are counted in the order of a program: row by row. No DOM here.

/** The cell to which a key leads, or null where it leads nowhere. */
export function ledTo(key, index, rows, columns) {
  const count = rows * columns
  const to = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index + columns,
    ArrowUp: index - columns,
    Home: 0,
    End: count - 1,
  }[key]
  return to >= 0 && to < count ? to : null
}

/** Whether a key is one of the walk's. */
export function isOurs(key) {
  return [" ", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End"].includes(key)
}

/** A position from elsewhere as a cell of this output: beyond the last row or column, the last. */
export function cellAt([row, column], { rows, columns }) {
  const within = (value, count) => Math.max(0, Math.min(value, count - 1))
  return within(row, rows) * columns + within(column, columns)
}

/** Row and column of a cell. */
export function placeOf(index, { columns }) {
  return [Math.floor(index / columns), index % columns]
}
