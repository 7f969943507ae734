// One plane's numbers around a place, as coloured cells; or all of its numbers, with the place marked.
import { coloured, extentOf, sample, written } from "./values.js"

const EMPTY = { ground: "", ink: "" }

/** Make the cells of a lens, row by row. */
export function makeCells(lens, plane, rows, columns) {
  const { chars, lines } = extentOf(plane)
  const shape = `${rows} ${columns} ${chars} ${lines}`
  if (lens.dataset.shape === shape) return
  lens.dataset.shape = shape
  for (const [name, value] of Object.entries({ rows, columns, chars, lines })) lens.style.setProperty(`--${name}`, value)
  lens.replaceChildren(
    ...Array.from({ length: rows * columns }, () => {
      const cell = document.createElement("i")
      cell.append("")
      return cell
    }),
  )
}

/** Write the numbers into the cells; `corner` is the place of the first. Without numbers, cells are empty. */
export function fillCells(lens, plane, numbers, size, corner, place) {
  const columns = Number(lens.dataset.shape.split(" ")[1])
  lens.childNodes.forEach((cell, n) => {
    const row = corner[0] + Math.floor(n / columns)
    const column = corner[1] + (n % columns)
    const inside = row >= 0 && column >= 0 && row < size.height && column < size.width
    markCell(cell, inside, row === place[0] && column === place[1])
    fillCell(cell, plane, numbers && inside ? sample(plane, numbers, size.width, row, column) : null)
  })
}

/** Say which of the cells is the place, without writing the others anew. */
export function moveMark(lens, columns, place) {
  const before = lens.querySelector(".here")
  if (before) markCell(before, true, false)
  markCell(lens.childNodes[place[0] * columns + place[1]], true, true)
}

function markCell(cell, inside, here) {
  const kind = here ? "here" : inside ? "" : "outside"
  if (cell.kind === kind) return
  cell.kind = kind
  cell.className = kind
}

/** Write what is another than before; asking the document for that would take longer than writing it. */
function fillCell(cell, plane, values) {
  const text = values === null ? "" : values.map((value) => written(value, plane.kind)).join("\n")
  const { ground, ink } = values === null ? EMPTY : coloured(plane, values)
  if (cell.text !== text) cell.firstChild.data = cell.text = text
  if (cell.ground !== ground) cell.style.backgroundColor = cell.ground = ground
  if (cell.ink !== ink) cell.style.color = cell.ink = ink
}
