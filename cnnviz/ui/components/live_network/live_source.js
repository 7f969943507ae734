// Where the numbers come from: the browser's own arithmetic, or the server's for a network that is too large.
import { find, write } from "../shared/elements.js"
import { floatsAt } from "../shared/fetched_bytes.js"
import { limitsOver, showOutputs, showSecond, soonCompute } from "./live_frame.js"
import { showLegend } from "./live_legend.js"
import { loadNetwork } from "./live_load.js"
import { hasSecond, showDifference, showSwitch, takeSecond } from "./live_readers.js"
import { tellNews } from "./live_state.js"

const MISSING = "The network did not load. Reload the page."
/** What a visitor should know about a network that the browser does not compute. */
const SERVED = "This network is too large for the browser. The server computes it when you lift the pen."

/**
 * Load the message's network and show it.
 * @param {LiveNetwork.Live} live
 * @param {() => void} fit lays everything out where the room has changed meanwhile
 */
export async function loadLive(live, fit) {
  const { data } = live
  try {
    const found = await loadNetwork(data, () => {
      showOutputs(live)
      markDrawn(live)
    })
    if (live.data?.weights !== data.weights || live.plan) return found.runner.leave()
    Object.assign(live, found)
    if (live.sample && live.sample.begun > 0) live.sample.begun = performance.now()
  } catch {
    write(live.parts.said, MISSING)
    return
  }
  const isServed = live.runner?.place === "server"
  write(live.parts.said, isServed ? SERVED : "")
  find(live.parts.legend, ".how").hidden = isServed
  fit()
  showLegend(live)
  tellNews(live, "laid out") // what stands above has its height by now
  soonCompute(live)
  live.card.take(live.data.unit)
  if (live.data.outputs !== data.outputs) takeServed(live)
}

/** Take what the server has computed for another input. @param {LiveNetwork.Live} live */
export async function takeServed(live) {
  const { runner, data } = live
  if (!runner || !("take" in runner)) return
  try {
    const numbers = await floatsAt(data.outputs)
    if (live.data?.outputs !== data.outputs) return
    runner.take(numbers)
    widen(live, await limitsOver(runner, [live.input]))
    showLegend(live)
  } catch {
    write(live.parts.said, MISSING)
  }
  soonCompute(live)
}

/** Colour larger numbers than before, too. @param {LiveNetwork.Live} live @param {Pick<LiveNetwork.Loaded, "limits" | "signed">} found */
function widen(live, { limits, signed }) {
  for (const name in limits) live.limits[name] = Math.max(live.limits[name], limits[name])
  for (const name of signed) live.signed.add(name)
}

/** Take the switch and the second network of a message. @param {LiveNetwork.Live} live */
export function takeReaders(live) {
  showSwitch(live)
  showDifference(live)
  takeSecond(
    live,
    () => {
      showSecond(live)
      markDrawn(live)
    },
    () => soonCompute(live),
  )
}

/** The message is shown once its networks have read the input. @param {LiveNetwork.Live} live */
function markDrawn(live) {
  if (live.plan && live.hasOutputs && hasSecond(live)) live.root.dataset.drawn = live.data.digest
}

/** Stop the network that was shown. @param {LiveNetwork.Live} live */
export function forgetNetwork(live) {
  live.runner?.leave()
  Object.assign(live, { runner: null, plan: null, hasOutputs: false })
}
