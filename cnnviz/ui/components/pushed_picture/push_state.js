// The state: what Python has sent, how far the picture is pushed, and what changes it: a hand, and time.
import { part, write } from "../shared/elements.js"
import { bytesAt } from "../shared/fetched_bytes.js"
import { keepFitting } from "../shared/lifecycle.js"
import { unpack } from "../shared/packed_numbers.js"
import { byFrame, makePlaying } from "../shared/playing.js"
import { makePushChart } from "./push_chart.js"
import { makePushControls } from "./push_controls.js"
import { pushSizes } from "./push_sizes.js"
import { spokenPush } from "./push_text.js"
import { makePushTiles } from "./push_tiles.js"
import { pushedNumbers } from "./pushing.js"

/** How long the way to the push takes that turns the answer, in seconds. */
const SECONDS = 1.2

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 */
export function makePush(root) {
  const state = /** @type {Pushed.State} */ (
    /** @type {unknown} */ ({ root, steps: 0, enlarged: true, begun: "", sent: [], numbers: null })
  )
  state.walk = makePlaying({
    perSecond: () => Math.max(1, goalOf(state)) / SECONDS,
    advance: (steps) => advance(state, steps),
    rewind: () => rewind(state),
    show: () => drawPush(state),
    tell: () => tell(state),
    clock: byFrame,
  })
  const move = (/** @type {number} */ steps) => moveTo(state, steps)
  state.tiles = makePushTiles((enlarged) => {
    state.enlarged = enlarged
    state.send("enlarged", [enlarged])
    drawPush(state)
  })
  state.chart = makePushChart(move)
  state.controls = makePushControls({ move, toggle: () => state.walk.toggle() })
  state.headline = part("h4")
  state.words = part("div", "said")
  const [lower, left, right] = [part("div", "lower"), part("div"), part("div", "words")]
  left.append(state.chart.element, state.controls.element)
  right.append(state.headline, state.words, state.controls.row)
  lower.append(left, right)
  root.append(state.tiles.element, lower, state.walk.heard)
  return keepFitting(state, take, fit, () => state.walk.leave())
}

/** Where the way leads: to the smallest push that turns the answer, or to the largest. @param {Pick<Pushed.State, "data">} state */
function goalOf({ data }) {
  return data?.turned ?? mostOf({ data })
}

/**
 * Take Python's data; a size that Python was told from here is an echo.
 * @param {Pushed.State} state
 * @param {Pushed.Message} data
 * @param {Pushed.Send} send
 */
async function take(state, data, send) {
  const before = state.data
  const given = String(data.steps)
  const echo = state.sent.indexOf(given)
  state.sent = state.sent.slice(echo + 1)
  Object.assign(state, { data, send, enlarged: data.enlarged })
  state.root.classList.toggle("stale", data.stale && data.said.length > 0)
  if (before?.digest === data.digest && state.numbers) {
    if (given !== String(before.steps) && echo < 0) jump(state, data.steps ?? goalOf(state))
    else state.walk.resume()
    return drawPush(state)
  }
  state.walk.halt()
  const isOther = state.begun !== data.address
  if (isOther) Object.assign(state, { sent: [], numbers: null })
  const bytes = /** @type {Uint8Array} */ (unpack(await bytesAt(data.address), "uint8"))
  if (state.data !== data) return
  state.numbers = pushedNumbers(bytes, data)
  write(state.headline, data.headline)
  state.words.replaceChildren(...data.words.map((sentence) => part("p", "", sentence)))
  if (isOther) begin(state)
  else fit(state)
  if (!data.stale && !state.walk.playing) rest(state)
}

/** Begin: slide to the push that turns the answer, or stand where the link says. @param {Pushed.State} state */
function begin(state) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const { data } = state
  state.begun = data?.address ?? ""
  state.steps = Math.min(data?.steps ?? (still ? goalOf(state) : 0), mostOf(state))
  fit(state)
  if (data?.steps === null && !still && !data.stale) state.walk.play()
}

/** The largest push. @param {Pick<Pushed.State, "data">} state */
function mostOf({ data }) {
  return Math.max(0, (data?.said.length ?? 0) - 1)
}

/** Play from the beginning, or go on after a pause. @param {Pushed.State} state */
function rewind(state) {
  if (state.steps >= goalOf(state)) state.steps = 0
}

/** @param {Pushed.State} state @param {number} steps */
function advance(state, steps) {
  state.steps = Math.min(goalOf(state), state.steps + steps)
  drawPush(state)
  const goesOn = state.steps < goalOf(state)
  if (!goesOn) rest(state)
  return goesOn
}

/** Mark the component as drawn. @param {Pushed.State} state */
function rest({ root, data }) {
  if (data) root.dataset.drawn = data.digest
}

/** @param {Pushed.State} state @param {number} steps */
function jump(state, steps) {
  state.walk.halt()
  state.steps = Math.max(0, Math.min(mostOf(state), steps))
  drawPush(state)
  rest(state)
}

/** A hand moves the slider. @param {Pushed.State} state @param {number} steps */
function moveTo(state, steps) {
  jump(state, steps)
  state.walk.rest()
}

/** Tell Python where the slider rests; the push that turns the answer has no number. @param {Pushed.State} state */
function tell(state) {
  const steps = state.steps === goalOf(state) ? null : state.steps
  if (!state.data || String(steps) === (state.sent.at(-1) ?? String(state.data.steps))) return
  state.sent.push(String(steps))
  state.send("settled", [steps])
}

/** Give each part its room, and draw. @param {Pushed.State} state */
function fit(state) {
  const { root, data } = state
  if (!data || !state.numbers) return
  state.width = root.clientWidth
  const sizes = pushSizes(root.clientWidth, innerHeight)
  root.classList.toggle("narrow", sizes.narrow)
  root.style.setProperty("--side", `${sizes.side}px`)
  root.style.setProperty("--chart", `${sizes.chart.width}px`)
  state.chart.build(data, sizes.chart)
  drawPush(state)
}

/** @param {Pushed.State} state */
function drawPush(state) {
  const { data, numbers, steps, enlarged, walk } = state
  if (!data || !numbers) return
  state.tiles.draw(data, numbers, { steps, enlarged })
  state.chart.draw(steps)
  state.controls.show(steps, mostOf(state), walk.playing)
  state.root.dataset.steps = String(steps)
  if (data.said.length) {
    walk.speak(walk.playing ? "" : spokenPush(data.said[steps], data.random[steps], steps))
  }
}
