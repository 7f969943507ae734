// The numbers of a layer, channel by channel. No DOM here.

/**
 * The sides of a shape, [height, width, channels] or [units].
 * @param {number[]} shape
 */
export function sidesOf(shape) {
  const [rows, columns, channels] = shape.length === 1 ? [1, 1, shape[0]] : shape
  return { rows, columns, channels, area: rows * columns, flat: shape.length === 1 }
}

/**
 * One volume for each shape by name, and the array that all their values lie in.
 * @param {[name: string, shape: number[]][]} shapes
 */
export function makeVolumes(shapes) {
  const sizes = shapes.map(([, shape]) => shape.reduce((product, side) => product * side, 1))
  const store = new Float32Array(sizes.reduce((sum, size) => sum + size, 0))
  let start = 0
  const volumes = shapes.map(([name, shape], n) => {
    const values = store.subarray(start, (start += sizes[n]))
    return { name, ...sidesOf(shape), values }
  })
  return { store, volumes: Object.fromEntries(volumes.map((volume) => [volume.name, volume])) }
}

/**
 * Fill a volume with numbers in Keras's order, channels last.
 * @param {Network.Volume} volume
 * @param {ArrayLike<number>} numbers
 */
export function fillFrom({ values, area, channels, name }, numbers) {
  if (numbers.length !== values.length)
    throw new RangeError(`${name} takes ${values.length} numbers. Received: ${numbers.length}`)
  for (let channel = 0; channel < channels; channel += 1)
    for (let n = 0; n < area; n += 1) values[channel * area + n] = numbers[n * channels + channel]
}

/**
 * A volume's numbers in Keras's order, channels last.
 * @param {Network.Volume} volume
 */
export function channelsLast({ values, area, channels }) {
  return Float32Array.from(values, (_, n) => values[(n % channels) * area + Math.floor(n / channels)])
}

/** One channel as a plane, without copying. @param {Network.Volume} volume @param {number} channel */
export function channelOf({ rows, columns, area, values }, channel) {
  return { rows, columns, values: values.subarray(channel * area, (channel + 1) * area) }
}

/** @param {Network.Volume} volume @param {Cell} cell */
export function numberAt({ rows, columns, values }, [row, column, channel]) {
  return values[(channel * rows + row) * columns + column]
}

/** The mean of a channel. @param {Network.Volume} volume @param {number} channel */
export function meanOf({ area, values }, channel) {
  let sum = 0
  for (let n = channel * area; n < (channel + 1) * area; n += 1) sum += values[n]
  return sum / area
}
