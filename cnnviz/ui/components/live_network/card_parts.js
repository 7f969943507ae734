// The parts of the card: windows of numbers, the output map, the sums of sources, the lines.
import { part, write } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"

/**
 * Make a matrix: its operator, its numbers and its name.
 * @returns {Card.MatrixPart}
 */
export function makeMatrix() {
  const element = part("figure", "matrix")
  const operator = part("span", "operator")
  operator.setAttribute("aria-hidden", "true")
  const grid = makeGrid("cells")
  const caption = part("figcaption")
  element.append(operator, grid.element, caption)
  return { element, operator, grid, caption }
}

/**
 * Draw a matrix with cells of this size.
 * @param {Card.MatrixPart} given
 * @param {Card.Matrix} matrix
 * @param {number} cell
 */
export function drawMatrix({ element, operator, grid, caption }, matrix, cell) {
  const { name, rows, columns, values, look, marks } = matrix
  element.hidden = false
  element.dataset.name = name.split(",")[0]
  write(operator, matrix.operator)
  write(caption, name)
  const shape = `${rows} × ${columns}`
  grid.draw({ rows, columns, values }, { ...look, label: `${name}: ${shape}` })
  if (grid.cell !== cell || grid.element.dataset.shape !== shape) grid.resize(cell)
  grid.element.dataset.shape = shape
  grid.mark("padding", framesOfMarks(marks, "outside", columns))
  grid.mark("winner", framesOfMarks(marks, "winner", columns))
}

/** @param {string[]} marks @param {string} mark @param {number} columns @returns {Frame[]} */
function framesOfMarks(marks, mark, columns) {
  return marks.flatMap((one, n) =>
    one === mark ? [/** @type {Frame} */ ([Math.floor(n / columns), 1, n % columns, 1])] : [],
  )
}

/**
 * Write names above the columns of a row of numbers.
 * @param {HTMLElement} element
 * @param {string[]} heads
 * @param {number} cell
 */
export function writeHeads(element, heads, cell) {
  element.hidden = !heads.length
  element.style.setProperty("--cell", `${cell}px`)
  fillWith(element, heads, () => part("span"), write)
}

/**
 * Write each source's sum, with the chosen one marked; `choose` is called with a slice.
 * @param {HTMLElement} element
 * @param {Card.Term[]} terms
 * @param {(term: Card.Term) => HTMLElement} make
 * @param {(value: number) => string} text
 */
export function writeTerms(element, terms, make, text) {
  const shape = terms.map(({ name, chosen }) => `${name}${chosen}`).join()
  if (element.dataset.shape !== shape) element.replaceChildren(...terms.map(make))
  element.dataset.shape = shape
  terms.forEach(({ value }, n) =>
    write(element.children[n].lastElementChild ?? element.children[n], text(value)),
  )
}

/** Write lines of words and numbers. @param {HTMLElement} element @param {Card.Item[][]} lines */
export function writeLines(element, lines) {
  fillWith(element, lines, () => part("p"), writeLine)
}

/** @param {HTMLElement} element @param {Card.Item[]} line */
function writeLine(element, line) {
  fillWith(element, line, makeItem, (item, { word, value, result }) => {
    item.classList.toggle("result", result === true)
    write(item.children[0], word)
    write(item.children[1], value)
  })
}

/** A word and a number. */
function makeItem() {
  const item = part("span", "item")
  item.append(part("em"), part("b"))
  return item
}

/**
 * Give an element one child for each thing, and write the things into them.
 * @template Thing
 * @param {HTMLElement} element
 * @param {Thing[]} things
 * @param {() => HTMLElement} make
 * @param {(child: HTMLElement, thing: Thing) => void} put
 */
function fillWith(element, things, make, put) {
  while (element.children.length > things.length) element.lastElementChild?.remove()
  while (element.children.length < things.length) element.append(make())
  things.forEach((thing, n) => put(/** @type {HTMLElement} */ (element.children[n]), thing))
}
