// The drawing under a hand: strokes, Undo, Clear, limits, and answers of the server.
import assert from "node:assert/strict"
import { test } from "node:test"
import { MAX_POINTS, MAX_STROKES } from "#ui/shared/facts.js"
import {
  beginStroke,
  canUndo,
  clear,
  drawTo,
  endStroke,
  isEmpty,
  makePadState,
  strokesOf,
  takeDrawing,
  undo,
} from "#ui/shared/pad/pad_state.js"

/** @type {DrawingPad.Stroke} */
const DOWN = [
  [50, 20],
  [50, 200],
]
/** @type {DrawingPad.Stroke} */
const ACROSS = [
  [20, 100],
  [90, 100],
]
/** @type {DrawingPad.Stroke} */
const DOT = [[7, 8]]

/** A pad, and what it has told: all strokes at each change, and the messages to the server. */
function makePad() {
  const [shown, sent] = [[], []]
  const pad = makePadState({
    onStroke: (strokes) => shown.push(strokes),
    onRest: (strokes, turn) => sent.push({ strokes, turn }),
  })
  return { pad, shown, sent }
}

/** @param {DrawingPad.State} pad @param {DrawingPad.Stroke} stroke */
function drawn(pad, [first, ...points]) {
  beginStroke(pad, first)
  for (const point of points) drawTo(pad, point)
  endStroke(pad)
}

test("a new pad is empty, and nothing can be undone", () => {
  const { pad, sent } = makePad()
  undo(pad)
  clear(pad)
  assert.deepEqual([isEmpty(pad), canUndo(pad), sent], [true, false, []])
})

test("strokes can be had while they are drawn; the server hears of them when the hand is lifted", () => {
  const { pad, shown, sent } = makePad()
  beginStroke(pad, [50, 20])
  assert.ok(!isEmpty(pad))
  drawTo(pad, [50.5, 110])
  assert.deepEqual(shown.at(-1), [
    [
      [49.5, 19.5],
      [50, 109.5],
    ],
  ])
  assert.deepEqual(sent, [])
  drawTo(pad, [50, 200])
  endStroke(pad)
  assert.deepEqual(shown.at(-1), [DOWN])
  drawn(pad, ACROSS)
  assert.deepEqual(sent, [
    { strokes: [DOWN], turn: 1 },
    { strokes: [DOWN, ACROSS], turn: 2 },
  ])
})

test("a pointer that moves without being pressed draws nothing", () => {
  const { pad, shown, sent } = makePad()
  drawTo(pad, [10, 10])
  endStroke(pad)
  assert.deepEqual([shown, sent], [[], []])
})

test("Undo takes back one stroke after the other, and each is told", () => {
  const { pad, sent } = makePad()
  for (const stroke of [DOWN, ACROSS, DOT]) drawn(pad, stroke)
  for (const expected of [[DOWN, ACROSS], [DOWN], []]) {
    undo(pad)
    assert.deepEqual(sent.at(-1).strokes, expected)
  }
  assert.equal(sent.at(-1).turn, 6)
  assert.ok(!canUndo(pad))
})

test("Clear removes all, and Undo brings all back", () => {
  const { pad, sent } = makePad()
  for (const stroke of [DOWN, ACROSS]) drawn(pad, stroke)
  clear(pad)
  assert.deepEqual(sent.at(-1).strokes, [])
  undo(pad)
  assert.deepEqual(strokesOf(pad), [DOWN, ACROSS])
  undo(pad)
  assert.deepEqual(strokesOf(pad), [DOWN])
})

test("a stroke that leaves the board and comes back is one for Undo", () => {
  const { pad } = makePad()
  drawn(pad, DOT)
  drawn(pad, [
    [200, 100],
    [300, 100],
    [300, 200],
    [200, 200],
  ])
  assert.equal(strokesOf(pad).length, 3)
  undo(pad)
  assert.deepEqual(strokesOf(pad), [DOT])
})

