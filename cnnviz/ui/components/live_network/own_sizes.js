// The sizes of columns that have rows of their own, with given scales. No DOM here.
import { ANSWER_LENGTH, acrossOf, blockSize, lengthOf, sizedUnits } from "./block_sizes.js"
import { APART } from "./captions.js"
import { gapBefore, scoreOf } from "./column_sizes.js"

/** CSS pixels before a column, at least. */
const OWN_GAPS = { input: 28, level: 24, mixed: 24, dense: 30, answer: 36 }
/** Between two maps of a column: below each other, at least, and beside each other. */
const [OWN_BELOW, OWN_BESIDE] = [1, 2]
/** The length of names, bars and the large answer, at least, and the middle of the names and bars. */
const [LEAST_ANSWER, MIDDLE_OF_BARS] = [240, 62]

/** The sizes of maps, the largest first. @param {LiveNetwork.Block[][]} columns @returns {Size[]} */
export function groupsOf(columns) {
  const maps = columns.flat().filter(({ form }) => form === "maps")
  const sizes = new Map(maps.map(({ map }) => [`${map.height} ${map.width}`, map]))
  return [...sizes.values()].sort((one, other) => other.height - one.height || other.width - one.width)
}

/**
 * @param {LiveNetwork.Block[][]} columns
 * @param {Size[]} groups
 * @param {number[]} scales of each group
 * @param {LiveNetwork.OwnGiven} given
 * @returns {LiveNetwork.Sizes}
 */
export function sizesAt(columns, groups, scales, { room, longest, names, hand }) {
  const tallest = Math.max(0, ...groups.map(({ height }, g) => height * scales[g]))
  const sized = columns.map((column) =>
    column.map((block) => {
      const across = acrossOf(column, room)
      if (block.form === "maps") return inRows(block, scaleOf(block, groups, scales), across, tallest)
      if (block.form === "units") return sizedUnits(block, across, longest)
      const one = blockSize(block, 1, { across, pitch: across, room })
      return block.form === "classes" ? { ...one, part: { ...one.part, along: LEAST_ANSWER } } : one
    }),
  )
  const gaps = ownGaps(columns, sized.map(lengthOfColumn), names, hand)
  const least = sized.reduce((sum, column, n) => sum + gaps[n] + lengthOfColumn(column), 0)
  const spare = Math.floor(Math.max(0, room.along - least) / 2)
  const hasAnswer = columns.flat().some(({ form }) => form === "classes")
  const total = least + (hasAnswer ? Math.min(ANSWER_LENGTH.roomy - LEAST_ANSWER, spare) : 0)
  return { columns: sized, pitch: 0, rows: 0, gaps, total, score: scoreOf(sized.flat()) }
}

/** @param {LiveNetwork.Block} block @param {Size[]} groups @param {number[]} scales */
function scaleOf({ map }, groups, scales) {
  return scales[groups.findIndex(({ height, width }) => height === map.height && width === map.width)]
}

/** @param {LiveNetwork.Sized[]} column */
function lengthOfColumn(column) {
  return Math.max(...column.map(lengthOf))
}

/**
 * As few maps beside each other as there is room for, and rows over the whole height. Columns with equally many
 * rows stand level, whatever the size of their maps.
 * @param {LiveNetwork.Block} block
 * @param {number} scale
 * @param {number} across
 * @param {number} tallest the side of the network's largest map
 * @returns {LiveNetwork.Sized}
 */
function inRows(block, scale, across, tallest) {
  const part = { along: scale * block.map.width, across: scale * block.map.height }
  const most = Math.max(1, Math.floor((across + OWN_BELOW) / (part.across + OWN_BELOW)))
  const lanes = Math.ceil(block.count / most)
  const rows = Math.ceil(block.count / lanes)
  const spread = (/** @type {number} */ side) => Math.floor((across - side) / Math.max(1, rows - 1))
  const least = part.across + OWN_BELOW
  const pitch = { along: part.along + OWN_BESIDE, across: Math.max(least, spread(tallest)) }
  return { ...block, lanes, rows, part, pitch, scale }
}

/**
 * Room for the edges, and for the names.
 * @param {LiveNetwork.Block[][]} columns
 * @param {number[]} lengths
 * @param {number[]} names the width of each column's name, the input's first; 0 where names may overlap
 * @param {number} hand the length of the pad
 */
function ownGaps(columns, lengths, names, hand) {
  return columns.map((column, n) => {
    const before = n === 0 ? hand : lengths[n - 1]
    const isAnswer = column.some(({ form }) => form === "classes")
    const middle = isAnswer ? MIDDLE_OF_BARS : lengths[n] / 2
    const apart = names[n] && names[n + 1] ? (names[n] + names[n + 1]) / 2 + APART + 1 : 0
    return Math.max(OWN_GAPS[gapBefore(column, n)], Math.ceil(apart - before / 2 - middle))
  })
}
