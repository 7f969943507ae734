// How large each layer's maps are drawn, so that a whole network fits into the room. No DOM here.
import { ANSWER_LENGTH, acrossOf, BETWEEN, blockSize, lengthOf, mapAcross } from "./block_sizes.js"

/** @typedef {"input" | "level" | "mixed" | "dense" | "answer"} GapName */
/** CSS pixels between two columns where there is room, and at least: edges that cross need more. */
const ROOMY = { input: 45, level: 34, mixed: 44, dense: 60, answer: 66 }
const TIGHT = { input: 28, level: 20, mixed: 26, dense: 38, answer: 40 }
/** The largest map, and the smallest one that still shows something. */
const [LARGEST_MAP, SMALLEST] = [112, 14]
/** Maps of half the size are drawn this power of a half as large, but those of fewer pixels than EASY are not. */
const [PROPORTION, EASY] = [0.25, 28]
const MOST_STAGE_ROWS = 40
/** How much less it costs to shrink maps that are drawn larger than maps of more numbers. */
const OUT_OF_ORDER = 100
/** The usual gap between two rows, and what evening the pitch may cost. */
const [USUAL_GAP, EVENING] = [8, 6]
/** What tight columns, a long page, numbers that share a pixel, and empty places cost beside larger maps. */
const [TIGHTNESS, LENGTH, SHARING, EMPTINESS] = [0.3, 0.7, 0.4, 0.8]

/**
 * Return the sizes that show the maps largest without crowding the columns.
 * @param {LiveNetwork.Block[][]} columns without the input's
 * @param {LiveNetwork.Room} room along the flow, from the input to the end
 * @returns {LiveNetwork.Sizes}
 */
export function sizesOf(columns, room) {
  for (const factor of [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24]) {
    const found = bestSizes(columns, { ...room, along: factor * room.along })
    if (found) return found
  }
  throw new RangeError(`The network has too many columns for this room. Received: ${columns.length}`)
}

/** @param {LiveNetwork.Block[][]} columns @param {LiveNetwork.Room} room */
function bestSizes(columns, room) {
  /** @type {LiveNetwork.Sizes | null} */
  let best = null
  for (let rows = 1; rows <= MOST_STAGE_ROWS; rows += 1)
    for (const sizes of shrinking(columns, room, rows)) if (!best || sizes.score > best.score) best = sizes
  return best
}

/**
 * All sizes that fit with so many rows: the largest first, then one layer after the other smaller.
 * @param {LiveNetwork.Block[][]} columns
 * @param {LiveNetwork.Room} room
 * @param {number} rows
 */
function* shrinking(columns, room, rows) {
  const pitch = Math.floor((room.across + USUAL_GAP) / rows)
  const scales = inProportion(
    columns,
    columns.map((column) => column.map((block) => largestScale(block, column, room, pitch))),
    room.step,
  )
  if (scales.flat().some((scale) => scale === 0)) return
  for (;;) {
    const sizes = sizesWith(columns, scales, room, { rows, pitch })
    if (sizes) yield sizes
    if (!shrinkCheapest(columns, scales, room.step)) return
  }
}

/**
 * The largest scale of a layer's maps, in whole pixels of the screen or one over a whole number; 1 for what has no maps, 0 for none.
 * @param {LiveNetwork.Block} block
 * @param {LiveNetwork.Block[]} column
 * @param {LiveNetwork.Room} room
 * @param {number} pitch
 */
function largestScale(block, column, room, pitch) {
  if (block.form !== "maps") return 1
  const most = Math.min(pitch - BETWEEN, LARGEST_MAP, acrossOf(column, room))
  const across = mapAcross(block, room)
  if (most >= across) return Math.floor(most / across / room.step) * room.step
  return most >= Math.min(across, SMALLEST) ? 1 / Math.ceil(across / most) : 0
}

/**
 * Smaller scales where a layer has smaller maps than others: it should be seen that pooling makes maps smaller.
 * @param {LiveNetwork.Block[][]} columns
 * @param {number[][]} scales
 * @param {number} step
 */
function inProportion(columns, scales, step) {
  const drawn = columns.flatMap((column, c) => column.map(({ map }, b) => ({ map, scale: scales[c][b] })))
  const largest = drawn.reduce((one, other) => (other.map.height > one.map.height ? other : one))
  return columns.map((column, c) =>
    column.map(({ form, map }, b) => {
      if (form !== "maps") return scales[c][b]
      const share = (map.height / largest.map.height) ** PROPORTION
      const most = Math.max(EASY, largest.scale * largest.map.height * share)
      return scales[c][b] > 1
        ? Math.max(1, Math.min(scales[c][b], Math.floor(most / map.height / step) * step))
        : scales[c][b]
    }),
  )
}

/** The next smaller scale. @param {number} scale @param {number} step */
function smallerScale(scale, step) {
  return scale > 1 ? Math.max(1, scale - step) : 1 / (Math.round(1 / scale) + 1)
}

/**
 * Make the maps of one size smaller: those that lose least, and first those that are drawn larger than maps of
 * more numbers. Return false if all are as small as they may be.
 * @param {LiveNetwork.Block[][]} columns
 * @param {number[][]} scales
 * @param {number} step
 */
