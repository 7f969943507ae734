// The parts on the screen: what is wanted, and a row for each run; and what stands on them at a step.
import { makeGrid } from "../shared/grid.js"
import { extentOf } from "./convolution.js"
import { makeCurve } from "./curve.js"
import { makeKernel } from "./kernel.js"
import { errorText, told } from "./words.js"

/** Make the parts for so many runs; `picked` is called with a step that is pointed at on the curve. */
export function makeScene(model, picked) {
  const { data, runs, wanted } = model
  const shown = data.embedded ? [data.learned, data.learned] : [wanted.rows, wanted.columns]
  const parts = {
    element: part("div", "scene"),
    wanted: figureOf("kernel-part wanted", makeKernel(...shown)),
    target: figureOf("picture-part target", makeGrid("target")),
    image: figureOf("picture-part image", makeGrid("image")),
    rows: runs.map(() => rowOf(data)),
    curve: figureOf("losses", makeCurve(picked)),
    notes: part("p", "notes"),
  }
  parts.figures = [parts.wanted, parts.target, parts.image, ...parts.rows.flatMap((row) => [row.kernel, row.made, row.error])]
  parts.element.append(...parts.figures.map((one) => one.figure), parts.curve.figure)
  parts.element.classList.toggle("pair", runs.length > 1)
  return parts
}

export function part(tag, name) {
  const element = document.createElement(tag)
  element.className = name
  return element
}

function rowOf(data) {
  return {
    kernel: figureOf("kernel-part", makeKernel(data.learned, data.learned)),
    made: figureOf("picture-part", makeGrid("made")),
    error: figureOf("picture-part error", makeGrid("off")),
  }
}

function figureOf(name, view) {
  const figure = part("figure", name)
  const caption = figure.appendChild(part("figcaption", ""))
  caption.append(document.createElement("b"), document.createElement("span"))
  figure.append(view.element)
  return { figure, caption, view }
}

function head({ caption }, name, detail) {
  if (caption.firstChild.textContent !== name) caption.firstChild.textContent = name
  if (caption.lastChild.textContent !== detail) caption.lastChild.textContent = detail
}

/** Draw all that does not depend on the step. */
export function drawScene(parts, model, colours) {
  const { data, runs, target, picture, wanted } = model
  const values = data.embedded ? data.embedded.flat() : [...wanted.values]
  const strongest = Math.max(...values.map(Math.abs)) || 1
  parts.limits = { wanted: strongest, learned: data.embedded ? strongest : data.strongest }
  parts.looks = { signed: { limit: data.limit, colours }, error: { limit: data.spread, colours } }
  parts.wanted.view.show(values, strongest)
  parts.wanted.view.rename(`the wanted kernel, ${data.name}`)
  parts.rows.forEach(({ kernel }, n) => kernel.view.rename(`the learned kernel, learning rate ${runs[n].rate}`))
  head(parts.wanted, `Wanted: ${data.name}`, biasText(data.wanted.added))
  drawMap(parts.target, "its picture", target, parts.looks.signed)
  parts.image.view.draw(picture, { pixels: true, limit: 1, label: "The image" })
  head(parts.image, "The image", `${picture.rows} × ${picture.columns}`)
  head(parts.curve, "Loss", "mean squared error of the picture")
  const [map, off] = [data.limit, data.spread].map((value) => told(value))
  const spread = data.flat ? "" : " (the target’s spread)"
  parts.notes.textContent = `Full colour is ±${map} in the pictures and ±${off}${spread} in the error.`
}

function drawMap(figure, name, plane, look) {
  const extent = extentOf(plane).map((value) => told(value)).join(" … ")
  figure.view.draw(plane, { ...look, label: `${name}: ${extent}` })
  head(figure, name, extent)
}

function biasText(added) {
  return Math.abs(added) < 1e-6 ? "" : `bias ${told(added)}`
}

/** Draw where each run stands. */
export function drawMoments(parts, model, moments, step) {
  moments.forEach((moment, n) => {
    const { kernel, made, error } = parts.rows[n]
    kernel.view.show(moment.kernel.values, parts.limits.learned)
    head(kernel, model.runs.length > 1 ? `Rate ${model.runs[n].rate}` : "Learned", step > moment.step ? `ended at step ${moment.step}` : biasText(moment.added))
    drawMap(made, "its picture", moment.made, parts.looks.signed)
    drawMap(error, "Error", moment.error, parts.looks.error)
    head(error, `Error ${errorText(model, moment.loss)}`, extentOf(moment.error).map((value) => told(value)).join(" … "))
  })
  if (parts.curve.view.scale) parts.curve.view.move(moments, step)
}

/** Mark a pixel in all maps and its window in the image; with null, none. */
export function markPixel(parts, { data }, place) {
  const cell = place ? [[place[0], 1, place[1], 1]] : []
  const window = place ? [[place[0] + data.corner[0], data.learned, place[1] + data.corner[1], data.learned]] : []
  for (const one of [parts.target, ...parts.rows.flatMap((row) => [row.made, row.error])]) one.view.mark("window", cell)
  parts.image.view.mark("window", window)
}
