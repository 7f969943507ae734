// Draw everything for the amounts under the hand, and have computed what is not known yet.
import { classSeen, computeCurves, isLate, newJob } from "./answering.js"
import { emptyCurve, nearestPlace } from "./tolerance_curves.js"
import {
  answerRow,
  averageRow,
  averageTitle,
  digitTitle,
  pictureText,
  spokenAnswers,
} from "./tolerance_text.js"

/** Draw in the next frame. @param {Invariance.State} state */
export function drawSoon(state) {
  if (!state.asked) state.asked = requestAnimationFrame(() => draw(state))
}

/** @param {Invariance.State} state */
export function draw(state) {
  cancelAnimationFrame(state.asked)
  state.asked = 0
  const { data, root, chosen, view, walk } = state
  if (!data) return
  const amounts = shownAmounts(state)
  const distortion = distortionNamed(data, chosen)
  const picture = state.distort(state.digit, amounts)
  state.pair.draw(data.side, state.digit, picture, pictureText(data.distortions, amounts))
  const stepOf = (/** @type {Invariance.Distortion} */ one) =>
    view === "average" ? one.amounts[1] - one.amounts[0] : one.step
  state.sliders.show(data.distortions, amounts, chosen, stepOf)
  state.buttons.show({ playing: walk.playing, combined: state.combined, view })
  if (state.readers.length) compute(state, amounts, picture)
  const late = data.readers.map((_, n) => !state.readers[n] || isLate(state.readers[n], picture))
  const rows = rowsOf(state, distortion, amounts[chosen], late)
  state.head.show(view, data.judged, titleOf(state, distortion))
  state.chart.draw(
    {
      ...{
        distortion,
        rows,
        readers: data.readers,
        curves: shownCurves(state),
        axis: axisName(state, distortion),
      },
      ...{ amount: amounts[chosen], now: sharesNow(state, distortion, amounts[chosen], late) },
      ...{ reveal: view === "average" ? 1 : state.reveal, version: state.version },
    },
    state.size,
  )
  walk.speak(walk.playing ? "" : spokenAnswers(distortion, amounts[chosen], rows))
  if (view === "digit" && late.includes(true)) return
  root.dataset.amount = `${chosen} ${amounts[chosen]}`
  if (isKnown(state)) root.dataset.drawn = data.digest
}

/** Whether all numbers of the current view are there. @param {Invariance.State} state */
function isKnown({ view, readers, job, arriving }) {
  return readers.length > 0 && (view === "average" || (!arriving && job?.done === true))
}

/** @param {Invariance.Message} data @param {string} name */
function distortionNamed({ distortions }, name) {
  const found = distortions.find((one) => one.name === name)
  if (!found) throw new RangeError(`Unknown distortion. Received: ${name}`)
  return found
}

/** The amounts of the picture: an average is of one distortion alone. @param {Invariance.State} state @returns {Invariance.Amounts} */
function shownAmounts({ data, view, chosen, amounts }) {
  if (view === "digit" || !data) return amounts
  const pairs = data.distortions.map((one) => [
    one.name,
    one.name === chosen ? one.amounts[nearestPlace(one, amounts[chosen])] : one.neutral,
  ])
  return /** @type {Invariance.Amounts} */ (Object.fromEntries(pairs))
}

/** The curves of the current view, one for each network. @param {Invariance.State} state */
export function shownCurves({ view, averages, chosen, job, data }) {
  if (view === "average") return averages[chosen]
  if (job?.distortion.name === chosen) return job.curves
  return data ? data.readers.map(() => emptyCurve(distortionNamed(data, chosen))) : []
}

/**
 * Have the networks answer what is under the hand, and the curves computed if they belong to something else.
 * @param {Invariance.State} state
 * @param {Invariance.Amounts} amounts
 * @param {Float32Array} picture
 */
function compute(state, amounts, picture) {
  if (state.view === "average") return
  const asked = `${state.digits} ${Object.values(amounts)}`
  if (asked !== state.answered) {
    Object.assign(state, { answered: asked, answering: true })
    for (const { runner } of state.readers) runner.run(picture)
    state.answering = false
  }
  const { chosen, digits, truth, job } = state
  const held = Object.entries(amounts).filter(([name]) => name !== chosen)
  const key = `${chosen} ${held} ${truth} ${digits}`
  if (job?.key === key) return
  if (job) job.stopped = true
  state.job = null
  if (truth === null) askForTruth(state)
  else startJob(state, key, truth, amounts)
}

/**
 * @param {Invariance.State} state
 * @param {string} key
 * @param {number} truth
 * @param {Invariance.Amounts} amounts
 */
function startJob(state, key, truth, amounts) {
  const { data, readers, chosen, distort, digit } = state
  if (!data) return
  const job = newJob(key, distortionNamed(data, chosen), readers.length, truth)
  state.job = job
  const pictureAt = (/** @type {number} */ amount) => distort(digit, { ...amounts, [chosen]: amount })
  computeCurves(job, readers, pictureAt, () => {
    state.version += 1
    if (job.done) state.known()
    drawSoon(state)
  })
}

/** The class of a digit that nobody has labelled: what one of the networks sees in it. @param {Invariance.State} state */
async function askForTruth(state) {
  const { data, readers, digit } = state
  const judge = readers.find(({ name }) => name === data?.judge)
  if (!judge) throw new RangeError(`Unknown judge. Received: ${data?.judge}`)
  const seen = await classSeen(judge, digit)
  if (state.digit !== digit || state.truth !== null) return
  state.truth = seen
  drawSoon(state)
}

/** @param {Invariance.State} state @param {Invariance.Distortion} distortion @param {number} amount @param {boolean[]} late */
function rowsOf(state, distortion, amount, late) {
  const { data, view, readers, truth, averages } = state
  const shown = data?.readers ?? []
  if (view === "average") {
    const n = nearestPlace(distortion, amount)
    return shown.map(({ label }, which) => averageRow(label, averages[distortion.name][which].shares[n]))
  }
  return shown.map(({ label }, n) => answerRow(label, readers[n]?.answer ?? null, truth, late[n]))
}

/** The height of each line at the hand. @param {Invariance.State} state @param {Invariance.Distortion} distortion @param {number} amount @param {boolean[]} late */
function sharesNow({ data, view, averages, readers, truth }, distortion, amount, late) {
  if (view === "average") {
    const n = nearestPlace(distortion, amount)
    return averages[distortion.name].map(({ shares }) => shares[n])
  }
  if (truth === null || !data) return []
  return late.map((isOld, n) => (isOld ? NaN : (readers[n].answer?.[truth] ?? NaN)))
}

/** @param {Invariance.State} state @param {Invariance.Distortion} distortion */
function axisName({ view, truth, data }, { title }) {
  const by = `by ${title.toLowerCase()}`
  if (view === "average") return `Share of ${data?.judged} digits read right, ${by}`
  return truth === null ? "" : `Probability of ${truth}, ${by}`
}

/** @param {Invariance.State} state @param {Invariance.Distortion} distortion */
function titleOf({ view, data, averages }, distortion) {
  if (view === "digit" || !data) return digitTitle(distortion)
  const curves = data.readers.map(({ name }, n) => [name, averages[distortion.name][n]])
  return averageTitle(distortion, Object.fromEntries(curves))
}
