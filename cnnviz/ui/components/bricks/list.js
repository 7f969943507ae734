// The list of the bricks: what each is, what it costs, and where it can go.
import { moved, removed } from "./moves.js"

const HEADS = ["Layer", "Output shape", "Parameters", "Multiplications", "Receptive field", ""]
const SIGNS = { up: ["↑", "Move up"], down: ["↓", "Move down"], away: ["✕", "Remove"] }

/** Make the list; `wish` is called with what is asked for, `hover` with a brick's number or null. */
export function makeList({ wish, hover }) {
  const element = document.createElement("table")
  const numberOf = (event) => {
    const row = event.target.closest("tr[data-brick]")
    return row ? Number(row.dataset.brick) : null
  }
  element.addEventListener("pointermove", (event) => hover(numberOf(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => {
    const n = numberOf(event)
    if (n === null) return
    const count = element.querySelectorAll("tr[data-brick]").length
    const part = event.target.closest("button")?.dataset.part
    wish({ up: moved(n, n - 1, count), down: moved(n, n + 1, count), away: removed(n, count) }[part] ?? ["picked", n], part)
  })
  return {
    element,
    write: (data) => writeList(element, data),
    light: (name, n) => element.querySelectorAll("tr[data-brick]").forEach((row) => row.classList.toggle(name, row.dataset.brick === String(n))),
    focus: (n, part) => focusOn(element, n, part),
  }
}

function writeList(element, { rows, total, chosen }) {
  const head = document.createElement("thead").appendChild(line("th", HEADS))
  const body = document.createElement("tbody")
  rows.forEach((row, n) => body.append(brickLine(row, n, rows.length, n === chosen)))
  if (total) body.append(line("td", ["Together", "", total.parameters, total.multiplications, "", ""], "total"))
  element.replaceChildren(head.parentElement, body)
}

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

function brickLine(row, n, count, chosen) {
  const { fault } = row
  const numbers = fault && !row.shape ? [fault] : [row.shape, row.product, row.multiplications, row.field]
  const element = line("td", ["", ...numbers, ""], fault ? "fault" : "")
  element.dataset.brick = n
  const cells = [...element.cells]
  cells[0].append(nameOf(row, n, chosen))
  if (numbers.length === 1) Object.assign(cells[1], { colSpan: 4, className: "sentence" })
  if (numbers.length === 1) delete cells[1].dataset.head
  if (fault && row.shape) cells[0].append(Object.assign(document.createElement("p"), { className: "sentence", textContent: fault }))
  cells.at(-1).className = "ways"
  cells.at(-1).append(way("up", n > 0, row, n), way("down", n < count - 1, row, n), way("away", count > 1, row, n))
  return element
}

function nameOf({ kind, settings }, n, chosen) {
  const button = document.createElement("button")
  Object.assign(button, { type: "button", className: "name", tabIndex: chosen ? 0 : -1 })
  button.dataset.part = "name"
  button.setAttribute("aria-pressed", chosen)
  const name = Object.assign(document.createElement("b"), { textContent: `${n + 1} ${kind}` })
  button.append(name, " ", Object.assign(document.createElement("span"), { textContent: settings }))
  return button
}

function way(part, open, { kind }, n) {
  const [sign, words] = SIGNS[part]
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, disabled: !open, title: words })
  button.setAttribute("aria-label", `${words}: ${n + 1} ${kind}`)
  button.dataset.part = part
  return button
}

/** Put the focus on a part of a brick's line, or on its name where that part is closed. */
function focusOn(element, n, part) {
  const row = element.querySelector(`tr[data-brick="${n}"]`)
  const wanted = row?.querySelector(`[data-part="${part}"]:enabled`) ?? row?.querySelector(".name")
  wanted?.focus()
}
