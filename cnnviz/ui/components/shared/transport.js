// The bar that controls a walk: first, back, play, forward, last, speed.
import { find } from "./elements.js"

/** The bar's name, the things it walks over, and the speeds in things per second. */
const OVER_CELLS = {
  name: "Walk over the output",
  thing: "cell",
  speeds: [0.5, 1, 2, 4, 8, 16, 32, 64],
  usual: 1,
}
const ACTIONS = [
  ["Home", "First", "M5 5h2v14H5zM19 5v14L8 12z"],
  ["ArrowLeft", "One step back", "M17 5v14L6 12z"],
  [" ", "Play", "M7 5v14l11-7z"],
  ["ArrowRight", "One step on", "M7 5v14l11-7z M17 5h2v14h-2z"],
  ["End", "Last", "M17 5h2v14h-2zM5 5v14l11-7z"],
]
const ON = "M7 5v14l11-7z"
const PAUSE = "M7 5h4v14H7zM14 5h4v14h-4z"

/**
 * Make the bar; each button acts like its key.
 * @param {(key: string) => void} press
 * @returns {Transport}
 */
export function makeTransport(press, { name, thing, speeds, usual } = OVER_CELLS) {
  const element = document.createElement("div")
  element.className = "transport"
  element.setAttribute("role", "toolbar")
  element.setAttribute("aria-label", name)
  const buttons = ACTIONS.map(([key, label, path]) =>
    button(label === "First" || label === "Last" ? `${label} ${thing}` : label, path, () => press(key)),
  )
  const speed = choiceOf(speeds, usual)
  const place = document.createElement("output")
  element.append(...buttons, speed.label, place)
  return {
    element,
    perSecond: () => Number(speed.select.value),
    show: (now) => showBar(buttons, place, now),
  }
}

/** @param {string} label @param {string} path @param {() => void} press */
function button(label, path, press) {
  const element = document.createElement("button")
  element.type = "button"
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
  rename(element, label)
  element.addEventListener("click", press)
  return element
}

/** @param {HTMLElement} element @param {string} label */
function rename(element, label) {
  if (element.title === label) return
  element.title = label
  element.setAttribute("aria-label", label)
}

/** @param {number[]} speeds @param {number} usual */
function choiceOf(speeds, usual) {
  const label = document.createElement("label")
  const select = document.createElement("select")
  speeds.forEach((speed) =>
    select.add(new Option(paceOf(speed), String(speed), speed === usual, speed === usual)),
  )
  label.append("Speed", select)
  return { label, select }
}

/** @param {number} speed */
function paceOf(speed) {
  return speed < 1 ? `every ${1 / speed} s` : `${speed} per second`
}

/** @param {HTMLButtonElement[]} buttons @param {HTMLElement} place @param {WalkPlace} given */
function showBar(buttons, place, { index, count, text, playing }) {
  const play = buttons[2]
  rename(play, playing ? "Pause" : "Play")
  const path = playing ? PAUSE : ON
  const drawn = find(play, "path")
  if (drawn.getAttribute("d") !== path) drawn.setAttribute("d", path)
  const [atStart, atEnd] = [index <= 0, index >= count - 1]
  const off = [atStart, atStart, count === 0, atEnd, atEnd]
  // Not disabled, which would lose the focus.
  buttons.forEach((button, n) => button.setAttribute("aria-disabled", String(off[n])))
  place.textContent = text
}
