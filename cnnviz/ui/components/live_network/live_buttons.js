// What the buttons beside the pad do: take a stroke back, clear, show the next sample.
import { clear, undo } from "../shared/pad/pad_state.js"
import { soonCompute } from "./live_frame.js"
import { showSample } from "./live_input.js"

/** What each button does. @param {LiveNetwork.Live} live @param {DrawingPad.State} drawn */
export function handsOf(live, drawn) {
  return {
    undo: () => {
      live.sample = null
      undo(drawn)
    },
    clear: () => {
      const only = live.sample && !drawn.strokes.length
      live.sample = null
      if (only) live.send("drawn", [[], (drawn.turn += 1)])
      else clear(drawn)
      soonCompute(live)
    },
    next: () => showNext(live),
  }
}

/** Show the sample after the one that is shown. @param {LiveNetwork.Live} live */
function showNext(live) {
  if (!live.samples.length) return
  const index = ((live.sample?.index ?? -1) + 1) % live.samples.length
  Object.assign(live.drawn, { strokes: [], past: [], pen: null, full: false, turn: live.drawn.turn + 1 })
  showSample(live, live.samples[index], index, performance.now())
  live.send("sampled", [index, live.drawn.turn])
  soonCompute(live)
}
