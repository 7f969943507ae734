// The state: what Python has sent, and how much of the maps the slider lets through.
import { part, write } from "../shared/elements.js"
import { keepFitting } from "../shared/lifecycle.js"
import { makeResting } from "../shared/resting.js"
import { overlaySizes } from "./overlay_sizes.js"
import { makeTile } from "./overlay_tiles.js"

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timers.
 * @param {HTMLElement} root
 */
export function makeOverlay(root) {
  const state = /** @type {Overlay.State} */ (/** @type {unknown} */ ({ root, tiles: [], told: -1, runs: 0 }))
  state.resting = makeResting(() => tell(state))
  state.slider = makeThrough(state)
  state.room = part("div", "tiles")
  state.facts = part("dl")
  const beside = part("div", "beside")
  beside.append(state.slider.element, state.facts)
  root.append(state.room, beside, state.resting.heard)
  return keepFitting(state, take, fit, () => state.resting.leave())
}

/** @param {Overlay.State} state @returns {Overlay.Slider} */
function makeThrough(state) {
  const element = part("label", "through")
  const input = Object.assign(part("input"), { type: "range", min: 0, max: 100, step: 1 })
  const amount = part("output")
  element.append(part("span", "", "How much of the map shows"), input, amount)
  input.addEventListener("input", () => {
    showThrough(state, Number(input.value))
    state.resting.rest()
  })
  // The arrow keys belong to the slider, not to the page.
  input.addEventListener("keydown", (event) => event.stopPropagation())
  return { element, input, amount }
}

/** @param {Overlay.State} state @param {number} percent */
function showThrough(state, percent) {
  const { root, slider } = state
  state.through = percent
  root.style.setProperty("--through", String(percent / 100))
  slider.input.value = String(percent)
  slider.input.setAttribute("aria-valuetext", `${percent} %`)
  write(slider.amount, `${percent} %`)
}

/**
 * Take Python's data. A percentage that Python was told from here is an echo: the hand may have moved on.
 * @param {Overlay.State} state
 * @param {Overlay.Message} data
 * @param {Overlay.Send} send
 */
function take(state, data, send) {
  const before = state.data
  Object.assign(state, { data, send })
  const isNew = !before || (data.through !== before.through && data.through !== state.told)
  if (isNew && !state.resting.waiting) showThrough(state, data.through)
  draw(state)
}

/** Tell Python where the slider rests. @param {Overlay.State} state */
function tell(state) {
  if (state.through === (state.data?.through ?? -1)) return
  state.told = state.through
  state.send("settled", [state.through])
}

/** @param {Overlay.State} state */
async function draw(state) {
  const { root, data, room, facts } = state
  if (!data) return
  const run = (state.runs += 1)
  while (state.tiles.length < data.maps.length + 1) {
    const tile = makeTile()
    state.tiles.push(tile)
    room.append(tile.element)
  }
  for (const tile of state.tiles.splice(data.maps.length + 1)) tile.element.remove()
  facts.replaceChildren(
    ...data.facts.flatMap(([name, value]) => [part("dt", "", name), part("dd", "", value)]),
  )
  fit(state)
  const { picture, signed } = data
  await Promise.all([
    state.tiles[0].show(picture, null, { label: data.label, text: data.detail, signed }),
    ...data.maps.map((map, n) =>
      state.tiles[n + 1].show(picture, map, { label: map.label, text: map.detail, signed }),
    ),
  ])
  const awaited = data.maps.some((map) => map.stale || !map.picture)
  if (run === state.runs && !awaited) root.dataset.drawn = data.digest
}

/** Give the pictures their room. @param {Overlay.State} state */
function fit(state) {
  const { root, data } = state
  if (!data) return
  state.width = root.clientWidth
  const { side, beside } = overlaySizes(root.clientWidth, innerHeight, data.maps.length + 1)
  root.classList.toggle("below", !beside)
  root.style.setProperty("--side", `${side}px`)
}
