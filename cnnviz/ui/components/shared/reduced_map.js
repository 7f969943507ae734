// A feature map's picture, reduced for the screen: each pixel shows the value that is farthest from 0. Mixed
// colours would turn grey where neighbours differ in sign. No DOM here.
import { MAP_STEPS } from "./facts.js"
import { MAP_TABLES } from "./map_colours.js"

/** The ranks of lines between maps, which stay, and of what is transparent. */
const [LINE, NOTHING] = [MAP_STEPS + 1, -1]

/** The size of a hash table with many more places than there are colours; a power of 2. */
const SLOTS = 4096
const SHIFT = 20

/**
 * Reduce a picture; `pixels` are its rows, red, green, blue and opacity packed as in ImageData. Plain loops, as a
 * photograph's map has many pixels.
 * @param {Uint32Array} pixels
 * @param {Size} from
 * @param {Size} to
 * @param {MapColours} colours
 */
export function reduced(pixels, from, to, colours) {
  const ranked = ranksOf(pixels, colours)
  const [tops, lefts] = [firsts(from.height, to.height), firsts(from.width, to.width)]
  const [tall, wide] = [Math.ceil(from.height / to.height), Math.ceil(from.width / to.width)]
  const result = new Uint32Array(to.width * to.height)
  for (let row = 0, at = 0; row < to.height; row += 1)
    for (let column = 0; column < to.width; column += 1, at += 1) {
      let best = tops[row] * from.width + lefts[column]
      for (let r = 0, n = best; r < tall; r += 1, n += from.width - wide)
        for (let c = 0; c < wide; c += 1, n += 1) if (ranked[n] > ranked[best]) best = n
      result[at] = pixels[best]
    }
  return result
}

/**
 * The first index that each pixel of a reduced side covers. All cover equally many, so that none is stronger only
 * because it covers more; together they cover all.
 * @param {number} from
 * @param {number} to
 */
function firsts(from, to) {
  const covered = Math.ceil(from / to)
  return Int32Array.from({ length: to }, (_, n) => Math.min(Math.floor((n * from) / to), from - covered))
}

/**
 * The distance from 0, in levels, of each pixel's value.
 * @param {Uint32Array} pixels
 * @param {MapColours} colours
 */
function ranksOf(pixels, colours) {
  const { keys, ranks } = hashed(colours)
  const found = new Int16Array(pixels.length)
  for (let n = 0; n < pixels.length; n += 1) {
    let slot = Math.imul(pixels[n], 0x9e3779b1) >>> SHIFT
    while (keys[slot] !== 0 && keys[slot] !== pixels[n]) slot = (slot + 1) % SLOTS
    found[n] = keys[slot] !== 0 ? ranks[slot] : pixels[n] >>> 24 === 0 ? NOTHING : LINE
  }
  return found
}

/**
 * The ranks of all colours, in a hash table: a Map takes ten times as long.
 * @param {MapColours} colours
 */
function hashed(colours) {
  const [keys, ranks] = [new Uint32Array(SLOTS), new Int16Array(SLOTS)]
  for (let level = 0; level <= 2 * MAP_STEPS; level += 1) {
    const key = packed(MAP_TABLES[colours].subarray(3 * level, 3 * level + 3))
    let slot = Math.imul(key, 0x9e3779b1) >>> SHIFT
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) % SLOTS
    keys[slot] = key
    ranks[slot] = Math.abs(level - MAP_STEPS)
  }
  return { keys, ranks }
}

/** An opaque colour, as ImageData packs it. @param {Uint8Array} rgb */
export function packed(rgb) {
  return new Uint32Array(Uint8Array.of(...rgb, 255).buffer)[0]
}
