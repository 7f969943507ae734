// The window enlarged: its values, the kernel and their products, one slice per channel.

import { range } from "../shared/axes.js"
import { find } from "../shared/elements.js"
import { groundOf, inkOn } from "../shared/ink.js"
import { short } from "../shared/numbers.js"
import { MOST_PRODUCTS, result, written } from "./formula.js"
import { fieldOf, showWeight } from "./kernel_fields.js"

/**
 * Make the loupe of one channel; `edited` is called with channel, row, column and the typed text.
 * @param {Stepper.LoupeShape} given
 * @param {Stepper.Edited} edited
 * @returns {Stepper.Loupe}
 */
export function makeLoupe({ rows, columns, products, editable, several, channel }, edited) {
  const element = document.createElement("div")
  element.className = "slice"
  element.dataset.channel = String(channel)
  element.style.setProperty("--columns", String(columns))
  element.classList.toggle("small", Math.max(rows, columns) <= 3)
  element.classList.toggle("tiny", Math.max(rows, columns) <= 2)
  element.classList.toggle("lone", !products)
  element.classList.toggle("summed", several || rows * columns > MOST_PRODUCTS)
  const names = products ? ["window", "kernel", "products"] : ["window"]
  const matrices = names.map((name, n) => matrixOf(name, ["", "·", "="][n], rows, columns))
  element.append(...matrices.map((matrix) => matrix.element))
  const [window, kernel, product] = matrices
  if (products && editable)
    kernel.cells.forEach((cell, n) => cell.element.append(fieldOf(n, columns, channel, edited)))
  return {
    element,
    size: (letters) => matrices.forEach((matrix, n) => sizeMatrix(matrix, letters[names[n]])),
    setKernel: (weights, look) =>
      weights.forEach((weight, n) => setWeight(kernel.cells[n], weight, look, editable)),
    clear: () =>
      [window, product].forEach((matrix) =>
        matrix?.cells.forEach((cell) => setCell(cell, NaN, { colours: "weights", limit: 1 })),
      ),
    show: (slice, looks) => {
      slice.window.forEach((value, n) => setCell(window.cells[n], value, looks.window, marksOf(slice, n)))
      if (!products) return
      slice.products.forEach((value, n) => setCell(product.cells[n], value, looks.products))
      setSum(product.sum, slice.sum)
    },
  }
}

/**
 * @param {string} name
 * @param {string} operator
 * @param {number} rows
 * @param {number} columns
 * @returns {Stepper.Matrix}
 */
function matrixOf(name, operator, rows, columns) {
  const element = document.createElement("div")
  element.className = `matrix ${name}`
  element.dataset.operator = operator
  const table = document.createElement("table")
  const title = name === "window" && rows * columns === 1 ? "number" : name
  table.setAttribute("aria-label", title)
  const cells = range(rows).flatMap(() => {
    const line = table.insertRow()
    return range(columns).map(() => {
      const cell = line.insertCell()
      return { element: cell, letters: 0, text: cell.appendChild(new Text()) }
    })
  })
  const heading = document.createElement("p")
  const sum = document.createElement("b")
  heading.append(title, sum)
  element.append(heading, table)
  return { element, cells, sum }
}

/**
 * Give the cells a width in characters, and mark their content as outdated.
 * @param {Stepper.Matrix} given
 * @param {number} letters
 */
function sizeMatrix({ element, cells }, letters) {
  element.style.setProperty("--letters", String(Math.max(2, letters)))
  cells.forEach((cell) => Object.assign(cell, { letters, value: undefined }))
}

/**
 * Write only what changes.
 * @param {Stepper.LoupeCell} cell
 * @param {number} value
 * @param {Look} look
 */
function setCell(cell, value, look, marks = "") {
  if (!Object.is(cell.value, value)) {
    cell.value = value
    cell.text.nodeValue = fitted(value, cell.letters)
    paintCell(cell, value, look)
  }
  const name = `${cell.colour}${marks}`
  if (cell.name !== name) cell.element.className = cell.name = name
}

/**
 * A number that fits its cell's width: if its power of ten does not, with one digit only.
 * @param {number} value
 * @param {number} letters
 */
function fitted(value, letters) {
  if (Number.isNaN(value)) return ""
  const text = written(value)
  return text.length > letters && text.includes("e") ? short(value, 2) : text
}

/** @param {Stepper.LoupeCell} cell @param {number} value @param {Look} look */
function paintCell(cell, value, look) {
  cell.colour = inkOn(value, look)
  cell.element.style.background = groundOf(value, look)
}

/** @param {Stepper.Slice} given @param {number} n */
function marksOf({ inside, winner }, n) {
  return `${inside[n] ? "" : " outside"}${n === winner ? " winner" : ""}`
}

/** @param {HTMLElement} element @param {number} sum */
function setSum(element, sum) {
  element.textContent = `sum ${result(sum)}`
  element.dataset.value = String(sum)
}

/** @param {Stepper.LoupeCell} cell @param {number} weight @param {Look} look @param {boolean} editable */
function setWeight(cell, weight, look, editable) {
  if (!editable) return setCell(cell, weight, look)
  paintCell(cell, weight, look)
  cell.element.className = cell.colour ?? ""
  showWeight(find(cell.element, "input"), weight)
}
