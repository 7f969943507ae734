// The map or column that a number belongs to, as the card shows it. No DOM here.
import { channelOf } from "../shared/network/volumes.js"

/** The sides of a node's map, or of the rectangle that a column of units is folded into. @param {Network.Volume} volume */
export function outputSides({ flat, rows, columns, channels }) {
  if (!flat) return { rows, columns }
  const across = Math.ceil(Math.sqrt(channels))
  return { rows: Math.ceil(channels / across), columns: across }
}

/**
 * A channel's map; of a column, all units row by row. Cells after the last unit are empty.
 * @param {Network.Volume} volume
 * @param {number} channel
 * @returns {Plane}
 */
export function outputPlane(volume, channel) {
  if (!volume.flat) return channelOf(volume, channel)
  const { rows, columns } = outputSides(volume)
  const values = new Float32Array(rows * columns).fill(Number.NaN)
  values.set(volume.values)
  return { rows, columns, values }
}

/** Where a spot lies on the card's output. @param {Network.Volume} volume @param {LiveNetwork.Spot} spot @returns {Place} */
export function placeOnOutput(volume, { channel, cell }) {
  if (!volume.flat) return cell ?? [0, 0]
  const { columns } = outputSides(volume)
  return [Math.floor(channel / columns), channel % columns]
}

/**
 * The spot at a place on the card's output; null after the last unit of a column.
 * @param {Network.Volume} volume
 * @param {LiveNetwork.Spot} spot
 * @param {Place} place
 * @returns {LiveNetwork.Spot | null}
 */
export function spotOnOutput(volume, { node, channel }, place) {
  if (!volume.flat) return { node, channel, cell: place }
  const unit = place[0] * outputSides(volume).columns + place[1]
  return unit < volume.channels ? { node, channel: unit, cell: null } : null
}

/** What stands below the output. @param {Network.Volume} volume */
export function outputCaption({ flat, rows, columns, channels }) {
  return flat ? `${channels.toLocaleString("en")} units` : `output ${rows} × ${columns}`
}

/**
 * The spot to begin with: the strongest number of a map.
 * @param {Network.Volume} volume
 * @param {string} node
 * @param {number} channel
 * @returns {LiveNetwork.Spot}
 */
export function strongestSpot(volume, node, channel) {
  if (volume.flat) return { node, channel, cell: null }
  const { values, columns } = channelOf(volume, channel)
  let best = 0
  for (let n = 1; n < values.length; n += 1) if (Math.abs(values[n]) > Math.abs(values[best])) best = n
  return { node, channel, cell: [Math.floor(best / columns), best % columns] }
}

/** Row, column and channel of a spot. @param {LiveNetwork.Spot} spot @returns {Cell} */
export function cellOfSpot({ channel, cell }) {
  return [...(cell ?? /** @type {Place} */ ([0, 0])), channel]
}

/**
 * A spot that another network may not have: limited to this one's maps, or null where there is no such layer.
 * @param {Record<string, Network.Volume>} volumes
 * @param {[node: string, channel: number, row: number, column: number]} unit
 * @returns {LiveNetwork.Spot | null}
 */
export function spotOfUnit(volumes, [node, channel, row, column]) {
  const volume = Object.hasOwn(volumes, node) ? volumes[node] : null
  if (!volume || channel >= volume.channels || row >= volume.rows || column >= volume.columns) return null
  return { node, channel, cell: volume.flat ? null : [row, column] }
}