function shrinkCheapest(columns, scales, step) {
  const places = columns.flatMap((column, c) => column.map(({ form, map }, b) => ({ c, b, form, map })))
  const maps = places.filter(({ form }) => form === "maps")
  let [found, least] = ["", Infinity]
  for (const { c, b, map } of maps) {
    const [now, next] = [scales[c][b], smallerScale(scales[c][b], step)]
    const side = Math.min(map.height, map.width)
    const loss = now / next - (now * side) / 1e4
    const above = maps.some(
      (one) => one.map.height > map.height && scales[one.c][one.b] * one.map.height < now * side,
    )
    const cost = above ? loss - OUT_OF_ORDER : loss
    if (next * side >= Math.min(SMALLEST, side) && cost < least) [found, least] = [sizeName(map, now), cost]
  }
  for (const { c, b, map } of maps)
    if (sizeName(map, scales[c][b]) === found) scales[c][b] = smallerScale(scales[c][b], step)
  return found !== ""
}

/** @param {Size} map @param {number} scale */
function sizeName({ height, width }, scale) {
  return `${height} ${width} ${scale}`
}

/**
 * The sizes with these scales, or null if they do not fit.
 * @param {LiveNetwork.Block[][]} columns
 * @param {number[][]} scales
 * @param {LiveNetwork.Room} room
 * @param {{ rows: number, pitch: number }} grid
 * @returns {LiveNetwork.Sizes | null}
 */
function sizesWith(columns, scales, room, { rows, pitch }) {
  const even = evenPitch(columns, scales, room, { rows, pitch })
  const sized = columns.map((column, c) =>
    column.map((block, b) =>
      blockSize(block, scales[c][b], { across: acrossOf(column, room), pitch: even, room }),
    ),
  )
  const lengths = sized.map((column) => Math.max(...column.map(lengthOf)))
  const names = columns.map(gapBefore)
  const fixed = lengths.reduce((sum, length) => sum + length, 0) + captionsAlong(room, columns.length)
  const [roomy, tight] = [ROOMY, TIGHT].map((gaps) => names.reduce((sum, name) => sum + gaps[name], 0))
  const answers = columns.flat().some(({ form }) => form === "classes") && room.flow === "right"
  const slack = answers ? ANSWER_LENGTH.roomy - ANSWER_LENGTH.tight : 0
  const share = Math.min(1, (room.along - fixed - tight + slack) / (roomy - tight + slack))
  if (share < 0) return null
  const gaps = names.map((name) => Math.floor(TIGHT[name] + share * (ROOMY[name] - TIGHT[name])))
  const total = fixed - Math.round((1 - share) * slack) + gaps.reduce((sum, gap) => sum + gap, 0)
  const score = scoreOf(sized.flat()) - TIGHTNESS * (1 - share) - longness(room, total)
  return { columns: sized, pitch: even, rows, gaps, total, score }
}

/** Below the columns of a phone stand their captions. @param {LiveNetwork.Room} room @param {number} n */
function captionsAlong({ flow, caption }, n) {
  return flow === "down" ? n * caption : 0
}

/** A page may be long, but not for nothing. @param {LiveNetwork.Room} room @param {number} total */
function longness({ along, across }, total) {
  return Number.isFinite(along) ? 0 : (LENGTH * total) / across
}

/** How large the maps are: the mean of the logarithms, and half of the least. @param {LiveNetwork.Sized[]} blocks */
export function scoreOf(blocks) {
  const maps = blocks.filter(({ form }) => form === "maps")
  if (!maps.length) return 0
  const logs = maps.map(
    ({ part, scale, count, lanes, rows }) =>
      Math.log(Math.min(part.along, part.across)) -
      (scale < 1 ? SHARING : 0) -
      EMPTINESS * (1 - count / (lanes * rows)),
  )
  return logs.reduce((sum, log) => sum + log, 0) / logs.length + Math.min(...logs) / 2
}

/**
 * A pitch with which all rows fit, and of which all scales are parts if that costs no more than a few pixels: then
 * each number is one pixel of its canvas.
 * @param {LiveNetwork.Block[][]} columns
 * @param {number[][]} scales
 * @param {LiveNetwork.Room} room
 * @param {{ rows: number, pitch: number }} grid
 */
function evenPitch(columns, scales, room, { rows, pitch }) {
  const drawn = columns.flatMap((column, c) =>
    column.map((block, b) => ({
      ...block,
      scale: scales[c][b],
      side: mapAcross(block, room) * scales[c][b],
    })),
  )
  const maps = drawn.filter(({ form }) => form === "maps")
  const most = Math.ceil(Math.max(0, ...maps.map(({ side }) => side)))
  const fitting = Math.max(most, Math.min(pitch, Math.floor((room.across - most) / Math.max(1, rows - 1))))
  for (let even = fitting; even > fitting - EVENING && even > most; even -= 1)
    if (maps.every(({ scale }) => even % Math.max(1, scale) === 0)) return even
  return fitting
}

/** What stands before a column. @param {LiveNetwork.Block[]} column @param {number} n @returns {GapName} */
export function gapBefore(column, n) {
  if (n === 0) return "input"
  if (column.some(({ form }) => form === "classes")) return "answer"
  if (!column.some(({ mixes }) => mixes)) return "level"
  return column.some(({ form }) => form === "units") ? "dense" : "mixed"
}
