// The whole network on one screen, alive under the pen.
import { find } from "../shared/elements.js"
import { keepFitting, stand } from "../shared/lifecycle.js"
import { channelsLast } from "../shared/network/volumes.js"
import { listenToHand, listenToUndo } from "../shared/pad/pad_hand.js"
import { beginStroke, drawTo, endStroke, makePadState, takeDrawing, undo } from "../shared/pad/pad_state.js"
import { follow } from "../shared/tracking.js"
import { drawShownEdges } from "./edge_draw.js"
import { makeKernelPanel, showKernel } from "./kernel_panel.js"
import { hit } from "./layout.js"
import { placeBars, speakAnswers } from "./live_answer.js"
import { handsOf } from "./live_buttons.js"
import { paintAll, soonCompute } from "./live_frame.js"
import { showSample } from "./live_input.js"
import { makeLegend, showLegend } from "./live_legend.js"
import { makeLiveParts } from "./live_parts.js"
import { hasSecond } from "./live_readers.js"
import { forgetNetwork, loadLive, takeReaders, takeServed } from "./live_source.js"
import { arrangeStage } from "./live_stage.js"
import { hoverSpot, noListeners, onNews, tellNews } from "./live_state.js"
import { makeUnitCard } from "./unit_card.js"

/** Milliseconds after which a component that has left its page forgets its network. */
const LEAVING = 3000

/** @type {WeakMap<HTMLElement, Standing<LiveNetwork.Message, LiveNetwork.Send> & { live: LiveNetwork.Live }>} */
const networks = new WeakMap()

/** @param {ComponentArguments<LiveNetwork.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".live")
  const leave = stand(networks, root, makeLive, data, setTriggerValue)
  const live = networks.get(root)?.live
  if (live && !(live.plan && hasSecond(live))) delete root.dataset.drawn // until their weights have come
  return leave
}

/** @param {HTMLElement} root */
function makeLive(root) {
  const live = /** @type {LiveNetwork.Live} */ (
    /** @type {unknown} */ ({
      root,
      plan: null,
      hasOutputs: false,
      runner: null,
      second: null,
      samples: [],
      sample: null,
      limits: {},
      signed: new Set(),
      opened: new Set(),
      selection: { hovered: null, chosen: null },
      listeners: noListeners(),
      touched: false,
      frame: 0,
      still: () => matchMedia("(prefers-reduced-motion: reduce)").matches,
    })
  )
  const drawn = makePadState({
    onStroke: () => soonCompute(live),
    onRest: (strokes, turn) => live.send("drawn", [strokes, turn]),
  })
  Object.assign(live, { drawn, ...makeLiveParts(root, handsOf(live, drawn)) })
  makeLegend(live.parts.legend)
  listenToPen(live)
  listenToPointer(live)
  // What tests compare with Keras: a layer's numbers in its order.
  Object.assign(root, {
    numbersOf: (/** @type {string} */ name) => live.plan && [...channelsLast(live.plan.volumes[name])],
  })
  live.kernel = makeKernelPanel(live.stage)
  live.silence = speakAnswers(live)
  live.card = makeUnitCard(live)
  onNews(live, "selected", () => showSelection(live))
  onNews(live, "laid out", () => rearrange(live))
  root.addEventListener(
    "transitionend",
    ({ propertyName }) => propertyName === "outline-color" && recolour(live),
  )
  return { live, ...keepFitting(live, take, fit, () => stopFrames(live)) }
}

/** @param {LiveNetwork.Live} live */
function listenToPen(live) {
  const { drawn, parts, root } = live
  listenToHand(parts.pad, () => live.layout.pad.width, {
    begin: (point) => {
      if (live.sample) drawn.strokes = []
      Object.assign(live, { sample: null, touched: true })
      beginStroke(drawn, point)
    },
    move: (point) => drawTo(drawn, point),
    end: () => endStroke(drawn),
  })
  listenToUndo(root, () => undo(drawn))
}

