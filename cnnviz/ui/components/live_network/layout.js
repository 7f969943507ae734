// Where everything stands on the stage, in CSS pixels. No DOM here.
import { acrossOf, lengthOf } from "./block_sizes.js"
import { sizesOf } from "./column_sizes.js"
import { handAbove, handBeside } from "./hand_places.js"
import { inOwnRows } from "./own_rows.js"

/**
 * Lay out a network from left to right, as on a desk, or downwards, as on a phone.
 * @param {LiveNetwork.Block[][]} columns as `columnsOf` returns them
 * @param {LiveNetwork.Room} given the whole stage
 * @returns {LiveNetwork.Layout}
 */
export function layOut(columns, given) {
  const { hand, sizes, room, hasOwnRows } = fitting(columns, given)
  const placed = placeColumns(sizes, hand.end, room)
  const last = Math.max(...placed.flat().map((block) => blockEnd(block, room)))
  const all = [[hand.picture], ...placed]
  return {
    flow: room.flow,
    ...stageSize(last, room),
    columns: all,
    byNode: new Map(all.flat().map((block) => [block.node, block])),
    pad: hand.pad,
    winner: hand.winner ?? winnerOf(placed),
    hasOwnRows,
  }
}

/**
 * The sizes of everything: all maps in common rows, unless only rows of their own show each number without
 * scrolling.
 * @param {LiveNetwork.Block[][]} columns
 * @param {LiveNetwork.Room} room
 * @returns {LiveNetwork.Fitting}
 */
function fitting(columns, room) {
  const [[picture], ...others] = columns
  const hand = room.flow === "right" ? handBeside(picture, room) : handAbove(picture, room)
  const along = room.along - hand.end
  const sizes = sizesOf(others, { ...room, along })
  const isCrowded = sizes.total > along || sizes.columns.flat().some(({ scale }) => scale < 1)
  const own = isCrowded && room.own ? inOwnRows(columns, room, room.own) : null
  return own ?? { hand, sizes, room, hasOwnRows: false }
}

/** @param {number} last @param {LiveNetwork.Room} room */
function stageSize(last, { flow, along, across }) {
  return flow === "right" ? { width: Math.max(along, last), height: across } : { width: across, height: last }
}

/** @param {LiveNetwork.Placed} block @param {LiveNetwork.Room} room */
function blockEnd(block, { flow, caption }) {
  return flow === "right" ? block.left + block.width : block.top + block.height + caption
}

/**
 * @param {LiveNetwork.Sizes} sizes
 * @param {number} start
 * @param {LiveNetwork.Room} room
 * @returns {LiveNetwork.Placed[][]}
 */
function placeColumns({ columns, gaps, total, ...grid }, start, room) {
  const spare = Number.isFinite(room.along) ? Math.max(0, room.along - start - total) : 0
  let at = start
  return columns.map((column, n) => {
    at += gaps[n] + Math.floor(Math.min(spare / columns.length, gaps[n] / 2))
    const length = Math.max(...column.map(lengthOf))
    const placed = column.map((block, b) => placeBlock(block, at, length, b, { column, grid, room }))
    at += length + (room.flow === "down" ? room.caption : 0)
    return placed
  })
}

/**
 * @param {LiveNetwork.Sized} block
 * @param {number} at where the column begins along the flow
 * @param {number} length the column's
 * @param {number} n the block's index in the column
 * @param {{ column: LiveNetwork.Sized[], grid: { pitch: number, rows: number }, room: LiveNetwork.Room }} given
 * @returns {LiveNetwork.Placed}
 */
function placeBlock(block, at, length, n, { column, grid, room }) {
  const each = acrossOf(column, room)
  const top = n * ((room.across + (room.flow === "right" ? room.caption : 14)) / column.length)
  const along = at + (block.form === "classes" ? 0 : Math.round((length - lengthOf(block)) / 2))
  const across = Math.round(
    top +
      acrossStart(block, each, column.length > 1 ? { ...grid, rows: Math.floor(each / grid.pitch) } : grid),
  )
  const long = block.form === "classes" && Number.isFinite(room.along) ? room.along - along : lengthOf(block)
  const wide = (block.rows - 1) * block.pitch.across + block.part.across
  return room.flow === "right"
    ? { ...block, left: along, top: across, width: Math.max(long, lengthOf(block) - 80), height: wide }
    : { ...block, left: across, top: along, width: wide, height: lengthOf(block) }
}

