// The switch between networks, and the second network that reads the same input at the same time.
import { find, part, write } from "../shared/elements.js"
import { floatsAt } from "../shared/fetched_bytes.js"
import { makeRunner } from "../shared/network/runner.js"
import { answeringNode } from "./columns.js"
import { tellNews } from "./live_state.js"

/**
 * Make the switch, hidden until a message brings its options.
 * @returns {HTMLElement}
 */
export function makeSwitch() {
  const element = part("div", "readers")
  element.setAttribute("role", "group")
  element.setAttribute("aria-label", "Read by")
  element.hidden = true
  element.append(part("span", "", "Read by"))
  return element
}

/**
 * Show the options of a message, and which is chosen.
 * @param {LiveNetwork.Live} live
 */
export function showSwitch(live) {
  const { data } = live
  const { switched } = live.parts
  switched.hidden = !data.readers
  if (!data.readers) return
  const { options, pressed } = data.readers
  const named = [...switched.querySelectorAll("button")].map(({ name }) => name)
  if (String(named) !== String(options.map(([name]) => name))) {
    for (const button of switched.querySelectorAll("button")) button.remove()
    switched.append(
      ...options.map(([name, label]) => makeOption(name, label, () => live.send("reader", [name]))),
    )
  }
  for (const button of switched.querySelectorAll("button"))
    button.setAttribute("aria-pressed", String(button.name === pressed))
}

/** @param {string} name @param {string} label @param {() => void} press */
function makeOption(name, label, press) {
  const button = part("button", "option", label)
  Object.assign(button, { type: "button", name })
  button.addEventListener("click", press)
  return button
}

/** Whether a message's second network has come, or there is none. @param {LiveNetwork.Live} live */
export function hasSecond({ data, second }) {
  return (data.readers?.second?.weights ?? "") === (second?.weights ?? "")
}

/**
 * Load the second network of a message, or forget the one that was there.
 * @param {LiveNetwork.Live} live
 * @param {() => void} onAnswer is called after each of its passes
 * @param {() => void} onLoaded
 */
export async function takeSecond(live, onAnswer, onLoaded) {
  if (hasSecond(live)) return
  live.second?.runner.leave()
  live.second = null
  const wanted = live.data.readers?.second
  if (!wanted) return
  const numbers = await floatsAt(wanted.weights).catch(() => null)
  if (!numbers || live.data?.readers?.second?.weights !== wanted.weights || live.second) return
  const runner = makeRunner(wanted.network, numbers, onAnswer)
  live.second = { weights: wanted.weights, runner, node: answeringNode(wanted.network) }
  onLoaded()
  tellNews(live, "arranged")
}

/** Why two networks differ, in the legend in place of its hint. @param {LiveNetwork.Live} live */
export function showDifference({ parts, data }) {
  const sentence = data.readers?.sentence ?? ""
  const [hint, why] = [find(parts.legend, ".how"), find(parts.legend, ".why")]
  write(why, sentence)
  why.hidden = !sentence
  hint.classList.toggle("replaced", Boolean(sentence))
}
