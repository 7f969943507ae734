// Loss and accuracy of several runs over the epochs, and a slider over the moments of the first run.
import { find } from "../shared/elements.js"
import { drawPanel, makePanel, markPanel } from "./curves_panel.js"
import { accuracyScale, lossScale, nearest } from "./curves_scales.js"
import { momentText, numbersAt, summary } from "./curves_text.js"
import { decoded } from "./decoding.js"

const PHONE = 760
/** The minimum time between messages to Python, in ms. */
const TOLD_EVERY = 150

const courses = new WeakMap()

/** @param {ComponentArguments<TrainingCurves.Message<string>>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".course")
  if (!courses.has(root)) courses.set(root, makeCourse(root))
  const state = courses.get(root)
  state.send = (/** @type {number | null} */ index) => setTriggerValue("moment", [index])
  if (data.digest !== state.data?.digest) take(state, decoded(data))
  const observer = new ResizeObserver(() => draw(state))
  observer.observe(root)
  return () => observer.disconnect()
}

/** @param {HTMLElement} root */
function makeCourse(root) {
  const state = /** @type {TrainingCurves.State} */ ({
    root,
    index: null,
    sent: null,
    pointed: null,
    timer: null,
  })
  const pointed = (/** @type {number | null} */ epoch, /** @type {boolean} */ held) =>
    point(state, epoch, held)
  state.panels = { loss: makePanel("Loss", pointed), accuracy: makePanel("Accuracy", pointed) }
  root.innerHTML = `<div class="panels"></div><div class="below"><p class="legend"></p><p class="numbers" hidden></p></div>
    <div class="moments"><input type="range" min="0" step="1" aria-label="Moment of the run"><button type="button"></button><output></output></div>`
  find(root, ".panels").append(state.panels.loss.figure, state.panels.accuracy.figure)
  state.slider = find(root, "input")
  state.newest = find(root, "button")
  state.slider.oninput = () => look(state, Number(state.slider.value))
  state.newest.onclick = () => look(state, null)
  return state
}

/**
 * Take Python's data. The visitor's moment stays, unless another run or moment is asked for.
 * @param {TrainingCurves.State} state
 * @param {TrainingCurves.Message} data
 */
function take(state, data) {
  const other = data.run !== state.data?.run
  if (other || (data.moment !== state.data.moment && data.moment !== state.sent)) {
    Object.assign(state, { index: data.moment, sent: data.moment })
  }
  state.data = data
  state.root.dataset.wanted = data.digest
  draw(state)
}

/** @param {TrainingCurves.State} state */
function draw(state) {
  const { root, data, panels } = state
  const width = root.clientWidth
  if (!data || !width) return
  const narrow = width < PHONE
  root.classList.toggle("narrow", narrow)
  const size = {
    width: Math.floor(narrow ? width : (width - 24) / 2),
    height: Math.round(Math.max(138, Math.min(340, data.tallest * window.innerHeight))),
  }
  const { runs } = data
  const scales = {
    loss: lossScale(runs, data.epochs, size.width, size.height),
    accuracy: accuracyScale(data.epochs, size.width, size.height),
  }
  for (const [measure, panel] of /** @type {[TrainingCurves.Measure, TrainingCurves.Panel][]} */ (
    Object.entries(panels)
  ))
    drawPanel(panel, { runs, scale: scales[measure], measure, ...size, label: summary(runs, measure) })
  legend(find(root, ".legend"), runs)
  show(state)
  root.dataset.drawn = data.digest
}

/** @param {HTMLElement} place @param {TrainingCurves.Run[]} runs */
function legend(place, runs) {
  const names = runs.map(({ name, colour, dashed }) => {
    const entry = document.createElement("span")
    entry.innerHTML = `<i class="${dashed ? "dashed" : ""}"></i><b></b>`
    find(entry, "i").style.borderColor = colour
    find(entry, "b").textContent = name
    return entry
  })
  place.replaceChildren(...(runs.length > 1 ? names : []))
}

/**
 * Show the current moment, and the numbers under the pointer.
 * @param {TrainingCurves.State} state
 */
function show(state) {
  const { data, root, slider, newest } = state
  const { steps, epochs } = data.moments
  const last = steps.length - 1
  if (state.index !== null) state.index = Math.min(state.index, last)
  const at = state.index ?? last
  find(root, ".moments").classList.toggle("missing", !data.slider)
  Object.assign(slider, { max: Math.max(0, last), disabled: last < 1 })
  slider.value = String(Math.max(0, at))
  slider.setAttribute("aria-valuetext", momentText(data.moments, state.index))
  find(root, "output").textContent = momentText(data.moments, state.index)
  newest.textContent = data.going ? "Live" : "End"
  newest.disabled = last < 1
  newest.setAttribute("aria-pressed", String(state.index === null))
  for (const panel of Object.values(state.panels)) markPanel(panel, at < 0 ? null : epochs[at], state.pointed)
  const numbers = find(root, ".numbers")
  const { pointed } = state
  numbers.hidden = pointed === null
  find(root, ".legend").style.visibility = numbers.hidden ? "" : "hidden"
  numbers.textContent =
    pointed === null ? "" : [`Epoch ${pointed.toFixed(2)}`, ...numbersAt(data.runs, pointed)].join(" · ")
}

/** @param {TrainingCurves.State} state @param {number | null} epoch @param {boolean} held */
function point(state, epoch, held) {
  state.pointed = epoch
  const { steps, epochs } = state.data.moments
  if (held && epoch !== null && steps.length > 1) look(state, nearest(epochs, epoch))
  else show(state)
}

/**
 * Go to a moment; the last one follows the newest.
 * @param {TrainingCurves.State} state
 * @param {number | null} index
 */
function look(state, index) {
  state.index = index === null || index >= state.data.moments.steps.length - 1 ? null : index
  show(state)
  state.timer ??= setTimeout(() => tell(state), TOLD_EVERY)
}

/** @param {TrainingCurves.State} state */
function tell(state) {
  state.timer = null
  if (state.index === state.sent) return
  state.sent = state.index
  state.send(state.index)
}
