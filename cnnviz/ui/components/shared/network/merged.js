// Shared by the kinds that join several inputs number by number. An axis of length 1 is repeated. No DOM here.
import { singleSlice } from "./slices.js"

/** @typedef {Network.Step & { places: Int32Array[] }} Merging */

/** Note for each input the index behind each number of the output. @param {Network.Step} step @returns {Merging} */
export function prepareMerging(step) {
  return { ...step, places: step.inputs.map((input) => placesOf(input, step.output)) }
}

/** @param {Network.Volume} input @param {Network.Volume} output */
function placesOf(input, output) {
  return Int32Array.from(output.values, (_, n) => {
    const place = n % output.area
    const cell = /** @type {Cell} */ ([
      Math.floor(place / output.columns),
      place % output.columns,
      Math.floor(n / output.area),
    ])
    const [row, column, channel] = cellIn(input, cell)
    return (channel * input.rows + row) * input.columns + column
  })
}

/** The cell of an input behind a cell of the output. @param {Network.Volume} input @param {Cell} cell @returns {Cell} */
function cellIn({ rows, columns, channels }, [row, column, channel]) {
  return [rows === 1 ? 0 : row, columns === 1 ? 0 : column, channels === 1 ? 0 : channel]
}

/** Each input's number behind a cell of the output. @param {Merging} own @param {Cell} cell */
export function mergedSlices({ inputs }, cell) {
  return inputs.map((input) => singleSlice(input, cellIn(input, cell)))
}

/** @type {Network.Kind<Merging>["link"]} */
export function linkMerged({ inputs }, first, end, links) {
  for (const input of inputs)
    for (let channel = first; channel < end; channel += 1) {
      const from = cellIn(input, [0, 0, channel])[2]
      links.add(input, from, channel, links.means(input)[from])
    }
}

/**
 * Each input's map, repeated to the output's size.
 * @param {Merging} own
 * @param {number} channel
 */
export function mergedParts({ inputs, output, places }, channel) {
  const { rows, columns, area } = output
  return inputs.map((input, n) => ({
    source: input.name,
    channel: cellIn(input, [0, 0, channel])[2],
    kernel: null,
    map: {
      rows,
      columns,
      values: Float64Array.from({ length: area }, (_, k) => input.values[places[n][channel * area + k]]),
    },
  }))
}
