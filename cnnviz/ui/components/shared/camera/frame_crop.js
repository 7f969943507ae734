// Which part of a picture a network sees. No DOM here.

/**
 * The part in the middle: top, left, height and width in pixels, as `crop_box` in `photos.py` computes it.
 * @param {Size} size
 * @param {LiveCamera.Cut} cut
 * @returns {Frame}
 */
export function croppedPart({ width, height }, { side, share }) {
  const scale = share * Math.min(height / side, width / side)
  const length = Math.max(1, Math.trunc(scale * side))
  return [Math.floor((height - length + 1) / 2), Math.floor((width - length + 1) / 2), length, length]
}
