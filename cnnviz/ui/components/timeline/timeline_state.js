// The state of the timeline: the chosen network, and the one under the pointer.
import { part, write } from "../shared/elements.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makeResting } from "../shared/resting.js"
import { makeTimelineCard } from "./timeline_card.js"
import { makeTimelineChart, makeTip } from "./timeline_chart.js"
import { timelineSizes } from "./timeline_sizes.js"

/** Steps of the arrow keys through the networks, in the order of their years. @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 * @returns {Standing<Timeline.Message, Timeline.Send>}
 */
export function makeTimeline(root) {
  /** @type {Timeline.State} */
  const state = {
    root,
    send: () => {},
    chosen: 0,
    awaited: "",
    built: "",
    pointed: -1,
    chart: makeTimelineChart(),
    card: makeTimelineCard(),
    headline: part("h4", "headline"),
    tip: makeTip(),
    speech: makeResting(() => {}),
  }
  const [figure, size] = [part("figure"), part("figcaption")]
  figure.append(state.chart.element, size, state.tip)
  root.append(state.headline, figure, state.card.element, state.speech.heard)
  listen(state)
  return keepFitting(state, take, fit, () => state.speech.leave())
}

/**
 * Take Python's data. An answer to an earlier choice does not undo a later one.
 * @param {Timeline.State} state
 * @param {Timeline.Message} data
 * @param {Timeline.Send} send
 */
function take(state, data, send) {
  Object.assign(state, { data, send })
  if (data.networks[data.chosen].name === state.awaited) state.awaited = ""
  if (!state.awaited) state.chosen = data.chosen
  write(state.headline, data.headline)
  const caption = state.root.querySelector("figcaption")
  if (caption) write(caption, data.size_name)
  fit(state)
  state.root.dataset.drawn = data.digest
}

/** Give each part its room, and draw; a chart that stays keeps the focus. @param {Timeline.State} state */
function fit(state) {
  const { root, data, chart } = state
  if (!data || root.clientWidth === 0) return // the page is being left
  state.width = root.clientWidth
  const size = timelineSizes(root.clientWidth, innerHeight, data.networks.length)
  root.classList.toggle("below", size.below)
  const built = `${data.figure} ${size.width} ${size.height}`
  if (built !== state.built) chart.build(data, size)
  state.built = built
  show(state)
}

/** Mark the chosen network, and show its card. @param {Timeline.State} state */
function show({ data, chart, card, chosen, pointed, tip, root }) {
  if (!data) return
  chart.mark(chosen, pointed)
  card.show(data.networks[chosen])
  tip.hidden = pointed < 0
  if (pointed >= 0) {
    const { title, year, tip: numbers } = data.networks[pointed]
    write(tip, `${title}, ${year}. ${numbers}`)
  }
  root.dataset.chosen = data.networks[chosen].name
}

/** The network that an event happened on, or -1. @param {Event} event */
function networkOf(event) {
  const element = event.target instanceof Element ? event.target.closest("[data-n]") : null
  return element ? Number(element.getAttribute("data-n")) : -1
}

/** Listen to pointer, touch and keys. @param {Timeline.State} state */
function listen(state) {
  const { element } = state.chart
  element.addEventListener("pointermove", (event) =>
    point(state, networkOf(event), /** @type {PointerEvent} */ (event)),
  )
  element.addEventListener("pointerleave", () => point(state, -1))
  element.addEventListener("click", (event) => choose(state, networkOf(event)))
  element.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event)
    if (!(key in STEPS) || ctrlKey || metaKey || altKey) return
    choose(state, state.chosen + STEPS[key], true)
    event.preventDefault()
    event.stopPropagation() // the keys of the page turn it
  })
}

/** Name the network under the pointer. @param {Timeline.State} state @param {number} n @param {PointerEvent} [event] */
function point(state, n, event) {
  const { tip, chart } = state
  if (event && n >= 0) {
    const box = chart.element.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    tip.classList.toggle("left", x > box.width / 2)
    Object.assign(tip.style, { left: `${x}px`, top: `${y}px` })
  }
  if (n === state.pointed) return
  state.pointed = n
  show(state)
}

/** Choose a network, and tell Python. @param {Timeline.State} state @param {number} n @param {boolean} [byKey] */
function choose(state, n, byKey = false) {
  const { data } = state
  if (!data || n < 0 || n >= data.networks.length || n === state.chosen) return
  state.chosen = n
  show(state)
  const { name, title, year, brought } = data.networks[n]
  if (byKey)
    /** @type {SVGElement | null} */ (state.chart.element.querySelector("[aria-checked=true]"))?.focus()
  state.speech.speak(`${title}, ${year}. ${brought}`)
  state.awaited = name
  state.send("chosen", [name])
}
