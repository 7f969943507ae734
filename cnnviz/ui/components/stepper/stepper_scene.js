// The parts on the screen, and everything on them that does not depend on the position.

import { range } from "../shared/axes.js"
import { part } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"
import { placeOf } from "../shared/walk.js"
import { lookAt } from "./arithmetic.js"
import { arithmeticText, outputFormula, outputSymbols } from "./formula.js"
import { makeLocator } from "./locator.js"
import { detailOf, inputName, lettersOf, looksOf, outputName, shownInputs } from "./looks.js"
import { makeLoupe } from "./loupe.js"
import { makeMaps } from "./maps.js"
import { neverSeen, paddingOf } from "./windows.js"

/** In larger outputs, the longest arithmetic is estimated from about this many cells. */
const ASKED = 300

/**
 * Make the parts for data of this shape.
 * @param {Stepper.Model} model
 * @param {Stepper.SceneHands} hands
 * @returns {Stepper.Parts}
 */
export function makeScene(model, { edited, chosen, moved, released }) {
  const { data } = model
  const products = data.kind === "convolution"
  const shape = {
    rows: data.window[0],
    columns: data.window[1],
    products,
    editable: data.heard.includes("edited"),
  }
  const shown = shownInputs(model, 0)
  const parts = /** @type {Stepper.Parts} */ ({
    element: part("div", "scene"),
    locator: makeLocator(moved, released),
    inputs: shown.map(() => figureOf("input")),
    loupes: shown.map((_, channel) => makeLoupe({ ...shape, several: shown.length > 1, channel }, edited)),
    output: figureOf("output"),
    maps: makeMaps(data.outputs, products ? "filter" : "channel", chosen),
    problem: part("p", "problem"),
    arithmetic: part("p", "arithmetic"),
    note: part("p", "note"),
    legend: part("p", "legend"),
    formula: part("p", "formula"),
    symbols: part("p", "symbols"),
  })
  parts.problem.setAttribute("role", "alert")
  parts.output.figure.append(parts.problem, parts.maps.element)
  const several = shown.length > 1
  parts.element.append(parts.locator.element)
  parts.inputs.forEach(({ figure }, n) => parts.element.append(figure, parts.loupes[n].element))
  parts.element.append(parts.output.figure)
  parts.element.classList.toggle("several", several)
  const result = document.createElement("b")
  result.append(new Text())
  parts.arithmetic.append(new Text(), result)
  return parts
}

/** A key of the data's shape: while it is the same, the parts stay. @param {Stepper.Message} given */
export function shapeOf({ kind, window, outputs, heard, x }) {
  return JSON.stringify([kind, window, outputs, heard, kind === "convolution" ? x[0][0].length : 1])
}

/** @param {string} name @returns {FigureOfGrid} */
function figureOf(name) {
  const figure = part("figure", `${name}-part`)
  const caption = figure.appendChild(part("figcaption", ""))
  caption.append(document.createElement("b"), document.createElement("span"))
  const grid = makeGrid(name)
  figure.append(grid.element)
  return { figure, grid, caption }
}

/**
 * Draw everything that does not depend on the position.
 * @param {Stepper.Parts} parts
 * @param {Stepper.Model} model
 * @param {number} filter
 */
export function drawScene(parts, model, filter) {
  const { x, whole } = model.data
  parts.looks = looksOf(model, filter)
  parts.locator.show(whole, { height: x.length, width: x[0].length })
  shownInputs(model, filter).forEach((channel, n) => drawInput(parts.inputs[n], model, channel, parts.looks))
  drawOutput(parts, model, filter)
  parts.loupes.forEach((loupe, n) => {
    loupe.size(lettersOf(model, parts.looks))
    if (model.kernels.length) loupe.setKernel(model.kernels[filter][n], parts.looks.weights)
  })
  parts.formula.textContent = outputFormula(model)
  parts.symbols.textContent = outputSymbols(model)
  drawLegend(parts.legend, model)
  parts.longest = longest(model, filter)
}

/**
 * @param {FigureOfGrid} given
 * @param {Stepper.Model} model
 * @param {number} channel
 * @param {Stepper.Looks} looks
 */
function drawInput({ grid, caption }, model, channel, looks) {
  const { axes, data } = model
  const { name, colour } = inputName(model, channel)
  const detail = detailOf([axes[0].size, axes[1].size], model.inputs[channel])
  head(caption, name, detail, colour)
  grid.draw(model.inputs[channel], { ...looks.input, label: `${name}: ${detail}` })
  grid.mark("padding", paddingOf(axes))
  grid.mark("unseen", neverSeen(axes, data.mode).frames)
}

/** @param {Stepper.Parts} given @param {Stepper.Model} model @param {number} filter */
function drawOutput({ output: { grid, caption }, looks, maps, problem }, model, filter) {
  const plane = model.outputs[filter]
  const detail = detailOf([plane.rows, plane.columns], plane)
  head(caption, outputName(model, filter), detail)
  grid.draw(plane, { ...looks.output, label: `${outputName(model, filter)}: ${detail}` })
  grid.element.hidden = !plane.values.length
  problem.hidden = !model.data.problem
  problem.textContent = model.data.problem
  maps.draw(model.outputs, looks.output)
  maps.choose(filter)
}

/** @param {HTMLElement} caption @param {string} name @param {string} detail */
function head(caption, name, detail, colour = "") {
  const [first, last] = caption.children
  first.textContent = name
  last.textContent = detail
  caption.dataset.colour = colour
}

/** @param {HTMLElement} legend @param {Stepper.Model} given */
function drawLegend(legend, { axes, data }) {
  const { count } = neverSeen(axes, data.mode)
  const entries = []
  if (paddingOf(axes).length) entries.push(["padding", "padding"])
  if (count) entries.push(["unseen", `ignored: ${count} of ${axes[0].size * axes[1].size} cells`])
  legend.replaceChildren(
    ...entries.map(([name, text]) => {
      const entry = part("span", name)
      entry.append(document.createElement("i"), text)
      return entry
    }),
  )
  legend.dataset.neverSeen = String(count)
}

/**
 * The length of the longest arithmetic, for which room is reserved.
 * @param {Stepper.Model} model
 * @param {number} filter
 */
function longest(model, filter) {
  const plane = model.outputs[filter]
  const step = Math.max(1, Math.ceil(plane.values.length / ASKED))
  const asked = range(plane.values.length).filter((n) => n % step === 0)
  const lines = asked.map((n) => arithmeticText(model.data, lookAt(model, filter, ...placeOf(n, plane))))
  return Math.max(0, ...lines.map((line) => line.length))
}
