// A feature map's picture, reduced for the screen: each pixel shows the value that is farthest from 0. Mixed
// colours would turn grey where neighbours differ in sign. No DOM here.
import { MAP_STEPS } from "./facts.js"
import { MAP_TABLES } from "./map_colours.js"

/** The ranks of lines between maps, which stay, and of what is transparent. */
const [LINE, NOTHING] = [MAP_STEPS + 1, -1]

/**
 * Reduce a picture; `pixels` are its rows, red, green, blue and opacity packed as in ImageData.
 * @param {Uint32Array} pixels
 * @param {Size} from
 * @param {Size} to
 * @param {MapColours} colours
 */
export function reduced(pixels, from, to, colours) {
  const ranks = ranksOf(colours)
  const columns = spans(from.width, to.width)
  const rows = spans(from.height, to.height)
  const result = new Uint32Array(to.width * to.height)
  const best = new Int16Array(to.width * to.height).fill(NOTHING - 1)
  rows.forEach(([top, bottom], row) => {
    for (let r = top; r < bottom; r += 1)
      columns.forEach(([left, right], column) => {
        const at = row * to.width + column
        for (let n = r * from.width + left; n < r * from.width + right; n += 1) {
          const rank = ranks.get(pixels[n]) ?? otherRank(pixels[n])
          if (rank > best[at]) [best[at], result[at]] = [rank, pixels[n]]
        }
      })
  })
  return result
}

/**
 * The first and the last index, exclusive, that each pixel of a reduced side covers. All cover equally many, so
 * that none is stronger only because it covers more; together they cover all.
 * @param {number} from
 * @param {number} to
 * @returns {[first: number, end: number][]}
 */
function spans(from, to) {
  const covered = Math.ceil(from / to)
  return Array.from({ length: to }, (_, n) => {
    const first = Math.min(Math.floor((n * from) / to), from - covered)
    return [first, first + covered]
  })
}

/**
 * The distance from 0, in levels, of each opaque colour.
 * @param {MapColours} colours
 */
function ranksOf(colours) {
  const table = MAP_TABLES[colours]
  /** @type {Map<number, number>} */
  const ranks = new Map()
  for (let level = 0; level <= 2 * MAP_STEPS; level += 1)
    ranks.set(packed(table.subarray(3 * level, 3 * level + 3)), Math.abs(level - MAP_STEPS))
  return ranks
}

/** An opaque colour, as ImageData packs it. @param {Uint8Array} rgb */
export function packed(rgb) {
  return new Uint32Array(Uint8Array.of(...rgb, 255).buffer)[0]
}

/** The rank of a colour that is no value's. @param {number} pixel */
function otherRank(pixel) {
  return pixel >>> 24 === 0 ? NOTHING : LINE
}
