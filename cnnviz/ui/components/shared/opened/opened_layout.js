// Where the parts of a network stand: in rows, from left to right, each block folded or not. No DOM here.

/** The room between two rows, and between parts that unfolded blocks have around them, in pixels. */
const ROW_GAP = 26
/** The height of the head of an unfolded block's frame. */
export const HEAD = 34
/** How far an arrow runs beyond the last part of a row. */
const BEYOND = 10
/** The width of an arrow that enters a row. */
const ENTRY = 14

/**
 * Lay out the parts in rows of at most this width; a part that is wider has a row of its own.
 * @param {Opened.Drawing} data
 * @param {Set<number>} open the sections that are unfolded
 * @param {number} width
 * @returns {Opened.Layout}
 */
export function layOutParts(data, open, width) {
  const rows = rowsOf(partsOf(data, open), width)
  /** @type {Opened.Placed[]} */
  const placed = []
  let top = 0
  rows.forEach((row, number) => {
    const head = row.some(({ section }) => open.has(section)) ? HEAD : 0
    const middle = head + Math.max(...row.map(({ part }) => part.start[1]))
    let x = ENTRY
    for (const one of row) {
      placed.push({ ...one, row: number, x, y: top + middle - one.part.start[1] })
      x += one.part.width
    }
    top += middle + Math.max(...row.map(({ part }) => part.height - part.start[1])) + ROW_GAP
  })
  return {
    placed,
    joins: joinsOf(placed),
    width: Math.max(...placed.map(({ part, x }) => x + part.width + BEYOND)),
    height: top - ROW_GAP,
  }
}

/** The parts in their order. @param {Opened.Drawing} data @param {Set<number>} open */
function partsOf(data, open) {
  const parts = [{ part: data.input, section: -1, block: 0 }]
  data.sections.forEach(({ folded, unfolded }, section) => {
    const shown = open.has(section) && unfolded.length > 0 ? unfolded : [folded]
    shown.forEach((part, block) => parts.push({ part, section, block }))
  })
  return parts
}

/**
 * @param {{ part: Opened.Part, section: number, block: number }[]} parts
 * @param {number} width
 */
function rowsOf(parts, width) {
  /** @type {(typeof parts)[]} */
  const rows = []
  let room = 0
  for (const one of parts) {
    if (!rows.length || one.part.width > room) {
      rows.push([])
      room = width - ENTRY
    }
    rows[rows.length - 1].push(one)
    room -= one.part.width
  }
  return rows
}

/** The arrows from each part to the next. @param {Opened.Placed[]} placed */
function joinsOf(placed) {
  return placed
    .slice(1)
    .map((next, n) => {
      const before = placed[n]
      const [fromX, fromY] = [before.x + before.part.end[0], before.y + before.part.end[1]]
      const [toX, toY] = [next.x + next.part.start[0], next.y + next.part.start[1]]
      if (before.row === next.row) return `M${fromX},${fromY}H${toX - 6}V${toY}H${toX}`
      return `M${fromX},${fromY}H${before.x + before.part.width + BEYOND}M0,${toY}H${toX}`
    })
    .join("")
}

/**
 * What is at a point of the drawing.
 * @param {Opened.Layout} layout
 * @param {Set<number>} open
 * @param {number} x
 * @param {number} y
 * @returns {Opened.Target}
 */
export function targetAt({ placed }, open, x, y) {
  for (const [index, one] of placed.entries()) {
    const [left, top] = [x - one.x, y - one.y]
    const { width, height, boxes } = one.part
    if (left < 0 || left > width || top < -HEAD || top > height) continue
    if (top < 0) return { spot: null, head: open.has(one.section) ? one.section : -1 }
    const box = boxes.findIndex(([at, middle, , , , reach]) => isWithin(left - at, top - middle, reach))
    return { spot: box < 0 ? null : { placed: index, box }, head: -1 }
  }
  return { spot: null, head: -1 }
}

/** Whether a point is on a volume or its texts. @param {number} across @param {number} down @param {number} reach */
function isWithin(across, down, reach) {
  return Math.abs(across) <= Math.max(reach / 2, 12) && down >= -70 && down <= 128
}

/**
 * The volume after another one, or before it; the first if there is none.
 * @param {Opened.Layout} layout
 * @param {Opened.Spot | null} spot
 * @param {number} step 1 or −1
 * @returns {Opened.Spot}
 */
export function nextSpot({ placed }, spot, step) {
  if (!spot) return { placed: 0, box: 0 }
  const { boxes } = placed[spot.placed].part
  const box = spot.box + step
  if (box >= 0 && box < boxes.length) return { placed: spot.placed, box }
  const other = spot.placed + step
  if (other < 0 || other >= placed.length) return spot
  return { placed: other, box: step > 0 ? 0 : placed[other].part.boxes.length - 1 }
}

/** The volume of a layer; null if it is inside a folded block, or not there. @param {Opened.Layout} layout @param {number} layer @returns {Opened.Spot | null} */
export function spotOfLayer({ placed }, layer) {
  if (layer < 0) return null
  for (const [index, { part }] of placed.entries()) {
    const box = part.boxes.findIndex((one) => one[6] === layer)
    if (box >= 0) return { placed: index, box }
  }
  return null
}

/** The middle of a volume on the drawing. @param {Opened.Layout} layout @param {Opened.Spot} spot @returns {[x: number, y: number]} */
export function middleOf({ placed }, { placed: index, box }) {
  const { part, x, y } = placed[index]
  return [x + part.boxes[box][0], y + part.boxes[box][1]]
}
