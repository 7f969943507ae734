// The image, a kernel and the result. While a hand changes the kernel, the browser computes the result; when the
// hand rests, the kernel goes to Python, whose picture takes its place.
import { find, write } from "../shared/elements.js"
import { drawScale } from "../shared/legend.js"
import { choose, describe, draw, fitFigures, layOut, setColumns } from "../stage/figures.js"
import { makeGpu } from "./gpu.js"
import { drawKernel } from "./kernel_cells.js"
import { beginChange, jobOf, makeHand, warmUp } from "./kernel_hand.js"
import { shownRows } from "./kernel_text.js"
import { makeLiveCamera } from "./live_camera.js"
import { drawOnGpu, drawResults, hideResults } from "./live_canvas.js"
import { drawLenses, layOutLenses, steerLenses } from "./live_lens.js"
import { makePanel } from "./live_panel.js"
import { makeWork } from "./live_work.js"
import { captionOf } from "./result_caption.js"
import { lookOf } from "./result_look.js"

/** @type {WeakMap<HTMLElement, LiveFilter.State>} */
const standing = new WeakMap()

/** @param {ComponentArguments<LiveFilter.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const room = find(parentElement, ".room")
  const state = standing.get(room) ?? made(room)
  standing.set(room, state)
  state.send = setTriggerValue
  adopt(state, data)
  const observer = new ResizeObserver(() => fitAll(state))
  observer.observe(state.root)
  return () => {
    observer.disconnect()
    state.work.stop()
    state.camera.leave()
  }
}

/** @param {HTMLElement} room @returns {LiveFilter.State} */
function made(room) {
  const root = find(room, ".stage")
  const state = /** @type {LiveFilter.State} */ (/** @type {unknown} */ ({ room, root, run: 0 }))
  state.hand = makeHand(state, room)
  state.work = makeWork((results, job) => showResults(state, results, job))
  const again = () => adopt(state, state.given)
  state.camera = makeLiveCamera(state, again, () => drawLenses(state))
  state.panel = makePanel(find(room, ".panel"), (event, value, kernel, rests) =>
    changeKernel(state, event, value, kernel, rests),
  )
  let nearTo = ""
  const warm = () => {
    if (nearTo === state.data.digest) return
    nearTo = state.data.digest
    warmUp(state)
  }
  // A pointer that stands still enters what a page that turns puts below it; only one that moves comes near.
  for (const event of ["pointermove", "focusin"]) room.addEventListener(event, warm)
  return state
}

/**
 * Take Python's message. While the hand changes the kernel, its kernel and its result stay.
 * @param {LiveFilter.State} state
 * @param {LiveFilter.Message} given
 */
async function adopt(state, given) {
  const { root, hand } = state
  const run = (state.run += 1)
  const data = state.camera.take(given)
  Object.assign(state, { data, given })
  root.dataset.wanted = data.digest
  if (!hand.pending) state.kernel = data.kernel
  layOut(root, data)
  setColumns(root, data)
  layOutLenses(state)
  const figures = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("figure")])
  const drawn = data.items.map((item, n) => {
    if (hand.pending && (n === data.places.kernel || n === data.places.result)) return null
    describe(figures[n], item)
    choose(figures[n], item, () => {})
    return n === data.places.kernel ? showKernel(state) : draw(find(figures[n], ".frame"), item)
  })
  state.panel.show(data, state.kernel)
  steerLenses(state)
  if (hand.pending && !data.camera) state.work.start(jobOf(state))
  await Promise.all(drawn)
  if (state.run !== run) return
  if (!hand.pending) settle(state)
  root.dataset.drawn = data.digest
}

/** Let Python's picture be seen. @param {LiveFilter.State} state */
function settle(state) {
  state.work.stop()
  if (state.data.camera) return drawLenses(state)
  hideResults(frameOf(state, state.data.places.result))
  delete state.root.dataset.step
  drawLenses(state)
}

/**
 * The hand has changed the kernel: show it and its results; what is sent to Python waits until the hand rests.
 * @param {LiveFilter.State} state
 * @param {string} event
 * @param {unknown} value
 * @param {LiveFilter.Kernel} kernel
 * @param {boolean} rests
 */
function changeKernel(state, event, value, kernel, rests) {
  beginChange(state, event, value, kernel, rests)
  showKernel(state)
  state.panel.show(state.data, kernel)
  warmUp(state)
}

/** @param {LiveFilter.State} state */
function showKernel(state) {
  const { data, kernel } = state
  if (data.places.kernel === null) return
  const figure = state.root.querySelectorAll("figure")[data.places.kernel]
  drawKernel(find(figure, ".frame"), shownRows(kernel.weights, data.flip), {
    label: data.items[data.places.kernel].label,
    mostColumns: data.mostColumns,
    rows: () => shownRows(state.kernel.weights, state.data.flip),
    changed: (rows, rests) => {
      const weights = shownRows(rows, state.data.flip)
      changeKernel(state, "edited", rows, { ...state.kernel, name: data.custom, weights }, rests)
    },
    refused: (rows) => state.send("edited", rows),
  })
  if (kernel === data.kernel) return
  const { name, detail } = captionOf.kernel(kernel, data)
  write(find(figure, "b"), name)
  write(find(figure, "span"), detail)
}

/**
 * @param {LiveFilter.State} state
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.Job} job
 */
function showResults(state, results, job) {
  const { data, root } = state
  const figure = root.querySelectorAll("figure")[data.places.result]
  const look = lookOf(job.view, results.planes[0])
  state.look = look
  if (state.gpu === undefined || state.gpu?.isLost()) state.gpu = makeGpu()
  if (state.gpu && results.step > 1) drawOnGpu(find(figure, ".frame"), state.gpu, job, look)
  else drawResults(find(figure, ".frame"), results, look)
  write(find(figure, "span"), captionOf.result(results, job))
  drawScale(find(figure, ".scale"), look)
  drawLenses(state)
  root.dataset.step = String(results.step)
  root.dataset.live = String(Number(root.dataset.live ?? 0) + 1)
}

/** @param {LiveFilter.State} state @param {number} n */
function frameOf({ root }, n) {
  return find(root.querySelectorAll("figure")[n], ".frame")
}

/** @param {LiveFilter.State} state */
function fitAll(state) {
  fitFigures(state.root)
  layOutLenses(state)
  drawLenses(state)
}
