// A map's picture, reduced for the screen.
import assert from "node:assert/strict"
import { test } from "node:test"
import { mapColour } from "#ui/shared/map_colours.js"
import { packed, reduced } from "#ui/shared/reduced_map.js"

/** @typedef {{ colours: MapColours, limit: number }} MapLook */
/** @type {MapLook} */
const SIGNED = { colours: "signed", limit: 4 }
const LINE = 0x5a808080
const coloured = (/** @type {number[]} */ values, look = SIGNED) =>
  Uint32Array.from(values, (value) => packed(mapColour(value, look)))

test("the value that is farthest from 0 stays, whatever its sign", () => {
  const map = coloured([0, 1, 0, 0, -2, 0, 0.5, 3])
  const small = reduced(map, { width: 4, height: 2 }, { width: 2, height: 1 }, "signed")
  assert.deepEqual(small, coloured([-2, 3]))
})

test("pixels of a width that does not divide cover equally many, and together all", () => {
  const map = coloured([1, 2, -3, 0, 4])
  const small = reduced(map, { width: 5, height: 1 }, { width: 3, height: 1 }, "signed")
  assert.deepEqual(small, coloured([2, -3, 4]))
})

test("from black over grey to white, what is farthest from grey stays", () => {
  const look = /** @type {MapLook} */ ({ colours: "toned", limit: 1 })
  const small = reduced(
    coloured([0.5, -0.75], look),
    { width: 2, height: 1 },
    { width: 1, height: 1 },
    "toned",
  )
  assert.deepEqual(small, coloured([-0.75], look))
})

test("lines between maps stay, and what is transparent gives way", () => {
  const map = Uint32Array.of(coloured([4])[0], LINE, 0, coloured([0])[0], 0, 0)
  const small = reduced(map, { width: 6, height: 1 }, { width: 3, height: 1 }, "layer")
  assert.deepEqual(small, Uint32Array.of(LINE, coloured([0])[0], 0))
})
