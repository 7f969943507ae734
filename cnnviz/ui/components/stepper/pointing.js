// What the parts show for one position, and for the input cell under the pointer.

import { isInside, sourcesOf } from "../shared/axes.js"
import { lookAt } from "./arithmetic.js"
import { arithmeticText, feedsText, result } from "./formula.js"
import { copiesOf, fedBy, framesOf, originOf } from "./windows.js"

/**
 * Show how one output cell is computed; return its arithmetic.
 * @param {Stepper.Parts} parts
 * @param {Stepper.Model} model
 * @param {number} filter
 * @param {Place} given
 */
export function pointAt(parts, model, filter, [row, column]) {
  const look = lookAt(model, filter, row, column)
  const [down, across] = model.axes
  const window = framesOf(sourcesOf(down, row), sourcesOf(across, column))
  parts.inputs.forEach(({ grid }) => grid.mark("window", window))
  parts.output.grid.mark("window", [[row, 1, column, 1]])
  const looks = { window: parts.looks.input, products: parts.looks.products }
  look.slices.forEach((slice, n) => parts.loupes[n].show(slice, looks))
  const text = arithmeticText(model.data, look)
  writeLine(parts.arithmetic, text, result(look.value))
  Object.assign(parts.arithmetic.dataset, { row, column, filter, value: look.value })
  if (model.data.function === "max") markWinner(parts, model, look)
  return text
}

/** Write the line with its result in bold. @param {HTMLElement} element @param {string} text @param {string} value */
function writeLine({ childNodes: [before, result] }, text, value) {
  before.nodeValue = text.slice(0, text.length - value.length)
  result.childNodes[0].nodeValue = value
}

/** The result at the position that is shown, as the arithmetic writes it. @param {Stepper.Parts} given */
export function resultAt({ arithmetic }) {
  return arithmetic.lastElementChild?.textContent ?? ""
}

/** @param {Stepper.Parts} parts @param {Stepper.Model} model @param {Stepper.Insight} look */
function markWinner(parts, model, { row, column, slices: [{ winner = -1 }] }) {
  const [down, across] = model.axes
  const rows = [sourcesOf(down, row)[Math.floor(winner / across.window)]]
  const columns = [sourcesOf(across, column)[winner % across.window]]
  parts.inputs[0].grid.mark("winner", framesOf(rows, columns))
}

/** Show no position: there is no output. @param {Stepper.Parts} parts */
export function pointNowhere(parts) {
  for (const { grid } of [...parts.inputs, parts.output]) grid.mark("window", [])
  parts.inputs.forEach(({ grid }) => grid.mark("winner", []))
  parts.loupes.forEach((loupe) => loupe.clear())
  writeLine(parts.arithmetic, "", "")
  for (const name of Object.keys(parts.arithmetic.dataset)) delete parts.arithmetic.dataset[name]
}

/**
 * Highlight all output cells that an input cell feeds; return a sentence about it.
 * @param {Stepper.Parts} parts
 * @param {Stepper.Model} model
 * @param {number} channel
 * @param {Place} given
 */
export function feed(parts, model, channel, [row, column]) {
  const { axes, inputs, data } = model
  const rows = fedBy(axes[0], row, data.mode)
  const columns = fedBy(axes[1], column, data.mode)
  parts.output.grid.mark("fed", framesOf(rows, columns))
  const same = framesOf(copiesOf(axes[0], row, data.mode), copiesOf(axes[1], column, data.mode))
  parts.inputs.forEach(({ grid }) => grid.mark("fed", same))
  const [fromRow, fromColumn] = [originOf(axes[0], row, data.mode), originOf(axes[1], column, data.mode)]
  const feeds = rows.length * columns.length
  const text = feedsText({
    inside: isInside(axes[0], row) && isInside(axes[1], column),
    copy: fromRow >= 0 && fromColumn >= 0,
    row: fromRow,
    column: fromColumn,
    value: inputs[channel].values[row * inputs[channel].columns + column],
    feeds,
  })
  parts.note.textContent = text
  parts.note.dataset.feeds = String(feeds)
  return text
}

/** @param {Stepper.Parts} parts */
export function feedNothing(parts) {
  for (const { grid } of [...parts.inputs, parts.output]) grid.mark("fed", [])
  parts.note.textContent = ""
  delete parts.note.dataset.feeds
}
