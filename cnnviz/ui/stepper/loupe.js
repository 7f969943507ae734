// What the window sees, large: its values, the kernel, their products; one slice for each channel.
import { short, strength, typed } from "../stage/numbers.js"
import { MOST_PRODUCTS, result, written } from "./formula.js"
import { inkOn } from "./grid.js"
import { range } from "./windows.js"

/** Make the loupe of one channel; `edited` is called with row, column and what was typed. */
export function makeLoupe({ rows, columns, products, editable, several, channel }, edited) {
  const element = document.createElement("div")
  element.className = "slice"
  element.dataset.channel = channel
  element.style.setProperty("--columns", columns)
  element.classList.toggle("small", Math.max(rows, columns) <= 3)
  element.classList.toggle("lone", !products)
  element.classList.toggle("summed", several || rows * columns > MOST_PRODUCTS)
  const names = products ? ["window", "kernel", "products"] : ["window"]
  const matrices = names.map((name, n) => matrixOf(name, ["", "·", "="][n], rows, columns))
  element.append(...matrices.map((matrix) => matrix.element))
  const [window, kernel, product] = matrices.map((matrix) => matrix.cells)
  if (products && editable) kernel.forEach((cell, n) => cell.append(fieldOf(n, columns, channel, edited)))
  const sum = products ? matrices[2].element.querySelector("b") : null
  let room = {}
  return {
    element,
    size: (letters) => {
      room = letters
      matrices.forEach((one, n) => one.element.style.setProperty("--letters", Math.max(2, letters[names[n]])))
    },
    setKernel: (weights, look) => weights.forEach((weight, n) => setWeight(kernel[n], weight, look)),
    clear: () => [...window, ...(product ?? [])].forEach((cell) => setCell(cell, NaN, { limit: 1 })),
    show: (slice, looks) => {
      slice.window.forEach((value, n) => setCell(window[n], value, looks.window, room.window))
      window.forEach((cell, n) => markCell(cell, slice, n))
      if (!products) return
      slice.products.forEach((value, n) => setCell(product[n], value, looks.products, room.products))
      setSum(sum, slice.sum)
    },
  }
}

function matrixOf(name, operator, rows, columns) {
  const element = document.createElement("div")
  element.className = `matrix ${name}`
  element.dataset.operator = operator
  const table = document.createElement("table")
  table.setAttribute("aria-label", name)
  const cells = range(rows).flatMap(() => {
    const line = table.insertRow()
    return range(columns).map(() => line.insertCell())
  })
  const heading = document.createElement("p")
  heading.append(name, document.createElement("b"))
  element.append(heading, table)
  return { element, cells }
}

/** Only what changes is written: the rest costs a browser nothing. */
function setCell(cell, value, look, letters = 9) {
  const text = Number.isNaN(value) ? "" : fitted(value, letters)
  if (cell.textContent !== text) cell.textContent = text
  paintCell(cell, value, look)
}

/** A number in its cell's width: where its power of ten does not fit, it is rounded to 0. */
function fitted(value, letters) {
  const text = written(value)
  return text.length > letters && text.includes("e") ? short(value, 2) : text
}

function paintCell(cell, value, look) {
  const colour = look.pixels ? "pixel" : value < 0 ? "negative" : "positive"
  cell.className = `${colour} ${inkOn(value, look)}`
  const strong = look.pixels ? Math.max(0, Math.min(1, value)) : strength(value, look.limit)
  cell.style.setProperty("--strength", strong || 0)
}

function markCell(cell, { inside, winner }, n) {
  cell.classList.toggle("outside", !inside[n])
  cell.classList.toggle("winner", n === winner)
}

function setSum(element, sum) {
  element.textContent = `sum ${result(sum)}`
  element.dataset.value = sum
}

function setWeight(cell, weight, look) {
  const input = cell.firstElementChild
  paintCell(cell, weight, look)
  if (!input) cell.textContent = written(weight)
  else if (!isFocused(input) || input.value === input.dataset.shown) input.value = written(weight, 6)
  if (input) input.dataset.shown = written(weight, 6)
}

function isFocused(input) {
  return input.getRootNode().activeElement === input
}

function fieldOf(n, columns, channel, edited) {
  const [row, column] = [Math.floor(n / columns), n % columns]
  const input = document.createElement("input")
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" })
  const where = `row ${row + 1}, column ${column + 1}`
  input.setAttribute("aria-label", channel ? `kernel slice ${channel + 1}: ${where}` : `kernel: ${where}`)
  input.addEventListener("focus", () => input.select())
  input.addEventListener("keydown", (event) => event.key === "Enter" && input.blur())
  input.addEventListener("change", () => {
    const text = input.value
    const value = typed(text)
    if (value === null) input.value = input.dataset.shown
    edited(channel, row, column, value ?? text) // what is no number is answered with a sentence
  })
  return input
}
