// The results of a camera's frame after ReLU and pooling. No DOM here.
import { ACTIVATIONS } from "../shared/activations.js"

/**
 * The results after ReLU and after max pooling.
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.After} after
 * @returns {LiveFilter.Results}
 */
export function followed(results, { relu, pooled }) {
  if (relu)
    for (const plane of results.planes)
      for (let n = 0; n < plane.length; n += 1) plane[n] = ACTIVATIONS.relu(plane[n])
  if (!pooled) return results
  const [width, height] = [Math.floor(results.width / 2), Math.floor(results.height / 2)]
  const planes = results.planes.map((plane) => largestOfFour(plane, results.width, width, height))
  return { planes, width, height, step: 1, done: height }
}

/**
 * Max pooling with windows of 2x2 and strides of 2; a last odd row or column is left out.
 * @param {Float32Array} plane
 * @param {number} line the length of the plane's rows
 * @param {number} width
 * @param {number} height
 */
function largestOfFour(plane, line, width, height) {
  const largest = new Float32Array(width * height)
  for (let row = 0, n = 0; row < height; row += 1)
    for (let column = 0, at = 2 * row * line; column < width; column += 1, at += 2, n += 1)
      largest[n] = Math.max(plane[at], plane[at + 1], plane[at + line], plane[at + line + 1])
  return largest
}

/**
 * Where the results are that a pixel of the frame takes part in.
 * @param {LiveFilter.Seen} seen
 * @param {Place} place
 * @returns {{ size: Size, place: Place }}
 */
export function resultIn({ results, pooled }, [row, column]) {
  if (!pooled) return { size: results, place: [row, column] }
  const place = /** @type {Place} */ ([Math.floor(row / 2), Math.floor(column / 2)])
  return {
    size: results,
    place: [Math.min(place[0], results.height - 1), Math.min(place[1], results.width - 1)],
  }
}

/** The results at a place, one a plane. @param {LiveFilter.Results} results @param {Place} place */
export function valuesIn({ planes, width }, [row, column]) {
  return planes.map((plane) => plane[row * width + column])
}
