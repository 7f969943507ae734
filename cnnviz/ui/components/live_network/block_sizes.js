// The size of one layer's block: its maps or units in lanes and rows. No DOM here.

/** The length of names, bars and the large answer: where there is room, and at least. */
export const ANSWER_LENGTH = { roomy: 283, tight: 220, below: 150 }
/** At least between two maps. */
export const BETWEEN = 2
/** Maps longer than EASY stand this far apart along the flow. */
const [ROOMY_BETWEEN, EASY_SIDE] = [7, 30]
/** Between two blocks beside each other. */
const BESIDE = 14
/** The length of the mark that stands for folded layers. */
const FOLD_LENGTH = 60
/** The largest cell of a unit, the longest block of cells, and of cells too small to be told apart. */
const [UNIT_CELL, CELLS_LENGTH, BARCODE_LENGTH, BARCODE_CELL] = [24, 60, 26, 4]
/** The cell of a unit that stands beside the map it comes from. */
const ALIGNED_CELL = 14

/** A map's side across the flow. @param {LiveNetwork.Block} block @param {LiveNetwork.Room} room */
export function mapAcross({ map }, { flow }) {
  return flow === "right" ? map.height : map.width
}

/** The room of each block of a column. @param {LiveNetwork.Block[]} column @param {LiveNetwork.Room} room */
export function acrossOf(column, { across, flow, caption }) {
  const between = flow === "right" ? caption : BESIDE
  return Math.floor((across - (column.length - 1) * between) / column.length)
}

/** @param {LiveNetwork.Sized} block */
export function lengthOf({ lanes, part, pitch }) {
  return (lanes - 1) * pitch.along + part.along
}

/**
 * @param {LiveNetwork.Block} block
 * @param {number} scale
 * @param {{ across: number, pitch: number, room: LiveNetwork.Room }} given
 * @returns {LiveNetwork.Sized}
 */
export function blockSize(block, scale, { across, pitch, room }) {
  if (block.form === "maps") return sizedMaps(block, scale, { across, pitch, flow: room.flow })
  if (block.form === "units" && block.aligned) {
    const cell = Math.max(1, Math.min(ALIGNED_CELL, pitch - BETWEEN))
    return { ...sizedMaps(block, cell, { across, pitch, flow: room.flow }), scale: cell }
  }
  if (block.form === "units") return sizedUnits(block, across)
  const along = block.form === "fold" ? FOLD_LENGTH : ANSWER_LENGTH[room.flow === "right" ? "roomy" : "below"]
  const one = { along, across: Math.floor(across / block.count) }
  return { ...block, lanes: 1, rows: block.count, part: one, pitch: one, scale: 1 }
}

/**
 * @param {LiveNetwork.Block} block
 * @param {number} scale
 * @param {{ across: number, pitch: number, flow: "right" | "down" }} given
 * @returns {LiveNetwork.Sized}
 */
function sizedMaps(block, scale, { across, pitch, flow }) {
  const drawn = (/** @type {number} */ n) => (scale < 1 ? Math.ceil(scale * n) : scale * n)
  const [height, width] = [drawn(block.map.height), drawn(block.map.width)]
  const part = flow === "right" ? { along: width, across: height } : { along: height, across: width }
  const most = Math.max(1, Math.floor((across - part.across) / pitch) + 1)
  const lanes = Math.ceil(block.count / most)
  const unit = Math.max(1, scale)
  const roomy = part.along > EASY_SIDE ? ROOMY_BETWEEN : BETWEEN
  const between = block.form === "units" ? BETWEEN : unit * Math.max(1, Math.round(roomy / unit))
  return {
    ...block,
    lanes,
    rows: Math.ceil(block.count / lanes),
    part,
    pitch: { along: part.along + between, across: pitch },
    scale,
  }
}

/**
 * Units as cells that touch: as large as fits, or a barcode.
 * @param {LiveNetwork.Block} block
 * @param {number} across
 * @param {number} [longest] along the flow
 * @returns {LiveNetwork.Sized}
 */
export function sizedUnits(block, across, longest = CELLS_LENGTH) {
  for (let cell = UNIT_CELL; cell >= 1; cell -= 1) {
    const lanes = Math.ceil(block.count / Math.floor(across / cell))
    const along = cell > 1 ? cell : lanes * 2 <= BARCODE_LENGTH ? 2 : 1
    const most = cell >= BARCODE_CELL ? longest : BARCODE_LENGTH
    if (lanes * along > most && cell > 1) continue
    const one = { along, across: cell }
    return { ...block, lanes, rows: Math.ceil(block.count / lanes), part: one, pitch: one, scale: cell }
  }
  throw new RangeError(`A column of units needs room. Received: ${across}`)
}
