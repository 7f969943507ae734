// The elements of the live network that stay while it lives.
import { part } from "../shared/elements.js"
import { makeSwitch } from "./live_readers.js"

/**
 * Fill a root with its elements. The buttons call these functions.
 * @param {HTMLElement} root
 * @param {{ undo: () => void, clear: () => void, next: () => void }} hands
 * @returns {{ stage: HTMLElement, parts: LiveNetwork.Parts }}
 */
export function makeLiveParts(root, hands) {
  const [scroll, stage] = [part("div", "scroll"), part("div", "stage")]
  const [below, above] = [part("canvas", "below"), part("canvas", "above")]
  for (const canvas of [below, above]) canvas.setAttribute("aria-hidden", "true")
  const picture = part("canvas", "picture")
  picture.setAttribute("role", "img")
  const [first, other] = [makeAnswer("first"), makeAnswer("other")]
  const [answer, switched] = [part("div", "answer"), makeSwitch()]
  answer.append(first.element)
  const { hand, pad, hint, undo, clear, next } = makeHand(hands)
  const [legend, said] = [part("div", "legend"), part("p", "said")]
  stage.append(below, hand, picture, answer, above)
  root.append(switched)
  scroll.append(stage)
  root.append(scroll, legend, said)
  const parts = {
    hand,
    pad,
    hint,
    undo,
    clear,
    next,
    picture,
    below,
    above,
    answer,
    first,
    other,
    switched,
    legend,
    said,
  }
  return { stage, parts: { ...parts, blocks: new Map(), bars: [], captions: [] } }
}

/** What one network reads. @param {string} which @returns {LiveNetwork.AnswerParts} */
function makeAnswer(which) {
  const element = part("div", `read ${which}`)
  const [label, winner, share] = [part("span", "by"), part("b", "large"), part("span", "share")]
  element.append(label, winner, share)
  return { element, label, winner, share }
}

/** The pad with its hint and buttons. @param {{ undo: () => void, clear: () => void, next: () => void }} hands */
function makeHand(hands) {
  const [hand, buttons] = [part("div", "hand"), part("div", "buttons")]
  const pad = part("canvas", "board")
  pad.tabIndex = 0
  pad.setAttribute("role", "img")
  pad.setAttribute("aria-label", "The pad. Draw with a mouse, a pen or a finger.")
  const hint = part("span", "hint", "Draw here")
  const undo = makePadButton("↶", hands.undo, "Undo")
  const clear = makePadButton("Clear", hands.clear)
  const next = makePadButton("Next sample", hands.next)
  buttons.append(undo, clear, next)
  hand.append(pad, hint, buttons)
  return { hand, pad, hint, undo, clear, next }
}

/**
 * A button that is never `disabled`, which would take the focus away.
 * @param {string} text
 * @param {() => void} press
 * @param {string} [name] where the text is a sign
 */
function makePadButton(text, press, name) {
  const button = part("button", "", text)
  button.type = "button"
  if (name) button.title = name
  if (name) button.setAttribute("aria-label", name)
  button.addEventListener("click", press)
  return button
}
