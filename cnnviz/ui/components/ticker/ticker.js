// A line, a bar of what is done, and numbers: one telling after the other until the next message.
import { pause, waiting } from "./queue.js"

const tickers = new WeakMap()

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".ticker")
  if (!tickers.has(root)) tickers.set(root, { root, shown: null, queue: [], timer: null, digest: null })
  const state = tickers.get(root)
  if (data.digest !== state.digest) take(state, data)
}

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
    write(root, one)
    state.shown = { of: data.of, at: one.at }
    if (state.queue.length) state.timer = setTimeout(next, each)
  }
  next()
  root.dataset.drawn = data.digest
}

/** Make the parts, unless they are there. */
function build(root, names) {
  const there = [...root.querySelectorAll("dt")].map((term) => term.textContent)
  if (there.join() === names.join()) return
  root.innerHTML = `<p></p><progress max="1"></progress><dl>${names.map(() => "<div><dt></dt><dd></dd></div>").join("")}</dl>`
  root.querySelector("progress").setAttribute("aria-label", "Done")
  for (const [n, term] of root.querySelectorAll("dt").entries()) term.textContent = names[n]
}

function write(root, { line, progress, numbers }) {
  const bar = root.querySelector("progress")
  if (bar.value !== progress) bar.value = progress
  put(root.querySelector("p"), line)
  for (const [n, place] of root.querySelectorAll("dd").entries()) put(place, numbers[n])
}

/** What stays is not written again: it would be laid out and painted once more. */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text
}