/** @param {LiveNetwork.Live} live */
function listenToPointer(live) {
  const { stage } = live
  const place = follow(stage)
  const spotAt = (/** @type {MouseEvent} */ event) => {
    const within = event.target instanceof Element && event.target.closest(".hand, .caption, button")
    if (within || !live.layout) return null // before the stage is measured, which costs the pen a layout
    return hit(live.layout, ...place.at(event))
  }
  stage.addEventListener("pointermove", (event) => hoverSpot(live, spotAt(event)))
  stage.addEventListener("pointerleave", () => hoverSpot(live, null))
}

/** @param {LiveNetwork.Live} live @param {LiveNetwork.Message} data @param {LiveNetwork.Send} send */
function take(live, data, send) {
  const before = live.data
  clearTimeout(live.leaving)
  Object.assign(live, { data, send })
  const isOther =
    before?.weights !== data.weights || JSON.stringify(before.network) !== JSON.stringify(data.network)
  if (isOther) {
    const size = data.network.input.reduce((product, side) => product * side, 1)
    forgetNetwork(live)
    Object.assign(live, { limits: {}, input: new Float32Array(size), opened: new Set() })
    live.selection = { hovered: null, chosen: null }
    loadLive(live, () => fit(live, topOf(live.root) !== live.top))
  } else if (before?.outputs !== data.outputs) takeServed(live)
  takeReaders(live)
  if (data.turn >= live.drawn.turn) takeInput(live, before)
  fit(live, isOther)
  if (live.plan) live.card.take(data.unit)
}

/** Take Python's strokes or pixels, unless they are those that are shown. @param {LiveNetwork.Live} live @param {LiveNetwork.Message | undefined} before */
function takeInput(live, before) {
  const { data } = live
  takeDrawing(live.drawn, data)
  if (data.strokes.length) Object.assign(live, { sample: null, touched: true })
  else if (!data.pixels) live.sample = null
  else if (!live.sample || String(live.sample.pixels) !== String(data.pixels)) {
    showSample(live, data.pixels, data.sample, before ? -Infinity : performance.now())
  }
}

/** @param {LiveNetwork.Live} live */
function stopFrames(live) {
  live.card.leave()
  live.silence()
  cancelAnimationFrame(live.frame)
  live.frame = 0
  live.leaving = window.setTimeout(() => {
    forgetNetwork(live)
    Object.assign(live, { data: undefined }) // so that it is loaded again if the component comes back
  }, LEAVING)
}

/** Lay everything out where the room has changed, and paint it. @param {LiveNetwork.Live} live @param {boolean} [anew] */
function fit(live, anew = false) {
  const width = live.root.clientWidth
  const size = width ? `${width} ${innerHeight} ${devicePixelRatio}` : ""
  if (!anew && size === live.size && live.layout) return soonCompute(live)
  Object.assign(live, { size, width })
  if (width) rearrange(live) // a page that is being put together has no room yet, and soon has
}

/** Where the component begins on its page, wherever that is scrolled to. @param {HTMLElement} root */
function topOf(root) {
  const host = /** @type {ShadowRoot} */ (root.getRootNode()).host ?? root
  const page = host.closest('[data-testid="stMain"]') ?? document.documentElement
  return root.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop
}

/** @param {LiveNetwork.Live} live */
function rearrange(live) {
  Object.assign(live, { inks: inksOf(live.root), top: topOf(live.root) })
  arrangeStage(live)
  placeBars(live)
  const { height, width } = live.layout.byNode.get("input")?.map ?? { height: 1, width: 1 }
  const image = new ImageData(width, height)
  const brush = /** @type {CanvasRenderingContext2D} */ (live.parts.picture.getContext("2d"))
  live.image = { pixels: new Uint32Array(image.data.buffer), show: () => brush.putImageData(image, 0, 0) }
  showLegend(live)
  tellNews(live, "arranged")
  soonCompute(live)
}

/** @param {LiveNetwork.Live} live */
function showSelection(live) {
  drawShownEdges(live)
  showKernel(live)
  showLegend(live)
}

/** The theme has changed. @param {LiveNetwork.Live} live */
function recolour(live) {
  live.inks = inksOf(live.root)
  paintAll(live)
}

/** @param {HTMLElement} root @returns {LiveNetwork.Inks} */
function inksOf(root) {
  const style = getComputedStyle(root)
  return { text: style.color, ground: style.getPropertyValue("--st-background-color") }
}
