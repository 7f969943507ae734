// Names of layers' maps, units and cells. No DOM here.

/** The functions whose names on the screen differ from Keras's. @type {Record<string, string>} */
const FUNCTION_NAMES = { relu: "ReLU", leaky_relu: "leaky ReLU", elu: "ELU", gelu: "GELU" }

/** An activation's name on the screen. @param {string} activation */
export function functionName(activation) {
  return FUNCTION_NAMES[activation] ?? activation
}

/**
 * A channel's name: that of its class, its map or its unit.
 * @param {string} name
 * @param {number} channel
 * @param {Card.Surroundings} around
 */
export function channelName(name, channel, { sides, classes }) {
  const { flat, channels } = sides(name)
  const meant = classes(name)[channel]
  if (meant !== undefined) return `class ${meant}`
  if (flat) return `unit ${channel}`
  return channels === 1 ? "the only map" : `map ${channel}`
}

/**
 * A layer's title with the channel: "Convolution 1, map 5".
 * @param {string} name
 * @param {number} channel
 * @param {Card.Surroundings} around
 */
export function unitName(name, channel, around) {
  const { flat, channels } = around.sides(name)
  const alone = channels === 1 && !flat
  return alone ? around.title(name) : `${around.title(name)}, ${channelName(name, channel, around)}`
}

/**
 * The place in a map; a column of units has none.
 * @param {string} name
 * @param {Cell} cell
 * @param {Card.Surroundings} around
 */
export function placeName(name, [row, column], { sides }) {
  return sides(name).flat ? "" : `row ${row}, column ${column}`
}

/**
 * Layer, channel and place: "Convolution 1, map 5, row 10, column 12".
 * @param {string} name
 * @param {Cell} cell
 * @param {Card.Surroundings} around
 */
export function cellName(name, cell, around) {
  const place = placeName(name, cell, around)
  return `${unitName(name, cell[2], around)}${place && ", "}${place}`
}
