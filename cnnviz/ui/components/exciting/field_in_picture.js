// The place of a receptive field in its picture. No DOM here.

/**
 * The places of a picture and of a field in a frame that holds both, in percent of the frame.
 * @param {Size} picture
 * @param {Exciting.Field} field
 */
export function placedInFrame({ width, height }, [top, left, bottom, right]) {
  const all = {
    top: Math.min(0, top),
    left: Math.min(0, left),
    bottom: Math.max(height, bottom),
    right: Math.max(width, right),
  }
  const [down, across] = [all.bottom - all.top, all.right - all.left]
  const place = (/** @type {Exciting.Field} */ [t, l, b, r]) => ({
    top: (100 * (t - all.top)) / down,
    left: (100 * (l - all.left)) / across,
    height: (100 * (b - t)) / down,
    width: (100 * (r - l)) / across,
  })
  return {
    aspect: across / down,
    picture: place([0, 0, height, width]),
    field: place([top, left, bottom, right]),
  }
}
