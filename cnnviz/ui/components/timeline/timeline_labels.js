// Where the names of the circles stand, so that none covers another. No DOM here.

/** The width of a character, and the height of a line, in sizes of the font. */
const [CHARACTER, LINE] = [0.54, 1.1]
/** Pixels between a circle and its name. */
const AWAY = 4
/** And that much farther where there is no room. */
const FARTHER = 8

/**
 * The box of each name: above its circle or at its left, else around it where nothing stands yet.
 * @param {string[]} texts
 * @param {boolean[]} atLeft whether the left of a circle is tried first
 * @param {Timeline.Circle[]} circles
 * @param {Size} size of the chart
 * @param {number} font in pixels
 * @returns {Timeline.Label[]}
 */
export function labelsOf(texts, atLeft, circles, size, font) {
  /** @type {Timeline.Label[]} */
  const placed = []
  for (const [n, text] of texts.entries()) {
    const choices = boxesAround(circles[n], text.length * CHARACTER * font, LINE * font, atLeft[n])
    const others = circles.filter((_, other) => other !== n)
    const free = choices.find(
      (box) =>
        isInside(box, size) &&
        !placed.some((label) => overlap(box, label)) &&
        !others.some((circle) => covers(circle, box)),
    )
    placed.push({ text, ...(free ?? choices[0]) })
  }
  return placed
}

/** @param {Timeline.Circle} circle @param {number} width @param {number} height @param {boolean} leftFirst @returns {Box[]} */
function boxesAround({ x, y, radius }, width, height, leftFirst) {
  const [above, below] = [y - radius - AWAY - height, y + radius + AWAY]
  const [right, left, middle] = [x + radius + AWAY, x - radius - AWAY - width, y - height / 2]
  const [over, beside] = [
    { left: x - width / 2, top: above, width, height },
    { left, top: middle, width, height },
  ]
  return [
    ...(leftFirst ? [beside, over] : [over, beside]),
    { left: right, top: middle, width, height },
    { left: x - width / 2, top: below, width, height },
    { left: x + radius - width, top: above, width, height },
    { left: x - radius, top: above, width, height },
    { left: x + radius - width, top: below, width, height },
    { left: x - radius, top: below, width, height },
    { left: x + radius - width, top: below + FARTHER, width, height },
    { left: x + radius - width, top: above - height - AWAY, width, height },
  ]
}

/** @param {Box} box @param {Size} size */
function isInside({ left, top, width, height }, size) {
  return left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height
}

/** @param {Box} one @param {Box} other */
function overlap(one, other) {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  )
}

/** Whether a circle covers a part of a box. @param {Timeline.Circle} circle @param {Box} box */
function covers({ x, y, radius }, { left, top, width, height }) {
  const right = Math.max(left - x, 0, x - left - width)
  const down = Math.max(top - y, 0, y - top - height)
  return Math.hypot(right, down) < radius
}
