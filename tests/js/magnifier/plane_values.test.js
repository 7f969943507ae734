// Unpacking and writing a picture's numbers.
import assert from "node:assert/strict"
import { test } from "node:test"
import { coloured, extentOf, fitting, reading, sample, written } from "#ui/magnifier/plane_values.js"
import { unpack } from "#ui/shared/packed_numbers.js"

for (const [value, kind, expected] of /** @type {[number, any, string][]} */ ([
  [0, "pixels255", "0"],
  [255, "pixels255", "255"],
  [0, "pixels", "0"],
  [1, "pixels", "1"],
  [123 / 255, "pixels", "0.482"],
  [51 / 255, "pixels", "0.2"],
  [0.0002, "signed", "2e−4"],
  [-0.0002, "signed", "−2e−4"],
  [-0.25, "signed", "−0.25"],
  [-1.23456, "signed", "−1.23"],
  [4, "signed", "4"],
  [23.456, "signed", "23.5"],
  [-345.6, "signed", "−346"],
  [12345, "signed", "1.2e4"],
  [-2e12, "signed", "−2.0e12"],
]))
  test(`${value} of ${kind} is written ${expected}`, () => {
    assert.equal(written(value, kind), expected)
  })

test("numbers stand behind a head of 16 bytes", () => {
  assert.deepEqual([...unpack(new Uint8Array([...Array(16).fill(9), 1, 2]).buffer, "uint8")], [1, 2])
  assert.deepEqual([...unpack(new Float32Array([9, 9, 9, 9, 0.5]).buffer, "float32")], [0.5])
})

test("a sample has one number a channel, in the plane's unit", () => {
  const numbers = Uint8Array.from({ length: 18 }, (_, n) => n)
  /** @type {any} */
  const plane = { kind: "pixels255", type: "uint8", channels: 3 }
  assert.deepEqual(sample(plane, numbers, 3, 1, 2), [15, 16, 17])
  assert.deepEqual(sample({ ...plane, kind: "pixels", channels: 1 }, numbers, 3, 1, 2), [5 / 255])
})

test("a place is read over all planes", () => {
  /** @type {any[]} */
  const planes = [
    { kind: "pixels", operator: "" },
    { kind: "signed", operator: "→" },
    { kind: "signed", operator: "" },
  ]
  assert.equal(reading(planes, [[0.2], [-1.5], [4]], [3, 7]), "row 3, column 7: 0.2 → −1.5, 4")
  assert.equal(reading(planes, [[0.2], undefined, [4]], [3, 7]), "row 3, column 7")
})

test("a channel alone is shown in its colour", () => {
  /** @type {any} */
  const plane = { kind: "pixels255", colours: "pixels", limit: 1, tint: "" }
  assert.equal(coloured({ ...plane, tint: "green" }, [80]).ground, "rgb(0 80 0)")
  assert.equal(coloured(plane, [80]).ground, "rgb(80 80 80)")
  assert.deepEqual(coloured({ ...plane, kind: "pixels" }, [1, 0, 0.2]).ground, "rgb(255 0 51)")
})

test("a number of a map has the colour of its picture", () => {
  /** @type {any} */
  const plane = { kind: "signed", limit: 2, tint: "" }
  assert.deepEqual(coloured({ ...plane, colours: "toned" }, [-2]), { ground: "rgb(0 0 0)", ink: "white" })
  assert.deepEqual(coloured({ ...plane, colours: "strength" }, [-2]), {
    ground: "rgb(255 255 255)",
    ink: "black",
  })
})

test("a lens has an odd number of cells that have room for their numbers", () => {
  assert.deepEqual(extentOf({ kind: "signed", channels: 1 }), { chars: 6, lines: 1 })
  for (const [
    side,
    width,
    kind,
    channels,
    expected,
  ] of /** @type {[number, number, any, number, number][]} */ ([
    [7, 400, "pixels", 1, 7],
    [9, 400, "pixels255", 1, 9],
    [7, 323, "pixels", 1, 5], // a number of 14 pixels' height takes 46.2
    [7, 324, "pixels", 1, 7],
    [7, 140, "pixels", 1, 3],
    [7, 150, "pixels255", 1, 5],
    [7, 10, "signed", 1, 3],
    [5, 170, "pixels255", 3, 5],
    [7, 170, "pixels255", 3, 5],
    [1, 400, "signed", 1, 1],
  ]))
    assert.equal(fitting(side, width, { kind, channels }), expected)
})
