// One descent's state, and what changes it: data, pointer, keys, time.
import { listenToKeys } from "../shared/hands.js"
import { keepFitting } from "../shared/standing.js"
import { makeTransport } from "../shared/transport.js"
import { momentOf, prepared, steppedTo } from "./course.js"
import { fitScene } from "./fitting.js"
import { drawMoments, drawScene, makeScene, markPixel, part } from "./scene.js"
import { pixelText, statusText, weightText } from "./words.js"

/** So long a step must stand before Python is told, and before it is read out, in ms. */
const REST = 500
const WALK = { name: "Walk through the descent", thing: "step", speeds: [5, 15, 30, 60, 150], usual: 30 }

/** Make a descent in `root`: `take` new data, `leave` when it is taken off the page. */
export function makeDescent(root) {
  const state = { root, step: 0, playing: false, pointed: null, weight: null, told: null }
  state.transport = makeTransport((key) => press(state, key), WALK)
  state.slider = slider((step) => pick(state, step))
  state.status = part("p", "status")
  state.reading = part("p", "reading")
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, refit, () => {
    clearTimeout(state.rest)
    cancelAnimationFrame(state.frame)
  })
}

function slider(picked) {
  const element = part("input", "slider")
  Object.assign(element, { type: "range", min: 0, step: 1 })
  element.setAttribute("aria-label", "Step")
  element.addEventListener("input", () => picked(Number(element.value)))
  return element
}

/** Take in what Python sends; the step that a visitor is at stays, unless Python wants another. */
function take(state, data, send) {
  state.send = send
  const wanted = data.step !== state.data?.step && data.step !== state.told
  if (wanted) Object.assign(state, { step: data.step, playing: false, told: null })
  const other = data.digest !== state.data?.digest
  state.data = data
  if (other) redraw(state)
  else if (wanted) show(state)
  if (state.playing) play(state)
  if (state.resting) rest(state)
}

function redraw(state) {
  const { data, root, transport, status, reading, heard } = state
  state.model = prepared(data)
  state.step = Math.min(state.step, state.model.last)
  state.pointed = state.weight = null
  const shape = JSON.stringify([data.learned, data.runs.length, data.wanted.weights.length, data.wanted.weights[0].length])
  if (state.shape !== shape) {
    state.shape = shape
    state.parts = makeScene(state.model, (step) => pick(state, step))
    const bar = part("div", "bar")
    bar.append(transport.element, state.slider)
    root.replaceChildren(bar, status, state.parts.element, reading, state.parts.notes, heard)
    root.setAttribute("aria-label", "Gradient descent: arrow keys step, space plays and pauses")
    listen(state)
  }
  state.slider.max = state.model.last
  const style = getComputedStyle(root)
  const colour = (name) => style.getPropertyValue(name).trim().split(" ").map(Number)
  drawScene(state.parts, state.model, { positive: colour("--positive"), negative: colour("--negative") })
  show(state)
  refit(state)
}

/** Sizes first: what is drawn on the curve needs them. */
function refit(state) {
  fitScene(state)
  if (state.parts) show(state)
}

function listen(state) {
  const { rows, target } = state.parts
  const maps = [[target, 0], ...rows.flatMap((row, n) => [[row.made, n], [row.error, n]])]
  for (const [{ view }, run] of maps) {
    for (const moved of ["pointermove", "pointerdown"])
      view.element.addEventListener(moved, (event) => point(state, view.placeAt(event), run))
    view.element.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(state, null, run))
  }
  rows.forEach(({ kernel: { view } }, run) => {
    for (const moved of ["pointermove", "pointerdown"])
      view.element.addEventListener(moved, (event) => weigh(state, view.cellAt(event), run))
    view.element.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && weigh(state, -1, run))
  })
}

function point(state, place, run) {
  state.pointed = place && { place, run }
  markPixel(state.parts, state.model, place)
  read(state)
}

function weigh(state, at, run) {
  state.weight = at < 0 ? null : { at, run }
  read(state)
}

function press(state, key) {
  if (!state.model.runs.length) return
  if (key === " ") return state.playing ? pause(state) : start(state)
  const to = steppedTo(key, state.step, state.model.last)
  state.playing = false
  if (to === null) show(state)
  else pick(state, to)
}

function pick(state, step) {
  Object.assign(state, { playing: false, step })
  show(state)
  rest(state)
}

function start(state) {
  clearTimeout(state.rest)
  state.resting = false
  Object.assign(state, { playing: true, step: state.step >= state.model.last ? 0 : state.step })
  show(state)
  play(state)
}

/** Go on with the time that has gone by, so that a slow browser shows fewer steps and not slower ones. */
function play(state) {
  cancelAnimationFrame(state.frame)
  let [before, done] = [performance.now(), 0]
  const advance = (now) => {
    if (!state.playing) return
    done += (Math.max(0, now - before) / 1000) * state.transport.perSecond()
    before = now
    const steps = Math.floor(done)
    done -= steps
    if (steps) {
      state.step = Math.min(state.step + steps, state.model.last)
      show(state)
    }
    if (state.step >= state.model.last) pause(state)
    else state.frame = requestAnimationFrame(advance)
  }
  state.frame = requestAnimationFrame(advance)
}

function pause(state) {
  state.playing = false
  show(state)
  rest(state)
}

/** Tell Python the step when it has stood for a while, and have it read out. */
function rest(state) {
  clearTimeout(state.rest)
  state.resting = true
  state.rest = setTimeout(() => {
    state.resting = false
    state.heard.textContent = state.status.textContent
    if (state.step === (state.told ?? state.data.step)) return
    state.told = state.step
    state.send("step", state.step)
  }, REST)
}

/** Show where all runs stand at this step. */
function show(state) {
  const { model, parts, step, playing } = state
  state.moments = model.runs.map((run) => momentOf(model, run, step))
  drawMoments(parts, model, state.moments, step)
  state.transport.show({ index: step, count: model.runs.length ? model.last + 1 : 0, text: "", playing })
  state.slider.value = step
  state.slider.setAttribute("aria-valuetext", `Step ${step} of ${model.last}`)
  state.status.textContent = statusText(model, state.moments, step)
  state.root.dataset.step = step
  read(state)
}

/** Say what is under the pointer; else what the next step does to the weight that is wanted largest. */
function read(state) {
  const { model, moments, parts, pointed, step } = state
  if (!model.runs.length) return
  const name = (run) => (model.runs.length > 1 ? `rate ${model.runs[run].rate}, ` : "")
  const weight = state.weight ?? { at: model.data.watched, run: 0 }
  parts.rows.forEach((row, run) => row.kernel.view.mark(!pointed && run === weight.run ? weight.at : -1))
  state.reading.textContent = pointed
    ? pixelText(model, moments[pointed.run], pointed.place, name(pointed.run))
    : weightText(model, model.runs[weight.run], step, weight.at, name(weight.run))
}
