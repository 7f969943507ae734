// The state of the page: the amounts, and what changes them: a hand, time, and Python.
import { closest, part } from "../shared/elements.js"
import { keepFitting, tellReleases } from "../shared/lifecycle.js"
import { byFrame, makePlaying } from "../shared/playing.js"
import { makeSliders } from "./amount_sliders.js"
import { loadReaders } from "./answering.js"
import { makePair } from "./digit_pair.js"
import { advanceSweep, arrive, beginSweep, endSweep, restWhereTheyDiffer, sweepSpeed } from "./digit_sweep.js"
import { makeDistort } from "./distorting.js"
import { makeButtons, makeHead } from "./invariance_buttons.js"
import { draw, drawSoon } from "./invariance_drawing.js"
import { invarianceSizes } from "./invariance_sizes.js"
import { makeChart } from "./tolerance_chart.js"
import { averageCurve, nearestPlace, sliderAmount } from "./tolerance_curves.js"

/** Milliseconds after which a component that has left its page forgets its networks. */
const FORGETTING = 3000
const MISSING_NETWORKS = "The networks did not load. Reload the page."

/**
 * Make the page's component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 */
export function makeInvariance(root) {
  const state = /** @type {Invariance.State} */ (
    /** @type {unknown} */ ({
      ...{ root, readers: [], truth: null, job: null, answered: "", answering: false, averages: {} },
      ...{ sent: [], ways: [], arriving: false, reveal: 1, version: 0, asked: 0, held: false },
      ...{ combined: false, digits: 0, size: { width: 0, height: 0 } },
      known: () => restWhereTheyDiffer(state),
    })
  )
  state.walk = makePlaying({
    perSecond: () => sweepSpeed(state),
    advance: (steps) => advanceSweep(state, steps),
    rewind: () => beginSweep(state),
    show: () => drawSoon(state),
    tell: () => tell(state),
    clock: byFrame,
  })
  makeParts(state)
  const fitting = keepFitting(state, take, fit, () => {
    cancelAnimationFrame(state.asked)
    state.asked = 0
    state.walk.leave()
    if (state.job) state.job.stopped = true
    state.job = null
    state.leaving = window.setTimeout(() => forget(state), FORGETTING)
  })
  return tellReleases(fitting, () => release(state))
}

/** End the networks' workers; they are loaded again if the component comes back. @param {Invariance.State} state */
function forget(state) {
  for (const { runner } of state.readers) runner.leave()
  Object.assign(state, { readers: [], data: undefined })
}

/** @param {Invariance.State} state */
function makeParts(state) {
  const { root, walk } = state
  state.pair = makePair()
  state.sliders = makeSliders(
    (name, amount) => moveTo(state, name, amount),
    (name) => moveTo(state, name, state.amounts[name]),
  )
  state.buttons = makeButtons({
    toggle: walk.toggle,
    combine: (combined) => {
      state.combined = combined
      if (!combined) moveTo(state, state.chosen, state.amounts[state.chosen])
    },
    reset: () => {
      state.amounts = neutralAmounts(state.data)
      moveTo(state, state.chosen, state.amounts[state.chosen])
    },
  })
  state.head = makeHead((view) => {
    state.view = view
    state.version += 1
    moveTo(state, state.chosen, state.amounts[state.chosen])
  })
  state.chart = makeChart((amount) => moveTo(state, state.chosen, onSlider(state, amount)))
  const [left, right] = [part("div", "seen"), part("div", "tolerance")]
  left.append(state.pair.element, state.sliders.element, state.buttons.element)
  right.append(state.head.element, state.chart.element)
  root.append(left, right, walk.heard)
  root.addEventListener("pointerdown", (event) => touch(state, event), { capture: true })
  root.addEventListener("keydown", (event) => touch(state, event), { capture: true })
}

/** The amounts that change nothing. @param {Invariance.Message | undefined} data */
function neutralAmounts(data) {
  const pairs = data?.distortions.map(({ name, neutral }) => [name, neutral]) ?? []
  return /** @type {Invariance.Amounts} */ (Object.fromEntries(pairs))
}

