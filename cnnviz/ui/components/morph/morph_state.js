// The state of the morph: the step on the way, and what changes it: a hand, keys, time, and Python.
import { closest, part, write } from "../shared/elements.js"
import { MORPH_STEPS } from "../shared/facts.js"
import { keepFitting, tellReleases } from "../shared/lifecycle.js"
import { byFrame, makePlaying } from "../shared/playing.js"
import { makeCurveChart } from "./curve_chart.js"
import { makeMorphControls } from "./morph_controls.js"
import { forgetReader, readMorph } from "./morph_curve.js"
import { makePictures } from "./morph_pictures.js"
import { inputOf } from "./morph_read.js"
import { morphSizes } from "./morph_sizes.js"
import { headline, spokenAnswer } from "./morph_text.js"
import { morphed, preparedDigit } from "./morphing.js"

/** How fast it plays, in steps a second: the whole way takes four seconds. */
const SPEED = MORPH_STEPS / 4
/** Milliseconds after which a component that has left the page does not come back. */
const LEAVING = 1000
const HINT = "Grey: the greatest doubt. Here the two best answers are closest."

/**
 * Make the page's component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 */
export function makeMorph(root) {
  const state = /** @type {Morph.State} */ ({
    root,
    step: 0,
    route: /** @type {number[]} */ ([]),
    reader: null,
    answer: null,
    curve: null,
    key: "",
    sent: /** @type {string[]} */ ([]),
    asked: 0,
    leaving: 0,
    held: false,
  })
  state.walk = makePlaying({
    perSecond: () => SPEED,
    advance: (steps) => advance(state, steps),
    rewind: () => rewind(state),
    show: () => drawSoon(state),
    tell: () => tell(state),
    clock: byFrame,
  })
  const move = (/** @type {number} */ step) => moveTo(state, step)
  state.pictures = makePictures()
  state.controls = makeMorphControls({
    move,
    shift: (steps) => move(state.step + steps),
    toggle: () => state.walk.toggle(),
    doubt: () => state.curve && move(state.curve.doubt),
  })
  state.chart = makeCurveChart(move)
  build(state)
  const fitting = keepFitting(state, take, fit, () => {
    cancelAnimationFrame(state.asked)
    state.asked = 0
    state.walk.leave()
    state.leaving = window.setTimeout(() => forgetReader(state), LEAVING)
  })
  return tellReleases(fitting, () => release(state))
}

/** @param {Morph.State} state */
function build(state) {
  const { root, pictures, controls, chart, walk } = state
  state.headline = part("h4")
  const [left, right] = [part("div", "seen"), part("div", "read")]
  left.append(pictures.element, controls.element)
  right.append(state.headline, chart.element, part("p", "hint", HINT))
  root.append(left, right, walk.heard)
  root.addEventListener("pointerdown", (event) => touch(state, event), { capture: true })
}

/** A hand ends the play, and Python is told nothing while it is down. @param {Morph.State} state @param {Event} event */
function touch(state, event) {
  const onButton = closest(event, "button")
  if (state.walk.playing && !onButton) state.walk.pause()
  state.held = !onButton
}

/** @param {Morph.State} state */
function release(state) {
  if (state.held) state.walk.rest()
  state.held = false
}

/**
 * Take Python's data; a step that Python was told from here is an echo.
 * @param {Morph.State} state
 * @param {Morph.Message} data
 * @param {Morph.Send} send
 */
function take(state, data, send) {
  const before = state.data
  clearTimeout(state.leaving)
  const given = String(data.step)
  const echo = state.sent.indexOf(given)
  state.sent = state.sent.slice(echo + 1)
  const isOther = before?.digest !== data.digest
  Object.assign(state, { data, send })
  if (isOther) {
    state.walk.halt()
    state.first = preparedDigit(data.first.levels)
    state.second = preparedDigit(data.second.levels)
    state.pictures.ends(data.first, data.second)
    Object.assign(state, { curve: null, answer: null, step: data.step ?? 0, sent: [] })
  } else if (given !== String(before?.step) && echo < 0) {
    state.walk.halt()
    state.step = data.step ?? state.curve?.doubt ?? 0
  } else state.walk.resume()
  fit(state)
  readMorph(state, {
    answered: () => draw(state, false),
    ready: () => begin(state),
    failed: (sentence) => write(state.headline, sentence),
  })
}

/** The curve is read: play once, or stand where Python says. @param {Morph.State} state */
function begin(state) {
  const { data, curve, root } = state
  if (!data || !curve) return
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  if (data.step === null && still) state.step = curve.doubt
  fit(state)
  if (data.step === null && !still) state.walk.play()
  root.dataset.drawn = data.digest
}

/** Give each part its room, and draw. @param {Morph.State} state */
function fit(state) {
  const { root, data, pictures, chart, curve } = state
  if (!data) return
  state.width = root.clientWidth
  const sizes = morphSizes(root.clientWidth, innerHeight)
  root.classList.toggle("narrow", sizes.narrow)
  pictures.resize(sizes)
  chart.build(curve, data.network.classes, sizes.chart)
  draw(state)
}

/** @param {Morph.State} state */
function drawSoon(state) {
  if (!state.asked) state.asked = requestAnimationFrame(() => draw(state))
}

/** Draw the step; with `ask`, let the network read it, which draws the answer. @param {Morph.State} state @param {boolean} [ask] */
function draw(state, ask = true) {
  cancelAnimationFrame(state.asked)
  state.asked = 0
  const { data, step, walk, root, curve } = state
  if (!data) return
  if (ask) {
    state.levels = morphed(state.first, state.second, step, data.way)
    state.pictures.draw(state.levels, `Between: ${data.first.name} and ${data.second.name}`)
    root.dataset.step = ""
    if (state.reader) return state.reader.runner.run(inputOf(state.levels))
  }
  const isDoubt = step === curve?.doubt
  state.controls.show(step, walk.playing, curve?.doubt ?? null)
  state.chart.draw(step, state.answer)
  if (!state.answer) return
  const { classes } = data.network
  write(state.headline, headline(classes, state.answer, isDoubt))
  walk.speak(walk.playing ? "" : spokenAnswer(classes, state.answer, step, isDoubt))
  if (state.reader?.hasRead(state.levels)) root.dataset.step = String(step)
}

/** @param {Morph.State} state @param {number} step */
function moveTo(state, step) {
  state.walk.halt()
  state.step = Math.max(0, Math.min(MORPH_STEPS, step))
  drawSoon(state)
  state.walk.rest()
}

/** Play from the first digit to the second, and back to the greatest doubt; a pause keeps the place. @param {Morph.State} state */
function rewind(state) {
  if (state.route.length) return
  state.step = 0
  state.route = [MORPH_STEPS, state.curve?.doubt ?? MORPH_STEPS]
}

/** Walk some steps along the route. @param {Morph.State} state @param {number} steps */
function advance(state, steps) {
  for (let left = steps; left > 0 && state.route.length; ) {
    const way = state.route[0] - state.step
    const taken = Math.min(left, Math.abs(way))
    state.step += Math.sign(way) * taken
    left -= taken
    if (state.step === state.route[0]) state.route.shift()
  }
  draw(state)
  return state.route.length > 0
}

/** Tell Python the step, unless it knows it; the greatest doubt has no number. @param {Morph.State} state */
function tell(state) {
  if (state.held || !state.data || !state.curve) return
  const step = state.step === state.curve.doubt ? null : state.step
  if (String(step) === (state.sent.at(-1) ?? String(state.data.step))) return
  state.sent.push(String(step))
  state.send("settled", [step])
}
