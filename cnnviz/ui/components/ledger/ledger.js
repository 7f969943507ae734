// The votes: their maps, their sum over channels on the picture, and the ledger that adds them up.
import { find, part } from "../shared/elements.js"
import { cellOf, positionOf } from "../shared/flatten_order.js"
import { makePlanes } from "../shared/planes.js"
import { makeEntries } from "./entries.js"
import { makeOverlay } from "./overlay.js"
import { asFactor, entered, ledgerOf, orderOf, reachOf, summedOver, votesOf } from "./sums.js"

const SPOKEN = 400
const PHONE = 760
/** The table's width, in pixels. */
const TABLE = 610
/** Between the parts of the scene, in pixels; `ledger.css` has the same. */
const BETWEEN = 22

const ledgers = new WeakMap()

/** @param {ComponentArguments<Ledger.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".ledger")
  if (!ledgers.has(root)) ledgers.set(root, begun(root))
  const state = ledgers.get(root)
  root.dataset.wanted = data.digest
  state.send = (/** @type {number | null} */ place) =>
    place !== null && data.picking && setTriggerValue("picked", [place])
  if (data.digest !== state.data?.digest) takeIn(state, data)
  root.dataset.drawn = data.digest
  const refit = () => fitLedger(state)
  const observer = new ResizeObserver(() => root.clientWidth !== state.width && refit())
  observer.observe(root)
  addEventListener("resize", refit)
  return () => {
    observer.disconnect()
    removeEventListener("resize", refit)
    clearTimeout(state.speech)
  }
}

/** @param {HTMLElement} root */
function begun(root) {
  const state = /** @type {Ledger.State} */ ({ root, step: -1 })
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stepFrom(state, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  })
  return state
}

/**
 * Step through the votes, largest first; return whether the key was used.
 * @param {Ledger.State} state
 * @param {string} key
 */
function stepFrom(state, key) {
  const last = state.order.length - 1
  const to = /** @type {Record<string, number | undefined>} */ ({
    ArrowDown: state.step + 1,
    ArrowUp: state.step - 1,
    Home: 0,
    End: last,
  })[key]
  if (key === "Enter") state.send(state.order[state.step] ?? null)
  if (to === undefined) return key === "Enter"
  state.step = Math.max(0, Math.min(last, to))
  lookAt(state, state.order[state.step])
  return true
}

/** @param {Ledger.State} state @param {Ledger.Message} data */
function takeIn(state, data) {
  const votes = votesOf(data)
  const nameOf = (/** @type {number} */ n) => (data.backdrop ? placeName(cellOf(n, data.shape)) : `unit ${n}`)
  const order = orderOf(votes)
  const rank = new Map(order.map((n, at) => [n, at + 1]))
  Object.assign(state, { data, votes, nameOf, order, rank, step: -1 })
  state.ledger = ledgerOf(votes, data.bias, data.most)
  if (state.built !== String(data.shape)) buildLedger(state)
  drawLedger(state)
  fitLedger(state)
  lookAt(state, null)
}

/** @param {Cell} given */
function placeName([row, column, channel]) {
  return `row ${row}, column ${column}, channel ${channel}`
}

/** @param {Ledger.State} state */
function buildLedger(state) {
  const { root, data } = state
  state.built = String(data.shape)
  state.vote = part("p", "vote")
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  state.sheet = part("div", "sheet")
  state.title = state.sheet.appendChild(document.createElement("p"))
  const onCell = (/** @type {Cell | null} */ cell) =>
    lookAt(state, cell && positionOf(cell, state.data.shape))
  const pick = (/** @type {number | null} */ place) => state.send(place)
  state.planes = makePlanes(data.shape[2], {
    hover: onCell,
    pick: (cell) => cell && pick(positionOf(cell, state.data.shape)),
  })
  state.sheet.append(state.planes.element)
  state.entries = makeEntries({ hover: (place) => lookAt(state, place), pick })
  state.overlay = makeOverlay((place) => lookAtPlace(state, place))
  const scene = part("div", "scene")
  scene.append(state.overlay.element, state.sheet, state.entries.element)
  root.replaceChildren(state.vote, scene, state.heard)
}

