// The bar with which a visitor walks: first, back, play, on, last; and the stops by their names.

const SECONDS = [8, 4, 2]
const ACTIONS = [
  ["Home", "First stop", "M5 5h2v14H5zM19 5v14L8 12z"],
  ["ArrowLeft", "One stop back", "M17 5v14L6 12z"],
  [" ", "Play", "M7 5v14l11-7z"],
  ["ArrowRight", "One stop on", "M7 5v14l11-7z M17 5h2v14h-2z"],
  ["End", "Last stop", "M17 5h2v14h-2zM5 5v14l11-7z"],
]
const ON = "M7 5v14l11-7z"
const PAUSE = "M7 5h4v14H7zM14 5h4v14h-4z"
const PHASES = { forward: "Forward", backward: "Backward", update: "Update", after: "Forward again" }

/** Make the bar; each button does what its key does. */
export function makeTransport(press, goTo) {
  const element = document.createElement("div")
  element.className = "transport"
  element.setAttribute("role", "toolbar")
  element.setAttribute("aria-label", "Walk through the training step")
  const buttons = ACTIONS.map(([key, label, path]) => actionButton(label, path, () => press(key)))
  const pace = document.createElement("select")
  pace.setAttribute("aria-label", "Seconds for each stop")
  SECONDS.forEach((n) => pace.add(new Option(`${n} s a stop`, n, n === 4, n === 4)))
  const place = document.createElement("output")
  element.append(...buttons, pace, place)
  const list = document.createElement("div")
  list.className = "stops"
  return {
    element,
    list,
    seconds: () => Number(pace.value),
    name: (stops) => nameStops(list, stops, goTo),
    show: (stops, at, playing) => showBar({ buttons, place, list }, stops, at, playing),
  }
}

function actionButton(label, path, press) {
  const element = document.createElement("button")
  element.type = "button"
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
  rename(element, label)
  element.addEventListener("click", press)
  return element
}

function rename(element, label) {
  element.title = label
  element.setAttribute("aria-label", label)
}

/** The stops in their phases; by keys they are reached with the arrows, so Tab passes them by. */
function nameStops(list, stops, goTo) {
  const phases = [...new Set(stops.map(({ phase }) => phase))]
  list.replaceChildren(
    ...phases.map((phase) => {
      const group = document.createElement("div")
      group.append(Object.assign(document.createElement("b"), { textContent: PHASES[phase] }))
      stops.forEach((stop, n) => stop.phase === phase && group.append(chip(stop.name, () => goTo(n))))
      return group
    }),
  )
}

function chip(name, press) {
  const element = document.createElement("button")
  Object.assign(element, { type: "button", textContent: name, tabIndex: -1 })
  element.addEventListener("click", press)
  return element
}

function showBar({ buttons: [first, back, play, on, last], place, list }, stops, at, playing) {
  rename(play, playing ? "Pause" : "Play")
  play.querySelector("path").setAttribute("d", playing ? PAUSE : ON)
  for (const button of [first, back]) button.setAttribute("aria-disabled", at === 0)
  for (const button of [on, last]) button.setAttribute("aria-disabled", at === stops.length - 1)
  place.textContent = `${at + 1} of ${stops.length}`
  list.querySelectorAll("button").forEach((button, n) => {
    if (n === at) button.setAttribute("aria-current", "step")
    else button.removeAttribute("aria-current")
  })
  const { offsetLeft, offsetWidth } = list.querySelector("[aria-current]")
  list.scrollLeft = offsetLeft + offsetWidth / 2 - list.clientWidth / 2 // of one row that is too long
}
