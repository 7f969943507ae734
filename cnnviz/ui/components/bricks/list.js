// The list of the bricks: their settings and costs, and buttons to move and remove them.
import { closest } from "../shared/elements.js"
import { moved, removed } from "./moves.js"

const HEADS = ["Layer", "Output shape", "Parameters", "Multiplications", "Receptive field", ""]
const SIGNS = { up: ["↑", "Move up"], down: ["↓", "Move down"], away: ["✕", "Remove"] }

/**
 * Make the list; `request` is called with the visitor's request, `hover` with a brick's index or null.
 * @param {{ request: (wanted: Bricks.Request, part?: string) => void, hover: (n: number | null) => void }} given
 * @returns {Bricks.List}
 */
export function makeList({ request, hover }) {
  const element = document.createElement("table")
  const numberOf = (/** @type {Event} */ event) => {
    const row = closest(event, "tr[data-brick]")
    return row ? Number(row.dataset.brick) : null
  }
  element.addEventListener("pointermove", (event) => hover(numberOf(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => {
    const n = numberOf(event)
    if (n === null) return
    const count = element.querySelectorAll("tr[data-brick]").length
    const part = closest(event, "button")?.dataset.part
    const requests = { up: moved(n, n - 1, count), down: moved(n, n + 1, count), away: removed(n, count) }
    request((part && requests[/** @type {Bricks.Way} */ (part)]) || ["picked", n], part)
  })
  return {
    element,
    write: (data) => writeList(element, data),
    light: (name, n) =>
      element
        .querySelectorAll("tr[data-brick]")
        .forEach((row) => row.classList.toggle(name, row.getAttribute("data-brick") === String(n))),
    focus: (n, part) => focusOn(element, n, part),
  }
}

/** @param {HTMLElement} element @param {Bricks.Message} given */
function writeList(element, { rows, chosen }) {
  const head = document.createElement("thead")
  head.append(line("th", HEADS))
  const body = document.createElement("tbody")
  rows.forEach((row, n) => body.append(brickLine(row, n, rows.length, n === chosen)))
  element.replaceChildren(head, body)
}

/** @param {string} tag @param {string[]} texts */
function line(tag, texts, name = "") {
  const row = document.createElement("tr")
  row.className = name
  texts.forEach((text, n) => {
    const cell = row.appendChild(document.createElement(tag))
    cell.textContent = text
    if (tag === "td" && text) cell.dataset.head = HEADS[n]
    if (text === "0") cell.dataset.zero = ""
  })
  return row
}

/** @param {Bricks.Row} row @param {number} n @param {number} count @param {boolean} chosen */
function brickLine(row, n, count, chosen) {
  const { fault } = row
  const numbers = fault && !row.shape ? [fault] : [row.shape, row.product, row.multiplications, row.field]
  const element = line("td", ["", ...numbers, ""], fault ? "fault" : "")
  element.dataset.brick = String(n)
  const cells = [...element.cells]
  cells[0].append(nameOf(row, n, chosen))
  if (numbers.length === 1) Object.assign(cells[1], { colSpan: 4, className: "sentence" })
  if (numbers.length === 1) delete cells[1].dataset.head
  if (fault && row.shape)
    cells[0].append(Object.assign(document.createElement("p"), { className: "sentence", textContent: fault }))
  const ways = cells[cells.length - 1]
  ways.className = "ways"
  ways.append(way("up", n > 0, row, n), way("down", n < count - 1, row, n), way("away", count > 1, row, n))
  return element
}

/** @param {Bricks.Row} given @param {number} n @param {boolean} chosen */
function nameOf({ kind, settings }, n, chosen) {
  const button = document.createElement("button")
  Object.assign(button, { type: "button", className: "name", tabIndex: chosen ? 0 : -1 })
  button.dataset.part = "name"
  button.setAttribute("aria-pressed", String(chosen))
  const name = Object.assign(document.createElement("b"), { textContent: `${n + 1} ${kind}` })
  button.append(name, " ", Object.assign(document.createElement("span"), { textContent: settings }))
  return button
}

/** @param {Bricks.Way} part @param {boolean} open @param {Bricks.Row} given @param {number} n */
function way(part, open, { kind }, n) {
  const [sign, words] = SIGNS[part]
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: sign,
    disabled: !open,
    title: words,
  })
  button.setAttribute("aria-label", `${words}: ${n + 1} ${kind}`)
  button.dataset.part = part
  return button
}

/**
 * Focus a part of a brick's row, or its name if that part is disabled.
 * @param {HTMLElement} element
 * @param {number} n
 * @param {string} part
 */
function focusOn(element, n, part) {
  const row = element.querySelector(`tr[data-brick="${n}"]`)
  const wanted = row?.querySelector(`[data-part="${part}"]:enabled`) ?? row?.querySelector(".name")
  if (wanted instanceof HTMLElement) wanted.focus()
}
