// The state of the page: the bar's pose, and what changes it: a hand, keys, sliders, time, and Python.
import { closest, part } from "../shared/elements.js"
import { keepFitting, tellReleases } from "../shared/lifecycle.js"
import { unpack } from "../shared/packed_numbers.js"
import { byFrame, makePlaying } from "../shared/playing.js"
import { makeAngleChart } from "./angle_chart.js"
import { turnedBy } from "./cell_bar.js"
import { makeControls } from "./cell_controls.js"
import { makePicture } from "./cell_picture.js"
import { responsesByAngle, responsesByShift } from "./cell_responses.js"
import { cellsSizes } from "./cells_sizes.js"
import { spoken } from "./cells_text.js"
import { makeShiftChart } from "./shift_chart.js"

/** How far the bar turns by itself when it appears, in degrees. */
const ONCE = 180
/** How fast the bar turns by itself, in degrees a second. */
const SPEED = 20

/**
 * Make the page's component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 */
export function makeCells(root) {
  const state = /** @type {Cells.State} */ ({
    root,
    pose: { angle: 0, shift: 0 },
    sent: /** @type {string[]} */ ([]),
    weights: null,
    left: 0,
    asked: 0,
    held: false,
    byShift: null,
  })
  const turn = (/** @type {number} */ angle) => moveTo(state, { ...state.pose, angle })
  const shift = (/** @type {number} */ to) => moveTo(state, { ...state.pose, shift: to })
  state.walk = makePlaying({
    perSecond: () => SPEED,
    advance: (degrees) => advance(state, degrees),
    rewind: () => {},
    show: () => drawSoon(state),
    tell: () => tell(state),
    clock: byFrame,
  })
  state.picture = makePicture(
    () => (state.data ? { data: state.data, pose: state.pose } : null),
    (pose) => moveTo(state, pose),
  )
  state.controls = makeControls({ turn, shift, toggle: () => toggle(state) })
  state.angles = makeAngleChart(turn)
  state.shifts = makeShiftChart(shift)
  build(state)
  const fitting = keepFitting(state, take, fit, () => {
    cancelAnimationFrame(state.asked)
    state.asked = 0
    state.walk.leave()
  })
  return tellReleases(fitting, () => release(state))
}

/** @param {Cells.State} state */
function build(state) {
  const { root, picture, controls, angles, shifts, walk } = state
  const [left, right] = [part("div", "seen"), part("div", "responses")]
  const hint = part("p", "hint", "Drag an end to turn, the middle to shift.")
  const squares = part("p", "hint", "The squares show what each cell sees.")
  left.append(picture.element, squares, hint, controls.element)
  right.append(angles.element, shifts.element)
  root.append(left, right, walk.heard)
  root.addEventListener("pointerdown", (event) => touch(state, event), { capture: true })
  root.addEventListener("keydown", (event) => touch(state, event), { capture: true })
}

/** A hand or a key ends the turn, and Python is told nothing while a hand is down. @param {Cells.State} state @param {Event} event */
function touch(state, event) {
  const { walk } = state
  if (walk.playing && !closest(event, ".play")) walk.pause()
  if (event.type === "pointerdown") state.held = true
}

/** @param {Cells.State} state */
function release(state) {
  if (state.held) state.walk.rest()
  state.held = false
}

/**
 * Take Python's data; a pose that Python was told from here is an echo.
 * @param {Cells.State} state
 * @param {Cells.Message} data
 * @param {Cells.Send} send
 */
function take(state, data, send) {
  const before = state.data
  const given = keyOf(data)
  const echo = state.sent.indexOf(given)
  state.sent = state.sent.slice(echo + 1)
  if (!before || (given !== keyOf(before) && echo < 0)) {
    state.pose = { angle: data.angle, shift: data.shift }
    state.walk.halt()
  }
  Object.assign(state, { data, send, byShift: null })
  if (!before && data.turns && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    state.left = ONCE
    state.walk.play()
  } else state.walk.resume()
  load(state, data)
}

/** Fetch the weights once; until then the bar stands alone. @param {Cells.State} state @param {Cells.Message} data */
async function load(state, data) {
  if (!state.weights) {
    const answer = await fetch(data.numbers)
    if (!answer.ok) return
    state.weights ??= /** @type {Float32Array} */ (unpack(await answer.arrayBuffer(), "float32"))
  }
  if (state.data !== data) return
  fit(state)
  state.root.dataset.drawn = data.digest
}

/** Give each part its room, and draw. @param {Cells.State} state */
function fit(state) {
  const { root, data, weights, picture, angles, shifts } = state
  if (!data || !weights) return
  state.width = root.clientWidth
  const sizes = cellsSizes(root.clientWidth, innerHeight, data.side)
  root.classList.toggle("narrow", sizes.narrow)
  picture.resize(sizes.picture)
  root.style.setProperty("--picture", `${sizes.picture}px`)
  angles.build(data, weights, sizes.angles)
  shifts.build(data, sizes.shifts)
  draw(state)
}

/** @param {Cells.State} state */
function drawSoon(state) {
  if (!state.asked) state.asked = requestAnimationFrame(() => draw(state))
}

/** @param {Cells.State} state */
function draw(state) {
  cancelAnimationFrame(state.asked)
  state.asked = 0
  const { data, pose, weights, root } = state
  if (!data || !weights) return
  state.picture.draw(data, pose)
  state.controls.show(data, pose, state.walk.playing)
  const responses = responsesByAngle(data, weights, pose)
  const key = String(pose.angle)
  if (state.byShift?.key !== key) state.byShift = { key, found: responsesByShift(data, weights, pose.angle) }
  state.angles.draw(data, pose, responses)
  state.shifts.draw(data, pose, state.byShift.found)
  state.walk.speak(state.walk.playing ? "" : spoken(data, pose, responses, state.byShift.found))
  root.dataset.pose = keyOf(pose)
}

/** @param {Cells.State} state @param {Cells.Pose} pose */
function moveTo(state, pose) {
  state.walk.halt()
  state.pose = pose
  drawSoon(state)
  state.walk.rest()
}

/** @param {Cells.State} state */
function toggle(state) {
  state.left = Infinity
  state.walk.toggle()
}

/** Turn by some degrees; the last turn ends where it began. @param {Cells.State} state @param {number} degrees */
function advance(state, degrees) {
  const step = Math.min(degrees, state.left)
  state.left -= step
  state.pose = turnedBy(state.pose, step)
  draw(state)
  return state.left > 0
}

/** Tell Python the pose, unless it knows it. @param {Cells.State} state */
function tell(state) {
  if (state.held || !state.data || keyOf(state.pose) === (state.sent.at(-1) ?? keyOf(state.data))) return
  state.sent.push(keyOf(state.pose))
  state.send("settled", [state.pose.angle, state.pose.shift])
}

/** @param {Cells.Pose} pose */
function keyOf({ angle, shift }) {
  return `${angle} ${shift}`
}