/** @param {Ledger.State} state */
function drawLedger(state) {
  const { root, data, votes, planes, overlay, entries } = state
  const limit = reachOf(votes)
  state.plane = summedOver(votes, data.shape)
  const most = reachOf(state.plane.values)
  planes.draw({ ...data, names: [] }, votes, { colours: "weights", limit })
  overlay.draw(
    data,
    state.plane,
    { colours: "weights", limit: most, label: `${data.title}: all channels together` },
    scaleOf(most),
  )
  const maps = data.shape[2] > 1 ? `${data.shape[2]} maps of votes` : "The votes"
  state.title.replaceChildren(
    maps,
    Object.assign(document.createElement("span"), { textContent: scaleOf(limit) }),
  )
  entries.write(state)
  root.setAttribute("aria-label", `${data.title}: arrow keys walk from the largest vote to the smallest`)
  root.dataset.total = String(state.ledger.total)
}

/** @param {number} limit */
function scaleOf(limit) {
  return `blue −${entered(limit)} … 0 … orange ${entered(limit)}`
}

/** @param {Ledger.State} state */
function fitLedger(state) {
  const { root, data, planes, overlay } = state
  state.width = root.clientWidth
  if (!state.width || !data) return
  const narrow = state.width < PHONE
  root.classList.toggle("narrow", narrow)
  root.classList.toggle("alone", !data.backdrop)
  const high = innerHeight * data.tallest
  const pictures = data.backdrop ? 2 : 1
  const wide = narrow ? state.width - 30 : (state.width - TABLE) / pictures - BETWEEN
  overlay.resize(Math.max(120, Math.min(wide, high)))
  const few = data.shape[2] === 1
  planes.resize({ width: wide, height: narrow ? 600 : high }, data.shape, {
    largest: few ? 34 : 14,
    gap: few ? 0 : 5,
    caption: 0,
  })
}

/**
 * Show one input's vote and mark it everywhere; null shows the totals.
 * @param {Ledger.State} state
 * @param {number | null} place
 */
function lookAt(state, place) {
  const { data, votes, ledger, nameOf, rank, planes, overlay, entries, vote } = state
  const cell = place === null ? null : cellOf(place, data.shape)
  planes.mark(cell)
  overlay.mark(cell)
  entries.mark(place)
  if (place === null) {
    vote.textContent = `Votes for: ${entered(ledger.proSum)}. Votes against: ${entered(ledger.contraSum)}. Bias: ${entered(data.bias)}. Sum: ${entered(ledger.total)}`
    return
  }
  const product = `${asFactor(data.inputs[place])} · ${asFactor(data.weights[place])} = ${entered(votes[place])}`
  writeVote(
    state,
    `${nameOf(place)}: value · weight = `,
    product,
    ` (rank ${rank.get(place)?.toLocaleString("en")} of ${votes.length.toLocaleString("en")})`,
  )
}

/**
 * Show the sum over all channels at one place of the picture.
 * @param {Ledger.State} state
 * @param {Place | null} place
 */
function lookAtPlace(state, place) {
  if (!place) return lookAt(state, null)
  const { data, plane, planes, overlay, entries } = state
  planes.mark([...place, -1])
  overlay.mark(place)
  entries.mark(null)
  const value = plane.values[place[0] * plane.columns + place[1]]
  writeVote(state, `row ${place[0]}, column ${place[1]}, all ${data.shape[2]} channels: `, entered(value), "")
}

/** @param {Ledger.State} state @param {string} before @param {string} number @param {string} after */
function writeVote(state, before, number, after) {
  const { vote } = state
  vote.replaceChildren(before, Object.assign(document.createElement("b"), { textContent: number }), after)
  clearTimeout(state.speech)
  state.speech = setTimeout(() => (state.heard.textContent = vote.textContent), SPOKEN)
}
