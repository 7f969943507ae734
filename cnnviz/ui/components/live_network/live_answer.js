// The answer: each class with a bar, the winner large with its probability.
import { part, write } from "../shared/elements.js"
import { percentAmong } from "../shared/numbers.js"
import { makeResting } from "../shared/resting.js"
import { answeringNode } from "./columns.js"
import { BARS, place } from "./layout.js"
import { onNews } from "./live_state.js"

/**
 * Make a name and a bar for each class at its place.
 * @param {LiveNetwork.Live} live
 */
export function placeBars({ layout, parts, stage, data }) {
  for (const { row } of parts.bars) row.remove()
  const node = answeringNode(data.network)
  const named = layout.byNode.get(node)?.form === "classes"
  parts.bars = named ? data.network.classes.map((name, n) => makeBar(name, place(layout, node, n))) : []
  stage.append(...parts.bars.map(({ row }) => row))
  parts.answer.hidden = node === ""
}

/** @param {string} name @param {Box | null} box @returns {LiveNetwork.BarParts} */
function makeBar(name, box) {
  const [row, label, bars] = [part("div", "class"), part("span", "name", name), part("span", "bars")]
  const [bar, other] = [part("i", "first"), part("i", "other")]
  bars.append(bar)
  row.append(label, bars)
  const { left, top, width, height } = box ?? { left: 0, top: 0, width: 0, height: 0 }
  const most = Math.min(width, BARS.names + BARS.length)
  Object.assign(row.style, { left: `${left}px`, top: `${top}px`, width: `${most}px`, height: `${height}px` })
  return { row, bar, other }
}

/**
 * Show the network's answer.
 * @param {LiveNetwork.Live} live after a pass
 * @param {boolean} blank whether there is nothing to answer to
 */
export function showAnswer({ parts, plan, data }, blank) {
  const node = answeringNode(data.network)
  if (!plan || !node) return
  const numbers = plan.values[node]
  const best = showNumbers(
    numbers,
    blank,
    parts.bars.map(({ bar }) => bar),
    parts.first,
    data.network.classes,
  )
  parts.bars.forEach(({ row }, n) => {
    row.classList.toggle("best", n === best && !blank)
  })
}

/**
 * Show the second network's answer beside the first's.
 * @param {LiveNetwork.Live} live
 * @param {boolean} blank
 */
export function showOther({ root, parts, second, data }, blank) {
  const wanted = data.readers?.second
  const isTwo = Boolean(wanted)
  root.classList.toggle("two", isTwo)
  putAfter(parts.first.element, parts.other.element, isTwo)
  for (const { bar, other } of parts.bars) putAfter(bar, other, isTwo)
  write(parts.first.label, isTwo ? (data.readers?.label ?? "") : "")
  write(parts.other.label, wanted?.label ?? "")
  if (!second || !wanted) return
  const bars = parts.bars.map(({ other }) => other)
  showNumbers(second.runner.plan.values[second.node], blank, bars, parts.other, wanted.network.classes)
}

/** Put an element after another one, or take it away. @param {HTMLElement} one @param {HTMLElement} other @param {boolean} isThere */
function putAfter(one, other, isThere) {
  if (isThere === other.isConnected) return
  if (isThere) one.after(other)
  else other.remove()
}

/**
 * Write one network's answer; return the index of its winner.
 * @param {Float32Array} numbers
 * @param {boolean} blank
 * @param {HTMLElement[]} bars
 * @param {LiveNetwork.AnswerParts} answer
 * @param {string[]} classes
 */
function showNumbers(numbers, blank, bars, { winner, share }, classes) {
  const best = numbers.indexOf(Math.max(...numbers))
  const shares = isShares(numbers)
  const most = shares ? 1 : Math.max(1e-9, ...numbers.map(Math.abs))
  bars.forEach((bar, n) => {
    bar.classList.toggle("negative", numbers[n] < 0)
    bar.style.setProperty("--share", blank ? "0" : (Math.abs(numbers[n]) / most).toFixed(4))
  })
  write(winner, blank ? "" : classes[best])
  write(share, blank || !shares ? "" : percentAmong([...numbers], best))
  return best
}

/** Whether numbers are probabilities. @param {Float32Array} numbers */
function isShares(numbers) {
  const sum = numbers.reduce((total, number) => total + number, 0)
  return Math.abs(sum - 1) < 1e-3 && numbers.every((number) => number >= 0)
}

/**
 * Tell screen readers each new answer, once the hand rests. Return a function that ends this for a while.
 * @param {LiveNetwork.Live} live
 */
export function speakAnswers(live) {
  const { heard, speak, leave } = makeResting(() => {})
  live.root.append(heard)
  let told = ""
  onNews(live, "computed", () => {
    const two = live.data.readers?.second ? [live.parts.first, live.parts.other] : [live.parts.first]
    const sentence = two.map(spoken).filter(Boolean).join(" ")
    if (sentence !== told) speak(sentence)
    told = sentence
  })
  return leave
}

/** What one network reads, in a sentence. @param {LiveNetwork.AnswerParts} answer */
function spoken({ label, winner, share }) {
  if (!winner.textContent) return ""
  const who = label.textContent || "The network"
  return `${who} reads ${winner.textContent}${share.textContent ? `, ${share.textContent}` : ""}.`
}
