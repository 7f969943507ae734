// The parts on the screen: the target and a row per run, drawn at a step.
import { part, write } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"
import { errorText, significant } from "./descent_text.js"
import { extentOf } from "./kernel_maps.js"
import { makeKernel } from "./kernel_table.js"
import { makeCurve } from "./loss_curve.js"

/**
 * Make the parts for the model's runs; `picked` is called with a step that is pressed on the curve.
 * @param {KernelDescent.Model} model
 * @param {(step: number) => void} picked
 * @returns {KernelDescent.Parts}
 */
export function makeScene(model, picked) {
  const { data, runs, wanted } = model
  const shown = data.embedded ? [data.learned, data.learned] : [wanted.rows, wanted.columns]
  const parts = /** @type {KernelDescent.Parts} */ ({
    element: part("div", "scene"),
    wanted: figureOf("kernel-part wanted", makeKernel(shown[0], shown[1])),
    target: figureOf("picture-part target", makeGrid("target")),
    image: figureOf("picture-part image", makeGrid("image")),
    rows: runs.map(() => rowOf(data)),
    curve: figureOf("losses", makeCurve(picked)),
    notes: part("p", "notes"),
  })
  parts.figures = [
    parts.wanted,
    parts.target,
    parts.image,
    ...parts.rows.flatMap((row) => [row.kernel, row.made, row.error]),
  ]
  parts.element.append(...parts.figures.map((one) => one.figure), parts.curve.figure)
  parts.element.classList.toggle("pair", runs.length > 1)
  return parts
}

/** @param {KernelDescent.Message} data @returns {KernelDescent.Row} */
function rowOf(data) {
  return {
    kernel: figureOf("kernel-part", makeKernel(data.learned, data.learned)),
    made: figureOf("picture-part", makeGrid("made")),
    error: figureOf("picture-part error", makeGrid("off")),
  }
}

/**
 * @template {{ element: Element }} View
 * @param {string} name
 * @param {View} view
 * @returns {KernelDescent.Figure<View>}
 */
function figureOf(name, view) {
  const figure = part("figure", name)
  const caption = figure.appendChild(part("figcaption", ""))
  caption.append(document.createElement("b"), document.createElement("span"))
  figure.append(view.element)
  return { figure, caption, view }
}

/** @param {{ caption: HTMLElement }} given @param {string} name @param {string} detail */
function head({ caption }, name, detail) {
  const [first, last] = caption.children
  write(first, name)
  write(last, detail)
}

/**
 * Draw everything that does not depend on the step.
 * @param {KernelDescent.Parts} parts
 * @param {KernelDescent.Model} model
 */
export function drawScene(parts, model) {
  const { data, runs, target, picture, wanted } = model
  const values = data.embedded ? data.embedded.flat() : [...wanted.values]
  const strongest = Math.max(...values.map(Math.abs)) || 1
  parts.limits = { wanted: strongest, learned: data.embedded ? strongest : data.strongest }
  parts.looks = {
    signed: { colours: "signed", limit: data.limit },
    error: { colours: "signed", limit: data.spread },
  }
  parts.wanted.view.show(values, strongest)
  parts.wanted.view.rename(`the target kernel, ${data.name}`)
  parts.rows.forEach(({ kernel }, n) =>
    kernel.view.rename(`the learned kernel, learning rate ${runs[n].rate}`),
  )
  head(parts.wanted, `Target: ${data.name}`, biasText(data.wanted.added))
  drawMap(parts.target, "Its map", target, parts.looks.signed)
  parts.image.view.draw(picture, { colours: "pixels", limit: 1, label: "Your image" })
  head(parts.image, "Your image", `${picture.rows} × ${picture.columns}`)
  head(parts.curve, "Loss", "mean squared error")
  const [map, off] = [data.limit, data.spread].map((value) => significant(value))
  parts.notes.textContent = `The strongest colour stands for ±${map} in the maps and ±${off} in the error.`
}

/** @param {KernelDescent.Figure<Grid>} figure @param {string} name @param {Plane} plane @param {Look} look */
function drawMap(figure, name, plane, look) {
  const extent = extentOf(plane)
    .map((value) => significant(value))
    .join(" … ")
  figure.view.draw(plane, { ...look, label: `${name}: ${extent}` })
  head(figure, name, extent)
}

/** @param {number} added */
function biasText(added) {
  return Math.abs(added) < 1e-6 ? "" : `bias ${significant(added)}`
}

/**
 * Draw each run at its step.
 * @param {KernelDescent.Parts} parts
 * @param {KernelDescent.Model} model
 * @param {KernelDescent.Moment[]} moments
 * @param {number} step
 */
export function drawMoments(parts, model, moments, step) {
  moments.forEach((moment, n) => {
    const { kernel, made, error } = parts.rows[n]
    kernel.view.show(moment.kernel.values, parts.limits.learned)
    head(
      kernel,
      model.runs.length > 1 ? `Rate ${model.runs[n].rate}` : "Learned",
      step > moment.step ? `ended at step ${moment.step}` : biasText(moment.added),
    )
    drawMap(made, "Its map", moment.made, parts.looks.signed)
    drawMap(error, "Error", moment.error, parts.looks.error)
    head(
      error,
      `Error ${errorText(model, moment.loss)}`,
      extentOf(moment.error)
        .map((value) => significant(value))
        .join(" … "),
    )
  })
  if (parts.curve.view.scale) parts.curve.view.move(moments, step)
}

/**
 * Mark a pixel in all maps and its window in the image; null clears the marks.
 * @param {KernelDescent.Parts} parts
 * @param {KernelDescent.Model} given
 * @param {Place | null} place
 */
export function markPixel(parts, { data }, place) {
  /** @type {Frame[]} */
  const cell = place ? [[place[0], 1, place[1], 1]] : []
  /** @type {Frame[]} */
  const window = place
    ? [[place[0] + data.corner[0], data.learned, place[1] + data.corner[1], data.learned]]
    : []
  for (const one of [parts.target, ...parts.rows.flatMap((row) => [row.made, row.error])])
    one.view.mark("window", cell)
  parts.image.view.mark("window", window)
}
