// The state of one component: logits, temperature and true class, while they move and at rest.
import { closest, part } from "../shared/elements.js"
import { LARGEST_NUMBER } from "../shared/facts.js"
import { typed } from "../shared/numbers.js"
import { makeRows } from "./class_rows.js"
import { weigh } from "./losses.js"
import { makeLossPanel, makeWhyPanel } from "./panels.js"
import { preset } from "./presets.js"
import { drawBar, makeBar } from "./softmax_bar.js"
import { written } from "./softmax_text.js"

/** Time without change before Python is told, in ms. */
const REST = 300
/** @type {Record<Softmax.Message["view"], { columns: Softmax.Column[], panel: () => Softmax.Panel }>} */
const VIEWS = {
  loss: { columns: ["difference"], panel: makeLossPanel },
  why: { columns: ["slope", "squared"], panel: makeWhyPanel },
}

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends it.
 * @param {HTMLElement} root
 */
export function makeWeighing(root) {
  const state = /** @type {Softmax.State} */ ({
    root,
    own: false,
    heat: 1,
    truth: null,
    looked: null,
    sent: /** @type {string[]} */ ([]),
    problem: "",
  })
  listen(root)
  return {
    take: (/** @type {Softmax.Message} */ data, /** @type {Softmax.Send} */ send) => take(state, data, send),
    leave: () => {
      clearTimeout(state.rest)
      cancelAnimationFrame(state.frame)
    },
  }
}

/**
 * Keep keys within the focused field or slider: the page has shortcuts on the same keys.
 * @param {HTMLElement} root
 */
function listen(root) {
  for (const kind of ["keydown", "keyup"])
    root.addEventListener(kind, (event) => closest(event, "input") && event.stopPropagation())
}

/**
 * Take Python's data. An echo of what the visitor has set changes nothing.
 * @param {Softmax.State} state
 * @param {Softmax.Message} data
 * @param {Softmax.Send} send
 */
function take(state, data, send) {
  state.send = (values) => data.heard.includes("settled") && send("settled", values)
  const given = keyOf([data.logits, data.temperature, data.truth])
  const echo = state.sent.indexOf(given)
  const before = state.data
  state.data = data
  if (echo >= 0) state.sent.splice(0, echo + 1)
  else if (!before || given !== state.given) adopt(state, data)
  state.given = given
  if (!state.own) state.logits = data.start
  if (data.view !== before?.view) build(state)
  draw(state)
  if (state.moved) settle(state)
}

/** @param {unknown} values */
function keyOf(values) {
  return JSON.stringify(values)
}

/** @param {Softmax.State} state @param {Softmax.Message} data */
function adopt(state, data) {
  Object.assign(state, { own: data.logits !== null, logits: data.logits ?? data.start })
  Object.assign(state, { heat: data.temperature, truth: data.truth, sent: [], moved: false, problem: "" })
}

/** @param {Softmax.State} state */
function build(state) {
  const { columns, panel } = VIEWS[state.data.view]
  const hands = handsOf(state)
  state.rows = makeRows(state.data.start.length, columns, hands)
  state.panel = panel()
  state.shown = ""
  state.bar = makeBar(state.data.temperatures, hands)
  state.lines = part("div", "lines")
  state.note = part("p", "note")
  state.wrong = part("p", "problem")
  state.wrong.setAttribute("role", "alert")
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  const [board, left] = [part("div", "board"), part("div", "left")]
  left.append(state.rows.element, state.lines, state.note)
  board.append(left, state.panel.element)
  state.root.replaceChildren(state.bar.element, state.wrong, board, state.heard)
}

/** @param {Softmax.State} state @returns {Softmax.Hands} */
function handsOf(state) {
  return {
    look: (n) => {
      state.looked = n
      soon(state)
    },
    move: (n, logit) => set(state, n, logit),
    rest: () => settle(state),
    type: (n, text) => typeLogit(state, n, text),
    heat: (heat) => change(state, { heat }),
    typeHeat: (text) => typeHeat(state, text),
    choose: (truth) => change(state, { truth }, true),
    preset: (name) =>
      change(state, { own: true, heat: 1, logits: preset(name, state.logits, truthOf(state)) }, true),
    reset: () => change(state, { own: false, heat: 1, truth: null, logits: state.data.start }, true),
  }
}

/** @param {Softmax.State} state */
function truthOf(state) {
  return state.truth ?? state.data.label
}

/** @param {Softmax.State} state @param {number} n @param {number} logit */
function set(state, n, logit) {
  const logits = state.logits.map((before, other) => (other === n ? logit : tidy(before)))
  change(state, { own: true, logits })
}

/** Round to as many digits as a link holds. @param {number} value */
function tidy(value) {
  return Number(value.toPrecision(6))
}

/** @param {Softmax.State} state @param {number} n @param {string} text */
function typeLogit(state, n, text) {
  const value = typed(text)
  if (value !== null) set(state, n, tidy(value))
  else
    refuse(
      state,
      `“${clipped(text)}” is no logit. Type a number from −${written(LARGEST_NUMBER)} to ${written(LARGEST_NUMBER)}.`,
    )
  settle(state)
}

/** @param {Softmax.State} state @param {string} text */
function typeHeat(state, text) {
  const [least, most] = state.data.temperatures
  const value = typed(text)
  if (value !== null && value >= least && value <= most) change(state, { heat: tidy(value) })
  else
    refuse(
      state,
      `“${clipped(text)}” is no temperature. Type a number from ${least} to ${most}: it divides the logits, and ` +
        "nothing can be divided by 0.",
    )
  settle(state)
}

/** @param {string} text */
function clipped(text) {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text
}

/** @param {Softmax.State} state @param {string} problem */
function refuse(state, problem) {
  state.problem = problem
  draw(state)
}

/** @param {Softmax.State} state @param {Partial<Softmax.State>} fields */
function change(state, fields, rests = false) {
  Object.assign(state, fields, { moved: true, problem: "" })
  if (rests) settle(state)
  soon(state)
}

/** @param {Softmax.State} state */
function soon(state) {
  cancelAnimationFrame(state.frame)
  state.frame = requestAnimationFrame(() => draw(state))
}

/** Tell Python the values once they rest. @param {Softmax.State} state */
function settle(state) {
  clearTimeout(state.rest)
  state.rest = setTimeout(() => {
    state.moved = false
    draw(state)
    const values = [state.own ? state.logits : null, state.heat, state.truth]
    if (keyOf(values) === (state.sent.at(-1) ?? state.given)) return
    state.sent.push(keyOf(values))
    state.send(values)
  }, REST)
}

/** @param {Softmax.State} state */
function draw(state) {
  const { root, rows, panel, looked } = state
  const weighed = weigh(state.logits, state.heat, truthOf(state))
  drawBar(state.bar, state)
  rows.draw(weighed, looked)
  const shown = keyOf(weighed)
  if (shown !== state.shown) panel.draw(weighed)
  state.shown = shown
  const lines = panel.lines(weighed, looked ?? weighed.truth)
  writeLines(state.lines, lines)
  state.note.textContent = panel.note(weighed)
  state.wrong.textContent = state.problem
  state.wrong.hidden = !state.problem
  state.heard.textContent = state.moved ? "" : `${lines[1]}`
  root.dataset.weighed = shown
}

/** @param {HTMLElement} element @param {string[]} lines */
function writeLines(element, lines) {
  while (element.children.length < lines.length) element.append(part("p"))
  lines.forEach((line, n) => {
    if (element.children[n].textContent !== line) element.children[n].textContent = line
  })
}
