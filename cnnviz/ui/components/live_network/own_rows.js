// The largest sizes of a crowded network, in which each column of maps has its own number of rows. No DOM here.
import { handsBeside } from "./hand_places.js"
import { groupsOf, sizesAt } from "./own_sizes.js"

/** A map's largest side, and its smallest one; a map of more numbers has a pixel for each. */
const [LARGEST_SIDE, SMALLEST_SIDE] = [56, 12]
/** How many of the next smaller scales are tried at once. */
const TRIED = 4
/** Smaller maps need not make a column shorter. Then the loss is divided by this instead of the length saved. */
const NOTHING_SAVED = 0.01
/** The longest block of units: where there is room, and where there is little. */
const UNITS_LENGTHS = [60, 24]
/** The same where the network would not fit otherwise. */
const LEAST_UNITS = [16]
/** A larger pad is worth this much beside larger maps. A pad narrower than EASY_PAD costs, and so do narrow units. */
const [PAD_WORTH, EASY_PAD, CRAMPEDNESS, NARROWNESS] = [0.2, 140, 0.2, 0.05]

/**
 * The sizes with which the maps are largest, at least a pixel for each number; null if there is no room for that.
 * @param {LiveNetwork.Block[][]} columns with the input's
 * @param {LiveNetwork.Room} room
 * @param {LiveNetwork.OwnRoom} own
 * @returns {LiveNetwork.Fitting | null}
 */
export function inOwnRows(columns, room, { across, staggered, nameOf }) {
  if (room.flow !== "right" || columns.flat().some(({ aligned }) => aligned)) return null
  const names = columns.map((column) => nameOf(column[column.length - 1]))
  const free = names.map(() => 0)
  const inTwo = { ...room, across: staggered }
  const inOneRow = best(fittings(columns, { ...room, across }, names, UNITS_LENGTHS))
  return (
    inOneRow ??
    best(fittings(columns, inTwo, free, UNITS_LENGTHS)) ??
    best(fittings(columns, inTwo, free, LEAST_UNITS))
  )
}

/** @param {Iterable<LiveNetwork.Fitting>} all @returns {LiveNetwork.Fitting | null} */
function best(all) {
  return [...all].reduce(
    (found, one) => (found && found.sizes.score >= one.sizes.score ? found : one),
    /** @type {LiveNetwork.Fitting | null} */ (null),
  )
}

/**
 * What fits, with each size of the pad and of the units.
 * @param {LiveNetwork.Block[][]} columns
 * @param {LiveNetwork.Room} room
 * @param {number[]} names the width of each column's name, the input's first
 * @param {number[]} lengths of the longest block of units
 * @returns {Generator<LiveNetwork.Fitting>}
 */
function* fittings([[picture], ...columns], room, names, lengths) {
  for (const hand of handsBeside(picture, room))
    for (const longest of lengths) {
      const inner = { ...room, along: room.along - hand.end }
      const sizes = largestSizes(columns, { room: inner, longest, names, hand: hand.end })
      if (!sizes) continue
      const cost =
        (longest < UNITS_LENGTHS[0] ? NARROWNESS : 0) + (hand.pad.width < EASY_PAD ? CRAMPEDNESS : 0)
      const score = sizes.score + PAD_WORTH * Math.log(hand.pad.width) - cost
      yield { hand, sizes: { ...sizes, score }, room, hasOwnRows: true }
    }
}

/**
 * Begin with the largest maps and shrink them until all columns fit. Those that lose least for the length they save
 * shrink first.
 * @param {LiveNetwork.Block[][]} columns
 * @param {LiveNetwork.OwnGiven} given
 */
function largestSizes(columns, given) {
  const groups = groupsOf(columns)
  const { along, step } = given.room
  const sized = (/** @type {number[]} */ scales) => sizesAt(columns, groups, scales, given)
  if (sized(groups.map(leastScale)).total > along) return null
  let scales = ordered(
    groups,
    groups.map(({ height }) => Math.max(1, Math.floor(LARGEST_SIDE / height))),
  )
  for (let sizes = sized(scales); sizes.total > along; sizes = sized(scales)) {
    const smaller = smallerScales(groups, scales, step)
    if (!smaller.length) return null
    scales = cheapest(smaller, sizes, sized)
  }
  return grown(groups, scales, { sized, along, step })
}

/** @param {Size} map */
function leastScale({ height }) {
  return Math.max(1, Math.ceil(SMALLEST_SIDE / height))
}

/** Scales with which no map is drawn larger than a map of more numbers. @param {Size[]} groups @param {number[]} scales */
function ordered(groups, scales) {
  let most = Infinity
  return groups.map(({ height }, g) => {
    const scale = scales[g] * height <= most ? scales[g] : Math.max(1, Math.floor(most / height))
    most = scale * height
    return scale
  })
}

/** A scale some steps larger, a whole number of steps itself. @param {number} scale @param {number} n @param {number} step */
function steps(scale, n, step) {
  return Math.round(scale / step + n) * step
}

/**
 * All scales in which one size of maps is smaller, and those that follow it are not larger.
 * @param {Size[]} groups
 * @param {number[]} scales
 * @param {number} step
 */
function smallerScales(groups, scales, step) {
  return groups.flatMap((group, g) => {
    const smaller = Array.from({ length: TRIED }, (_, n) => steps(scales[g], -n - 1, step))
    const able = smaller.filter((scale) => scale >= leastScale(group))
    return able.map((scale) => ordered(groups, scales.with(g, scale)))
  })
}

/**
 * The scales that cost least for each pixel of length that they save.
 * @param {number[][]} choices
 * @param {LiveNetwork.Sizes} now
 * @param {(scales: number[]) => LiveNetwork.Sizes} sized
 */
function cheapest(choices, now, sized) {
  const costs = choices.map((scales) => {
    const { score, total } = sized(scales)
    return (now.score - score) / Math.max(NOTHING_SAVED, now.total - total)
  })
  return choices[costs.indexOf(Math.min(...costs))]
}

/**
 * Enlarge what still fits, one size of maps after the other.
 * @param {Size[]} groups
 * @param {number[]} scales
 * @param {{ sized: (scales: number[]) => LiveNetwork.Sizes, along: number, step: number }} given
 */
function grown(groups, scales, { sized, along, step }) {
  let [found, best] = [scales, sized(scales)]
  for (let g = 0; g < groups.length; g += 1)
    for (let n = 1; steps(scales[g], n, step) * groups[g].height <= LARGEST_SIDE; n += 1) {
      const larger = found.with(g, steps(scales[g], n, step))
      const sizes = sized(larger)
      const isOrdered = String(ordered(groups, larger)) === String(larger)
      if (isOrdered && sizes.total <= along && sizes.score > best.score) [found, best] = [larger, sizes]
    }
  return best
}