test("while a stroke is drawn, Undo and Clear wait", () => {
  const { pad, sent } = makePad()
  drawn(pad, DOT)
  beginStroke(pad, DOWN[0])
  undo(pad)
  clear(pad)
  drawTo(pad, DOWN[1])
  endStroke(pad)
  assert.deepEqual(sent.at(-1).strokes, [DOT, DOWN])
})

test("a drawing of a link appears, and its strokes can be undone", () => {
  const { pad, shown, sent } = makePad()
  takeDrawing(pad, { strokes: [DOWN, ACROSS], turn: 4 })
  assert.deepEqual([shown.at(-1), sent], [[DOWN, ACROSS], []])
  undo(pad)
  assert.deepEqual(sent, [{ strokes: [DOWN], turn: 5 }])
})

test("an older answer of the server does not wipe a newer stroke", () => {
  const { pad, shown } = makePad()
  takeDrawing(pad, { strokes: [], turn: 0 })
  drawn(pad, DOWN)
  takeDrawing(pad, { strokes: [], turn: 0 }) // the page ran before the stroke arrived
  assert.deepEqual(strokesOf(pad), [DOWN])
  drawn(pad, ACROSS)
  takeDrawing(pad, { strokes: [DOWN], turn: 1 })
  assert.deepEqual(strokesOf(pad), [DOWN, ACROSS])
  const changes = shown.length
  takeDrawing(pad, { strokes: [DOWN, ACROSS], turn: 2 })
  assert.equal(shown.length, changes)
  undo(pad)
  assert.deepEqual(strokesOf(pad), [DOWN]) // an echo does not forget what Undo goes back to
})

test("an answer that comes during a stroke neither ends nor removes it", () => {
  const { pad, sent } = makePad()
  drawn(pad, DOWN)
  beginStroke(pad, ACROSS[0])
  takeDrawing(pad, { strokes: [DOWN], turn: 1 })
  drawTo(pad, ACROSS[1])
  endStroke(pad)
  assert.deepEqual(sent.at(-1), { strokes: [DOWN, ACROSS], turn: 2 })
})

test("after undone strokes, late answers are not taken for another drawing", () => {
  const { pad } = makePad()
  drawn(pad, DOWN)
  undo(pad)
  const answers = [[], [DOWN], []]
  answers.forEach((strokes, turn) => {
    takeDrawing(pad, { strokes, turn })
    assert.deepEqual(strokesOf(pad), [])
  })
})

test("another drawing from the server replaces this one, as when the visitor goes back", () => {
  const { pad } = makePad()
  drawn(pad, DOWN)
  takeDrawing(pad, { strokes: [DOT], turn: 1 })
  assert.deepEqual(strokesOf(pad), [DOT])
  undo(pad)
  assert.deepEqual(strokesOf(pad), []) // not back to the other one
})

test("a full pad refuses strokes, says so, and goes on after Undo", () => {
  const { pad, sent } = makePad()
  for (let n = 0; n < MAX_STROKES; n++) drawn(pad, DOT)
  assert.ok(!pad.full)
  drawn(pad, DOWN)
  assert.ok(pad.full)
  assert.equal(sent.length, MAX_STROKES)
  undo(pad)
  assert.ok(!pad.full)
  drawn(pad, DOWN)
  assert.deepEqual(sent.at(-1).strokes.at(-1), DOWN)
})

test("a stroke of more points than a link holds is refused", () => {
  const { pad, sent } = makePad()
  drawn(pad, /** @type {DrawingPad.Stroke} */ (zigzag(MAX_POINTS + 1)))
  assert.deepEqual([pad.full, sent, strokesOf(pad)], [true, [], []])
})

/** A stroke of n points up and down, none of which can be left out. */
function zigzag(n) {
  return Array.from({ length: n }, (_, k) => [10 + (k % 230), 10 + 230 * (k % 2)])
}
