// The map or column that a number belongs to, as the card shows it.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cellOfSpot,
  outputCaption,
  outputPlane,
  placeOnOutput,
  spotOfUnit,
  spotOnOutput,
  strongestSpot,
} from "#ui/live_network/card_output.js"

/** Two maps of 2 x 3, and seven units. */
const MAPS = {
  name: "conv",
  rows: 2,
  columns: 3,
  channels: 2,
  area: 6,
  flat: false,
  values: Float32Array.of(0, 1, 2, 3, 4, 5, 6, -9, 8, 7, 6, 5),
}
const UNITS = {
  name: "dense",
  rows: 1,
  columns: 1,
  channels: 7,
  area: 1,
  flat: true,
  values: Float32Array.of(1, 2, 3, 4, 5, 6, 7),
}

test("a map is shown as it is, a column row by row in a rectangle", () => {
  assert.deepEqual([...outputPlane(MAPS, 1).values], [6, -9, 8, 7, 6, 5])
  const { rows, columns, values } = outputPlane(UNITS, 3)
  assert.deepEqual([rows, columns, [...values]], [3, 3, [1, 2, 3, 4, 5, 6, 7, NaN, NaN]])
  assert.deepEqual([outputCaption(MAPS), outputCaption(UNITS)], ["output 2 × 3", "7 units"])
})

test("a place on the output is a cell of the map, or another unit of the column", () => {
  const spot = { node: "conv", channel: 1, cell: /** @type {Place} */ ([0, 2]) }
  assert.deepEqual(placeOnOutput(MAPS, spot), [0, 2])
  assert.deepEqual(spotOnOutput(MAPS, spot, [1, 0]), { ...spot, cell: [1, 0] })
  const unit = { node: "dense", channel: 5, cell: null }
  assert.deepEqual(placeOnOutput(UNITS, unit), [1, 2])
  assert.deepEqual(spotOnOutput(UNITS, unit, [2, 0]), { ...unit, channel: 6 })
  assert.equal(spotOnOutput(UNITS, unit, [2, 1]), null)
})

test("a map begins with its strongest number, of either sign", () => {
  assert.deepEqual(strongestSpot(MAPS, "conv", 1), { node: "conv", channel: 1, cell: [0, 1] })
  assert.deepEqual(strongestSpot(UNITS, "dense", 4), { node: "dense", channel: 4, cell: null })
})

test("a link's unit is a spot of this network, or none", () => {
  const volumes = { conv: MAPS, dense: UNITS }
  assert.deepEqual(cellOfSpot(spotOfUnit(volumes, ["conv", 1, 1, 2])), [1, 2, 1])
  assert.deepEqual(cellOfSpot(spotOfUnit(volumes, ["dense", 6, 0, 0])), [0, 0, 6])
  for (const unit of [
    ["conv", 2, 0, 0],
    ["conv", 0, 2, 0],
    ["conv", 0, 0, 3],
    ["dense", 7, 0, 0],
    ["gone", 0, 0, 0],
    ["toString", 0, 0, 0],
  ])
    assert.equal(spotOfUnit(volumes, /** @type {any} */ (unit)), null)
})
