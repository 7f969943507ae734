// A plane's numbers around a place as coloured cells; or all its numbers, with the place marked.
import { coloured, extentOf, written } from "./plane_values.js"

const EMPTY = { ground: "", ink: "" }

/**
 * Make the cells of a lens, row by row.
 * @param {HTMLElement} lens
 * @param {Magnifier.Shown} plane
 * @param {number} rows
 * @param {number} columns
 */
export function makeCells(lens, plane, rows, columns) {
  const { chars, lines } = extentOf(plane)
  const shape = `${rows} ${columns} ${chars} ${lines}`
  if (lens.dataset.shape === shape) return
  lens.dataset.shape = shape
  for (const [name, value] of Object.entries({ rows, columns, chars, lines }))
    lens.style.setProperty(`--${name}`, String(value))
  lens.replaceChildren(
    ...Array.from({ length: rows * columns }, () => {
      const cell = document.createElement("i")
      cell.append("")
      return cell
    }),
  )
}

/**
 * Write the numbers into the cells, starting at `corner`; `read` returns those of a place. Without it, the cells stay
 * empty.
 * @param {HTMLElement} lens
 * @param {Magnifier.Shown} plane
 * @param {((place: Place) => number[]) | undefined} read
 * @param {Size} size
 * @param {Place} corner
 * @param {Place} place
 */
export function fillCells(lens, plane, read, size, corner, place) {
  const columns = Number(String(lens.dataset.shape).split(" ")[1])
  cellsOf(lens).forEach((cell, n) => {
    const row = corner[0] + Math.floor(n / columns)
    const column = corner[1] + (n % columns)
    const inside = row >= 0 && column >= 0 && row < size.height && column < size.width
    markCell(cell, inside, row === place[0] && column === place[1])
    fillCell(cell, plane, read && inside ? read([row, column]) : null)
  })
}

/**
 * Move the mark to another cell without rewriting the others.
 * @param {HTMLElement} lens
 * @param {number} columns
 * @param {Place} place
 */
export function moveMark(lens, columns, place) {
  const before = lens.querySelector(".here")
  if (before) markCell(/** @type {Magnifier.LensCell} */ (before), true, false)
  markCell(cellsOf(lens)[place[0] * columns + place[1]], true, true)
}

/** Not copied, because a moving lens needs its cells all the time. @param {HTMLElement} lens */
function cellsOf(lens) {
  return /** @type {NodeListOf<Magnifier.LensCell>} */ (/** @type {NodeList} */ (lens.childNodes))
}

/** @param {Magnifier.LensCell} cell @param {boolean} inside @param {boolean} here */
function markCell(cell, inside, here) {
  const kind = here ? "here" : inside ? "" : "outside"
  if (cell.kind === kind) return
  cell.kind = kind
  cell.className = kind
}

/**
 * Write only what has changed, compared with properties: reading the document would be slower than writing.
 * @param {Magnifier.LensCell} cell
 * @param {Magnifier.Shown} plane
 * @param {number[] | null} values
 */
function fillCell(cell, plane, values) {
  const text = values === null ? "" : values.map((value) => written(value, plane.kind)).join("\n")
  const { ground, ink } = values === null ? EMPTY : coloured(plane, values)
  if (cell.text !== text && cell.firstChild) cell.firstChild.nodeValue = cell.text = text
  if (cell.ground !== ground) cell.style.backgroundColor = cell.ground = ground
  if (cell.ink !== ink) cell.style.color = cell.ink = ink
}
