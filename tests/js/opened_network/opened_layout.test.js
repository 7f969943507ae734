// Parts in rows, folded and unfolded; what is under a pointer; panning and zooming.
import assert from "node:assert/strict"
import { test } from "node:test"
import { HEAD, layOutParts, middleOf, nextSpot, targetAt } from "#ui/opened_network/opened_layout.js"
import {
  keptView,
  onDrawing,
  pannedView,
  rowsThatFit,
  viewWith,
  wholeView,
  zoomedView,
} from "#ui/opened_network/opened_view.js"

/** @param {number} width @param {number} layer @param {number} middle @returns {Opened.Part} */
function piece(width, layer, middle = 64) {
  return {
    width,
    height: middle + 136,
    start: [12, middle],
    end: [width - 4, middle],
    carried: [],
    boxes: [[width / 2, middle, 10, 10, 5, 60, layer, "conv", ["1", "2"], []]],
    ways: [],
  }
}

/** @param {Opened.Part} folded @param {Opened.Part[]} unfolded @returns {Opened.Section} */
function sectionOf(folded, unfolded) {
  const counts = { parameters: 1, multiplications: 2 }
  return { title: "block", count: unfolded.length || 1, first: 0, told: "", folded, unfolded, ...counts }
}

/** An input, a block of two, and a single layer. */
const DATA = /** @type {Opened.Message} */ (
  /** @type {unknown} */ ({
    input: piece(100, -1),
    sections: [sectionOf(piece(200, -1), [piece(300, 0), piece(300, 1, 80)]), sectionOf(piece(150, 2), [])],
  })
)
const FOLDED = /** @type {Set<number>} */ (new Set())

test("folded parts stand in a row as long as there is room", () => {
  const wide = layOutParts(DATA, FOLDED, 1000)
  assert.deepEqual(
    wide.placed.map(({ x, y, row, section }) => [x, y, row, section]),
    [
      [14, 0, 0, -1],
      [114, 0, 0, 0],
      [314, 0, 0, 1],
    ],
  )
  const narrow = layOutParts(DATA, FOLDED, 350)
  assert.deepEqual(
    narrow.placed.map(({ row }) => row),
    [0, 0, 1],
  )
  assert.equal(narrow.placed[2].y, 226)
  assert.equal(narrow.height, 426)
})

test("an unfolded block shows all its parts, at one height, below a head", () => {
  const { placed } = layOutParts(DATA, new Set([0]), 2000)
  assert.deepEqual(
    placed.map(({ section, block }) => [section, block]),
    [
      [-1, 0],
      [0, 0],
      [0, 1],
      [1, 0],
    ],
  )
  const middles = placed.map(({ y, part }) => y + part.start[1])
  assert.deepEqual(new Set(middles), new Set([HEAD + 80]))
  const alone = layOutParts(DATA, new Set([1]), 2000)
  assert.equal(alone.placed.length, 3) // a single layer has nothing to unfold
})

test("arrows lead from each part to the next, and over the end of a row", () => {
  assert.equal(layOutParts(DATA, FOLDED, 1000).joins, "M110,64H120V64H126M310,64H320V64H326")
  assert.equal(layOutParts(DATA, FOLDED, 350).joins, "M110,64H120V64H126M310,64H324M0,290H26")
})

test("a volume or the head of a frame is under the pointer", () => {
  const open = new Set([0])
  const layout = layOutParts(DATA, open, 2000)
  const [x, y] = middleOf(layout, { placed: 2, box: 0 })
  assert.deepEqual(targetAt(layout, open, x, y), { spot: { placed: 2, box: 0 }, head: -1 })
  assert.deepEqual(targetAt(layout, open, x, layout.placed[2].y - 5), { spot: null, head: 0 })
  assert.deepEqual(targetAt(layout, open, x + 100, y), { spot: null, head: -1 })
  assert.deepEqual(targetAt(layout, open, -50, y), { spot: null, head: -1 })
})

test("the keys lead through all volumes and stop at the ends", () => {
  const layout = layOutParts(DATA, FOLDED, 1000)
  const first = nextSpot(layout, null, 1)
  assert.deepEqual(first, { placed: 0, box: 0 })
  assert.deepEqual(nextSpot(layout, first, -1), first)
  const last = nextSpot(layout, nextSpot(layout, first, 1), 1)
  assert.deepEqual(last, { placed: 2, box: 0 })
  assert.deepEqual(nextSpot(layout, last, 1), last)
})

test("zooming leaves the point under the hand where it is", () => {
  const view = { x: 30, y: 20, zoom: 1 }
  const at = /** @type {[number, number]} */ ([120, 40])
  const near = zoomedView(view, 1.5, at, 0.2)
  assert.deepEqual(onDrawing(near, at).map(Math.round), onDrawing(view, at))
  assert.equal(zoomedView(view, 100, at, 0.2).zoom, 3)
  assert.equal(zoomedView(view, 1e-6, at, 0.2).zoom, 0.2)
  assert.deepEqual(pannedView({ x: 5, y: 5, zoom: 2 }, 10, -4), { x: 0, y: 7, zoom: 2 })
})

test("some of the drawing stays on the canvas, and a chosen volume is inside", () => {
  const layout = layOutParts(DATA, FOLDED, 1000)
  const size = { width: 400, height: 300 }
  const away = keptView({ x: 9999, y: -9999, zoom: 1 }, layout, size)
  assert.ok(away.x < layout.width && away.y + size.height > 0)
  const { x } = viewWith({ x: 0, y: 0, zoom: 1 }, [700, 64], size)
  assert.ok(x <= 700 && 700 <= x + size.width)
})

test("the largest zoom at which all rows fit is taken", () => {
  const layOut = (/** @type {number} */ width) => layOutParts(DATA, FOLDED, width)
  const large = rowsThatFit(layOut, { width: 1000, height: 600 })
  const small = rowsThatFit(layOut, { width: 400, height: 250 })
  assert.equal(large.zoom, 1.15)
  assert.ok(small.zoom < large.zoom)
  for (const [size, { zoom, width }] of /** @type {[Size, { zoom: number, width: number }][]} */ ([
    [{ width: 1000, height: 600 }, large],
    [{ width: 400, height: 250 }, small],
  ])) {
    const layout = layOut(width)
    assert.ok(layout.width * zoom <= size.width && layout.height * zoom <= size.height)
    const whole = wholeView(layout, size)
    assert.ok(layout.width * whole.zoom <= size.width + 1e-9)
  }
})