/**
 * Where a block begins across the flow. Maps in common rows stand level, so that edges run level; others in the middle.
 * @param {LiveNetwork.Sized} block
 * @param {number} across
 * @param {{ pitch: number, rows: number }} grid
 */
function acrossStart({ form, aligned, part, rows, pitch: own }, across, grid) {
  if (!grid.pitch || (form !== "maps" && !aligned))
    return (across - (rows - 1) * own.across - part.across) / 2
  const fit = Math.max(grid.rows, rows)
  const first = (across - (fit - 1) * grid.pitch) / 2 + Math.floor((fit - rows) / 2) * grid.pitch
  return Math.max(0, first - part.across / 2)
}

/** The large answer, to the right of the bars. @param {LiveNetwork.Placed[][]} columns @returns {Box} */
function winnerOf(columns) {
  const classes = columns.flat().find(({ form }) => form === "classes")
  if (!classes) return { left: 0, top: 0, width: 0, height: 0 }
  const before = BARS.names + BARS.length
  return {
    left: classes.left + before,
    top: classes.top,
    width: classes.width - before,
    height: classes.height,
  }
}

/** The length of the classes' names, and of their bars with a margin. */
export const BARS = { names: 34, length: 90 }

/**
 * The rectangle of a map, a unit or a class; null where it is folded.
 * @param {LiveNetwork.Layout} layout
 * @param {string} node
 * @param {number} channel
 * @returns {Box | null}
 */
export function place(layout, node, channel) {
  const block = layout.byNode.get(node)
  if (!block || channel >= block.count) return null
  if (block.form === "picture")
    return { left: block.left, top: block.top, width: block.width, height: block.height }
  const { lanes, part, pitch } = block
  const [along, across] = [(channel % lanes) * pitch.along, Math.floor(channel / lanes) * pitch.across]
  return layout.flow === "right"
    ? { left: block.left + along, top: block.top + across, width: part.along, height: part.across }
    : { left: block.left + across, top: block.top + along, width: part.across, height: part.along }
}

/**
 * The map, unit or class at a point of the stage, and the cell of the map; null where there is none.
 * @param {LiveNetwork.Layout} layout
 * @param {number} x
 * @param {number} y
 * @returns {LiveNetwork.Spot | null}
 */
export function hit(layout, x, y) {
  for (const block of layout.byNode.values()) {
    if (x < block.left || y < block.top || x >= block.left + block.width || y >= block.top + block.height)
      continue
    if (block.form === "fold") return null
    return hitIn(layout, block, x, y)
  }
  return null
}

/**
 * @param {LiveNetwork.Layout} layout
 * @param {LiveNetwork.Placed} block
 * @param {number} x
 * @param {number} y
 * @returns {LiveNetwork.Spot | null}
 */
function hitIn(layout, block, x, y) {
  const [right, down] = [x - block.left, y - block.top]
  const [along, across] = layout.flow === "right" ? [right, down] : [down, right]
  const lane = block.lanes > 1 ? Math.floor(along / block.pitch.along) : 0
  const channel = block.form === "picture" ? 0 : Math.floor(across / block.pitch.across) * block.lanes + lane
  const box = place(layout, block.node, channel)
  if (!box || lane >= block.lanes) return null
  const isClass = block.form === "classes"
  if (!isClass && (x >= box.left + box.width || y >= box.top + box.height)) return null
  return { node: block.node, channel, cell: cellAt(block, box, x, y) }
}

/**
 * The cell of a map at a point; null where a part is a single number.
 * @param {LiveNetwork.Placed} block
 * @param {Box} box
 * @param {number} x
 * @param {number} y
 * @returns {Place | null}
 */
function cellAt({ form, map }, box, x, y) {
  if (form !== "maps" && form !== "picture") return null
  const at = (/** @type {number} */ share, /** @type {number} */ n) => Math.min(n - 1, Math.floor(share * n))
  return [at((y - box.top) / box.height, map.height), at((x - box.left) / box.width, map.width)]
}
