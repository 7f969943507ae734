// Where the labels of boxes find room, and where the arrow keys lead. No DOM here.

/** The room around a box's ink, and the least size of a box that a finger can touch, in pixels on the screen. */
const MARGIN = 5
const TOUCHED = 26
/** The height of a label with and without its probability, and the width of one of its characters. */
const TALL = 42
const LOW = 24
const LETTER = 11
const FIGURE = 8
const PADDING = 8
/** So far may a label reach over a neighbour's box. */
const TOUCHING = 6

/**
 * A digit's box on the screen, with some room around its ink, inside the picture.
 * @param {FoundDigits.Digit["box"]} box in pixels of the picture
 * @param {number} scale
 * @param {Size} picture its size on the screen
 * @returns {Box}
 */
export function boxOnScreen([top, left, bottom, right], scale, picture) {
  const [y, height] = along(top * scale, bottom * scale, picture.height)
  const [x, width] = along(left * scale, right * scale, picture.width)
  return { left: x, top: y, width, height }
}

/** @param {number} begin @param {number} end @param {number} most */
function along(begin, end, most) {
  const margin = Math.max(MARGIN, (TOUCHED - (end - begin)) / 2)
  const [first, last] = [Math.max(0, begin - margin), Math.min(most, end + margin)]
  return [first, last - first]
}

/**
 * The first line of a label: the digit; a doubtful one has a question mark and a word on why.
 * @param {Pick<FoundDigits.Digit, "label" | "doubt">} digit
 */
export function firstLine({ label, doubt }) {
  return doubt ? `${label}? ${doubt}` : label
}

/**
 * A share among others in whole percent, for a label: not 100 % if others are above 0.
 * @param {number[]} shares
 * @param {number} n
 */
export function wholePercentAmong(shares, n) {
  const alone = shares.every((share, other) => other === n || share === 0)
  return shares[n] > 0.99 && !alone ? "> 99 %" : `${Math.round(100 * shares[n])} %`
}

/** How a label may stand, the best first. @type {FoundDigits.PlacedLabel[]} */
const WAYS = [
  { room: "full", below: false },
  { room: "full", below: true },
  { room: "short", below: false },
  { room: "short", below: true },
]

/**
 * For each box, whether its label has room for the probability, and whether it stands below the box. The labels
 * are placed in the boxes' order, each without lying on another label, on a box or outside, if there is such a way.
 * @param {Box[]} boxes on the screen
 * @param {{ first: string, share: string, label: string }[]} texts
 * @param {Size} picture its size on the screen
 * @returns {FoundDigits.PlacedLabel[]}
 */
export function placedLabels(boxes, texts, picture) {
  /** @type {Box[]} */
  const taken = []
  return boxes.map((box, n) => {
    const others = [...taken, ...boxes.filter((other) => other !== box)]
    const boxOf = (/** @type {FoundDigits.PlacedLabel} */ { room, below }) =>
      labelBox(box, room === "full" ? fullSize(texts[n]) : shortSize(texts[n]), below)
    const isFree = (/** @type {Box} */ label) =>
      isWithin(label, picture) && !others.some((other) => overlap(label, other))
    const way = WAYS.find((one) => isFree(boxOf(one))) ?? WAYS[box.top < LOW ? 3 : 2]
    taken.push(boxOf(way))
    return way
  })
}

/** Whether a label stands between the picture's upper and lower edge. @param {Box} label @param {Size} picture */
function isWithin({ top, height }, picture) {
  return top >= 0 && top + height <= picture.height
}

/** @param {{ first: string, share: string }} text @returns {Size} */
function fullSize({ first, share }) {
  return { width: Math.max(first.length * LETTER, share.length * FIGURE) + PADDING, height: TALL }
}

/** @param {{ label: string }} text @returns {Size} */
function shortSize({ label }) {
  return { width: label.length * LETTER + PADDING, height: LOW }
}

/** @param {Box} box @param {Size} size @param {boolean} below @returns {Box} */
function labelBox(box, { width, height }, below) {
  const left = box.left + (box.width - width) / 2
  return { left, top: below ? box.top + box.height : box.top - height, width, height }
}

/** @param {Box} one @param {Box} other */
function overlap(one, other) {
  return (
    one.left + TOUCHING < other.left + other.width &&
    other.left + TOUCHING < one.left + one.width &&
    one.top + TOUCHING < other.top + other.height &&
    other.top + TOUCHING < one.top + one.height
  )
}

/**
 * The digit that a key leads to: right and left in reading order, up and down to the nearest one in that
 * direction. Null if the key leads nowhere.
 * @param {string} key
 * @param {number} place
 * @param {FoundDigits.Digit["box"][]} boxes
 */
export function digitLedTo(key, place, boxes) {
  const last = boxes.length - 1
  if (key === "Home") return 0
  if (key === "End") return last
  if (key === "ArrowRight") return Math.min(last, place + 1)
  if (key === "ArrowLeft") return Math.max(0, place - 1)
  if (key === "ArrowDown") return nearest(place, boxes, 1)
  return key === "ArrowUp" ? nearest(place, boxes, -1) : null
}

/** @param {number} place @param {FoundDigits.Digit["box"][]} boxes @param {1 | -1} direction */
function nearest(place, boxes, direction) {
  const [y, x] = middle(boxes[place])
  const distances = boxes.map((box) => {
    const [down, across] = middle(box)
    const ahead = (down - y) * direction > (boxes[place][2] - boxes[place][0]) / 2
    return ahead ? Math.hypot(down - y, 2 * (across - x)) : Number.POSITIVE_INFINITY
  })
  const least = Math.min(...distances)
  return least === Number.POSITIVE_INFINITY ? place : distances.indexOf(least)
}

/** @param {FoundDigits.Digit["box"]} box */
function middle([top, left, bottom, right]) {
  return [(top + bottom) / 2, (left + right) / 2]
}
