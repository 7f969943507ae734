// One frame: prepare the input, compute the network, and paint what has changed.
import { paintNumbers, paintPicture } from "./block_paint.js"
import { drawRestingEdges, drawShownEdges } from "./edge_draw.js"
import { showAnswer, showOther } from "./live_answer.js"
import { isBlank, paintPad, updateInput } from "./live_input.js"
import { tellNews } from "./live_state.js"

/** The least value of a layer's full colour: below it, all of the layer is 0 but for rounding. */
const LEAST_LIMIT = 1e-6

/**
 * Compute and paint in the next frame.
 * @param {LiveNetwork.Live} live
 */
export function soonCompute(live) {
  if (live.frame) return
  live.frame = requestAnimationFrame((now) => {
    live.frame = 0
    if (computeFrame(live, now)) soonCompute(live)
  })
}

/**
 * Prepare the input, paint it, and have it computed; return whether it still changes by itself.
 * @param {LiveNetwork.Live} live
 * @param {number} now milliseconds
 */
export function computeFrame(live, now) {
  const moving = updateInput(live, now)
  paintHand(live)
  live.runner?.run(live.input)
  live.second?.runner.run(live.input)
  return moving
}

/** Paint the numbers that a pass has brought. @param {LiveNetwork.Live} live */
export function showOutputs(live) {
  live.hasOutputs = true
  paintOutputs(live)
  tellNews(live, "computed")
}

/** Show the second network's answer. @param {LiveNetwork.Live} live */
export function showSecond(live) {
  showOther(live, isBlank(live))
  tellNews(live, "computed")
}

/** Paint everything with the numbers that there are. @param {LiveNetwork.Live} live */
export function paintAll(live) {
  paintHand(live)
  paintOutputs(live)
}

/** @param {LiveNetwork.Live} live */
function paintHand(live) {
  paintPad(live)
  live.parts.hint.hidden = live.touched
}

/** @param {LiveNetwork.Live} live */
function paintOutputs(live) {
  if (!live.plan || !live.hasOutputs) return // before its first pass, a plan has the numbers of a sample
  live.root.classList.toggle("late", live.runner?.late())
  paintMaps(live)
  showAnswer(live, isBlank(live))
  showOther(live, isBlank(live))
  drawRestingEdges(live)
  drawShownEdges(live)
}

/** @param {LiveNetwork.Live} live */
function paintMaps({ parts, plan, limits, image }) {
  if (!plan || !image) return
  for (const [node, { painter, show }] of parts.blocks) {
    if (!painter) continue
    paintNumbers(painter, plan.values[node], limits[node])
    show()
  }
  paintPicture(image.pixels, plan.volumes.input, [0, 1])
  image.show()
}

/**
 * The value of each layer's full colour: the mean, over some inputs, of its largest absolute value. It stays while
 * the visitor draws, so that colours can be compared.
 * @param {Network.Runner} runner
 * @param {Float32Array[]} inputs
 * @returns {Promise<Pick<LiveNetwork.Loaded, "limits" | "signed">>} and which layers had negative values
 */
export async function limitsOver(runner, inputs) {
  const names = Object.keys(runner.plan.values)
  const [limits, signed] = [/** @type {Record<string, number>} */ ({}), new Set()]
  for (const name of names) limits[name] = 0
  await runner.each(inputs, ({ values }) => {
    for (const name of names) {
      const [least, most] = extremes(values[name])
      limits[name] += Math.max(-least, most) / inputs.length
      if (least < 0) signed.add(name)
    }
  })
  for (const name of names) limits[name] = limits[name] || LEAST_LIMIT
  return { limits, signed }
}

/** The least and the largest value, and 0. @param {Float32Array} values */
function extremes(values) {
  let [least, most] = [0, 0]
  for (const value of values)
    if (value > most) most = value
    else if (value < least) least = value
  return [least, most]
}
