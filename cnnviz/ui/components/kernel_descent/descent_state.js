// The state of one descent, and what changes it: data, pointer, keys, time.

import { onPointer, part } from "../shared/elements.js"
import { listenToKeys } from "../shared/events.js"
import { keepFitting } from "../shared/lifecycle.js"
import { byFrame, makePlaying } from "../shared/playing.js"
import { makeTransport } from "../shared/transport.js"
import { drawMoments, drawScene, makeScene, markPixel } from "./descent_scene.js"
import { fitScene } from "./descent_sizes.js"
import { momentOf, prepared, steppedTo } from "./descent_steps.js"
import { pixelText, statusText, weightText } from "./descent_text.js"

const WALK = { name: "Walk through the descent", thing: "step", speeds: [5, 15, 30, 60, 150], usual: 30 }

/**
 * Make a descent in `root`; `take` gives it new data, `leave` ends it.
 * @param {HTMLElement} root
 */
export function makeDescent(root) {
  const state = /** @type {KernelDescent.State} */ ({
    root,
    step: 0,
    pointed: null,
    weight: null,
    sent: null,
  })
  state.transport = makeTransport((key) => press(state, key), WALK)
  state.slider = slider((step) => pick(state, step))
  state.status = part("p", "status")
  state.reading = part("p", "reading")
  state.walk = makePlaying({
    perSecond: state.transport.perSecond,
    advance: (steps) => advance(state, steps),
    rewind: () => {
      if (state.step >= state.model.last) state.step = 0
    },
    show: () => show(state),
    tell: () => tellStep(state),
    clock: byFrame,
  })
  listenToKeys(root, (key) => press(state, key))
  return keepFitting(state, take, refit, state.walk.leave)
}

/** @param {(step: number) => void} picked */
function slider(picked) {
  const element = part("input", "slider")
  Object.assign(element, { type: "range", min: 0, step: 1 })
  element.setAttribute("aria-label", "Step")
  element.addEventListener("input", () => picked(Number(element.value)))
  return element
}

/**
 * Take Python's data. The visitor's step stays, unless Python asks for another.
 * @param {KernelDescent.State} state
 * @param {KernelDescent.Message} data
 * @param {KernelDescent.Send} send
 */
function take(state, data, send) {
  state.send = send
  const wanted = data.step !== state.data?.step && data.step !== state.sent
  if (wanted) {
    Object.assign(state, { step: data.step, sent: null })
    state.walk.halt()
  }
  const other = data.digest !== state.data?.digest
  state.data = data
  if (other) redraw(state)
  else if (wanted) show(state)
  state.walk.resume()
}

/** @param {KernelDescent.State} state */
function redraw(state) {
  const { data, root, transport, status, reading, walk } = state
  state.model = prepared(data)
  state.step = Math.min(state.step, state.model.last)
  state.pointed = state.weight = null
  const shape = JSON.stringify([
    data.learned,
    data.runs.length,
    data.wanted.weights.length,
    data.wanted.weights[0].length,
  ])
  if (state.shape !== shape) {
    state.shape = shape
    state.parts = makeScene(state.model, (step) => pick(state, step))
    const bar = part("div", "bar")
    bar.append(transport.element, state.slider)
    root.replaceChildren(bar, status, state.parts.element, reading, state.parts.notes, walk.heard)
    root.setAttribute("aria-label", "Gradient descent: arrow keys step, space plays and pauses")
    listen(state)
  }
  state.slider.max = String(state.model.last)
  drawScene(state.parts, state.model)
  show(state)
  refit(state)
}

/** Fit, then show: marks on the curve need its size. @param {KernelDescent.State} state */
function refit(state) {
  fitScene(state)
  if (state.parts) show(state)
}

/** @param {KernelDescent.State} state */
function listen(state) {
  const { rows, target } = state.parts
  /** @type {[KernelDescent.Figure<Grid>, number][]} */
  const maps = [
    [target, 0],
    ...rows.flatMap(
      (row, n) =>
        /** @type {[KernelDescent.Figure<Grid>, number][]} */ ([
          [row.made, n],
          [row.error, n],
        ]),
    ),
  ]
  for (const [{ view }, run] of maps) {
    onPointer(view.element, (event) => point(state, view.placeAt(event), run))
    view.element.addEventListener(
      "pointerleave",
      (event) => event.pointerType !== "touch" && point(state, null, run),
    )
  }
  rows.forEach(({ kernel: { view } }, run) => {
    onPointer(view.element, (event) => weigh(state, view.cellAt(event), run))
    view.element.addEventListener(
      "pointerleave",
      (event) => event.pointerType !== "touch" && weigh(state, -1, run),
    )
  })
}

/** @param {KernelDescent.State} state @param {Place | null} place @param {number} run */
function point(state, place, run) {
  state.pointed = place && { place, run }
  markPixel(state.parts, state.model, place)
  read(state)
}

/** @param {KernelDescent.State} state @param {number} at @param {number} run */
function weigh(state, at, run) {
  state.weight = at < 0 ? null : { at, run }
  read(state)
}

/** @param {KernelDescent.State} state @param {string} key */
function press(state, key) {
  if (!state.model.runs.length) return
  if (key === " ") return state.walk.toggle()
  const to = steppedTo(key, state.step, state.model.last)
  state.walk.halt()
  if (to === null) show(state)
  else pick(state, to)
}

/** @param {KernelDescent.State} state @param {number} step */
function pick(state, step) {
  state.walk.halt()
  state.step = step
  show(state)
  state.walk.rest()
}

/** @param {KernelDescent.State} state @param {number} steps */
function advance(state, steps) {
  state.step = Math.min(state.step + steps, state.model.last)
  show(state)
  return state.step < state.model.last
}

/** Tell Python the step, and announce it. @param {KernelDescent.State} state */
function tellStep(state) {
  state.walk.heard.textContent = state.status.textContent
  if (state.step === (state.sent ?? state.data.step)) return
  state.sent = state.step
  state.send("step", state.step)
}

/** Show all runs at this step. @param {KernelDescent.State} state */
function show(state) {
  const { model, parts, step, walk } = state
  state.moments = model.runs.map((run) => momentOf(model, run, step))
  drawMoments(parts, model, state.moments, step)
  state.transport.show({
    index: step,
    count: model.runs.length ? model.last + 1 : 0,
    text: "",
    playing: walk.playing,
  })
  state.slider.value = String(step)
  state.slider.setAttribute("aria-valuetext", `Step ${step} of ${model.last}`)
  state.status.textContent = statusText(model, state.moments, step)
  state.root.dataset.step = String(step)
  read(state)
}

/**
 * Describe what is under the pointer, or else the next step of the largest wanted weight.
 * @param {KernelDescent.State} state
 */
function read(state) {
  const { model, moments, parts, pointed, step } = state
  if (!model.runs.length) return
  const name = (/** @type {number} */ run) => (model.runs.length > 1 ? `rate ${model.runs[run].rate}, ` : "")
  const weight = state.weight ?? { at: model.data.watched, run: 0 }
  parts.rows.forEach((row, run) => row.kernel.view.mark(!pointed && run === weight.run ? weight.at : -1))
  state.reading.textContent = pointed
    ? pixelText(model, moments[pointed.run], pointed.place, name(pointed.run))
    : weightText(model, model.runs[weight.run], step, weight.at, name(weight.run))
}