/** The nearest amount of the chosen slider. @param {Invariance.State} state @param {number} amount */
function onSlider({ data, chosen, view }, amount) {
  const one = data?.distortions.find(({ name }) => name === chosen)
  if (!one) return amount
  return view === "average" ? one.amounts[nearestPlace(one, amount)] : sliderAmount(one, amount)
}

/** A hand or a key ends the sweep, and Python is told nothing while a hand is down. @param {Invariance.State} state @param {Event} event */
function touch(state, event) {
  const { arriving, walk } = state
  state.arriving = false
  if (arriving || (walk.playing && !closest(event, ".play"))) {
    endSweep(state)
    drawSoon(state)
    if (walk.playing) walk.pause()
  }
  if (event.type === "pointerdown") state.held = true
}

/** @param {Invariance.State} state */
function release(state) {
  if (state.held) state.walk.rest()
  state.held = false
}

/**
 * Take Python's data; amounts that Python was told from here are an echo.
 * @param {Invariance.State} state
 * @param {Invariance.Message} data
 * @param {Invariance.Send} send
 */
function take(state, data, send) {
  const before = state.data
  clearTimeout(state.leaving)
  const given = keyOf(data)
  const echo = state.sent.indexOf(given)
  state.sent = state.sent.slice(echo + 1)
  if (!before || (given !== keyOf(before) && echo < 0)) {
    Object.assign(state, { view: data.view, chosen: data.chosen, amounts: { ...data.amounts } })
    const changed = data.distortions.filter(({ name, neutral }) => data.amounts[name] !== neutral)
    state.combined = changed.some(({ name }) => name !== data.chosen)
    endSweep(state)
    state.walk.halt()
  }
  Object.assign(state, { data, send })
  if (String(before?.pixels) !== String(data.pixels) || before?.truth !== data.truth) {
    state.digit = Float64Array.from(data.pixels, (level) => level / 255)
    Object.assign(state, { truth: data.truth, digits: state.digits + 1 })
  }
  if (!before) begin(state, data)
  else {
    state.walk.resume()
    fit(state)
  }
}

/** Prepare what stays the same, and load the networks. @param {Invariance.State} state @param {Invariance.Message} data */
async function begin(state, data) {
  state.distort = makeDistort(data.side, data)
  for (const { name } of data.distortions)
    state.averages[name] = data.readers.map((reader) => averageCurve(data.averages[name][reader.name]))
  Object.assign(state, { arriving: data.sweeps, reveal: data.sweeps ? 0 : 1 })
  fit(state)
  try {
    state.readers = await loadReaders(data.readers, () => state.answering || drawSoon(state))
  } catch {
    state.root.append(part("p", "missing", MISSING_NETWORKS))
    return
  }
  fit(state)
  arrive(state)
}

/** Give each part its room, and draw. @param {Invariance.State} state */
function fit(state) {
  const { root, data, pair } = state
  if (!data) return
  state.width = root.clientWidth
  const sizes = invarianceSizes(root.clientWidth, innerHeight, data.side)
  root.classList.toggle("narrow", sizes.narrow)
  root.style.setProperty("--left", `${sizes.left}px`)
  pair.resize(sizes.pixel)
  state.size = sizes.chart
  draw(state)
}

/**
 * Set one amount, which also chooses its distortion. The others return to what changes nothing, unless combined.
 * @param {Invariance.State} state
 * @param {Invariance.Name} name
 * @param {number} amount
 */
function moveTo(state, name, amount) {
  endSweep(state)
  state.walk.halt()
  const others = state.combined ? state.amounts : neutralAmounts(state.data)
  Object.assign(state, { chosen: name, amounts: { ...others, [name]: amount } })
  drawSoon(state)
  state.walk.rest()
}

/** Tell Python the amounts, unless it knows them. @param {Invariance.State} state */
function tell(state) {
  const { data, chosen, view, amounts, sent, held, send } = state
  if (held || !data || keyOf(state) === (sent.at(-1) ?? keyOf(data))) return
  sent.push(keyOf(state))
  send("settled", [chosen, view, data.distortions.map(({ name }) => amounts[name])])
}

/** @param {Pick<Invariance.Message, "chosen" | "view" | "amounts">} given */
function keyOf({ chosen, view, amounts }) {
  return `${chosen} ${view} ${Object.entries(amounts).sort()}`
}
