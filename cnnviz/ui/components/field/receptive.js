// What one unit sees along one axis of the image. No DOM here.

/**
 * The first and last pixel of a unit's field, and the pixels that it depends on: strides, dilation and padding
 * can leave some out.
 * @param {Field.Layer[]} layers
 * @param {number} unit
 * @returns {Field.Seen}
 */
export function seenBy(layers, unit) {
  const { size, jump, start } = growth(layers)[layers.length]
  const first = unit * jump + start
  return { first, last: first + size - 1, seen: pixelsOf(layers, unit) }
}

/**
 * For the image and each layer: the size of a unit's field, the distance between neighbours' fields, and where
 * the first begins.
 * @param {Field.Layer[]} layers
 */
export function growth(layers) {
  const found = [{ size: 1, jump: 1, start: 0 }]
  for (const { window, strides, dilation, before } of layers) {
    const { size, jump, start } = found[found.length - 1]
    found.push({
      size: size + (window - 1) * dilation * jump,
      jump: jump * strides,
      start: start - before * jump,
    })
  }
  return found
}

/**
 * The pixels that a unit depends on, found layer by layer backwards.
 * @param {Field.Layer[]} layers
 * @param {number} unit
 */
function pixelsOf(layers, unit) {
  let seen = new Set([unit])
  for (const { window, strides, dilation, before, length } of [...layers].reverse()) {
    /** @type {Set<number>} */
    const below = new Set()
    for (const place of seen)
      for (let n = 0; n < window; n += 1) {
        const at = place * strides - before + n * dilation
        if (at >= 0 && at < length) below.add(at)
      }
    seen = below
  }
  return [...seen].sort((one, other) => one - other)
}

/**
 * The unit whose field has its middle nearest to a pixel.
 * @param {Field.Layer[]} layers
 * @param {number} pixel
 */
export function unitAt(layers, pixel) {
  const { size, jump, start } = growth(layers)[layers.length]
  return within(Math.round((pixel - start - (size - 1) / 2) / jump), layers)
}

/** The nearest unit that exists. @param {number} unit @param {Field.Layer[]} layers */
export function within(unit, layers) {
  return Math.max(0, Math.min(layers[layers.length - 1].units - 1, unit))
}

/**
 * The part of a field to draw: all of it, or of a large one only what lies in the image.
 * @param {Field.Seen} field
 * @param {number} length
 * @param {number} whole
 * @returns {[first: number, last: number]}
 */
export function drawnPart({ first, last }, length, whole) {
  return last - first < whole ? [first, last] : [Math.max(first, 0), Math.min(last, length - 1)]
}

/**
 * The size of the field in words.
 * @param {number} layer
 * @param {Field.Seen} rows
 * @param {Field.Seen} columns
 * @param {Size} image
 */
export function sizeSentence(layer, rows, columns, { width, height }) {
  const many = (/** @type {number} */ n) => n.toLocaleString("en-US")
  const [down, across] = [rows, columns].map(({ first, last }) => last - first + 1)
  const [inDown, inAcross] = [
    Math.min(rows.last, height - 1) - Math.max(rows.first, 0) + 1,
    Math.min(columns.last, width - 1) - Math.max(columns.first, 0) + 1,
  ]
  const size = `One unit of layer ${layer} sees ${many(down)} × ${many(across)} pixels`
  return inDown === down && inAcross === across
    ? `${size}.`
    : `${size}, ${inDown} × ${inAcross} of them in the image.`
}
