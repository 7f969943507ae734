// The texts below the kernel and the result while they change. No DOM here.
import { percent, threeDigits } from "../shared/numbers.js"
import { sizeText } from "./kernel_text.js"
import { extremesOf } from "./result_look.js"

export const captionOf = { kernel: kernelCaption, result: resultCaption }

/** @param {LiveFilter.Kernel} kernel @param {{ flip: boolean }} data */
function kernelCaption(kernel, { flip }) {
  return { name: `${kernel.name}${flip ? ", flipped" : ""}`, detail: sizeText(kernel) }
}

/**
 * The shape of the result and, once it is complete, its extent and the share that is clipped.
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.Job} job
 */
function resultCaption({ planes, step }, { image, view }) {
  const sizes = [image.height, image.width, ...(planes.length > 1 ? [planes.length] : [])]
  const shape = `(${sizes.join(", ")})`
  if (step > 1) return shape
  const extents = planes.map(extremesOf)
  const [least, most] = [
    Math.min(...extents.map(([low]) => low)),
    Math.max(...extents.map(([, high]) => high)),
  ]
  const text = `${shape} · ${threeDigits(least)} … ${threeDigits(most)}`
  return view === "clipped" ? `${text}\n${percent(shareOutside(planes))} clipped to 0 … 1` : text
}

/** @param {Float32Array[]} planes */
function shareOutside(planes) {
  let count = 0
  for (const plane of planes)
    for (let n = 0; n < plane.length; n += 1) if (plane[n] < 0 || plane[n] > 1) count += 1
  return count / (planes.length * planes[0].length)
}
