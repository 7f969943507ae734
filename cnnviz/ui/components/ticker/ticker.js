// A line, a progress bar and numbers: one update after the other until the next message.
import { find, write } from "../shared/elements.js"
import { pause, waiting } from "./update_queue.js"

const tickers = new WeakMap()

/** @param {ComponentArguments<Ticker.Message>} given */
export default function ({ data, parentElement }) {
  const root = find(parentElement, ".ticker")
  if (!tickers.has(root)) tickers.set(root, { root, shown: null, queue: [], timer: null, digest: null })
  const state = tickers.get(root)
  if (data.digest !== state.digest) take(state, data)
}

/** @param {Ticker.State} state @param {Ticker.Message} data */
function take(state, data) {
  const { root } = state
  build(root, data.names)
  state.queue = waiting(state, data)
  state.digest = root.dataset.wanted = data.digest
  clearTimeout(state.timer)
  const each = pause(state.queue.length, data.every)
  const next = () => {
    const one = state.queue.shift()
    if (!one) return
    show(root, one)
    state.shown = { of: data.of, at: one.at }
    if (state.queue.length) state.timer = setTimeout(next, each)
  }
  next()
  root.dataset.drawn = data.digest
}

/** Make the parts, unless they exist. @param {HTMLElement} root @param {string[]} names */
function build(root, names) {
  const there = [...root.querySelectorAll("dt")].map((term) => term.textContent)
  if (there.join() === names.join()) return
  root.innerHTML = `<p></p><progress max="1"></progress><dl>${names.map(() => "<div><dt></dt><dd></dd></div>").join("")}</dl>`
  find(root, "progress").setAttribute("aria-label", "Done")
  for (const [n, term] of root.querySelectorAll("dt").entries()) term.textContent = names[n]
}

/** @param {HTMLElement} root @param {Ticker.Update} given */
function show(root, { line, progress, numbers }) {
  const bar = find(root, "progress")
  if (bar.value !== progress) bar.value = progress
  write(find(root, "p"), line)
  for (const [n, place] of root.querySelectorAll("dd").entries()) write(place, numbers[n])
}
