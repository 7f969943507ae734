// A table of numbers with a fixed head; rows with a name can be chosen.
import { closest, find, part } from "../shared/elements.js"

/** @param {ComponentArguments<NumberTable.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".number-table")
  if (root.dataset.wanted !== data.digest) {
    const room = part("div", "room")
    room.style.maxHeight = data.tallest
    room.append(makeTable(data))
    root.replaceChildren(room)
  }
  root.dataset.wanted = data.digest
  root.onclick = (event) => {
    const name = closest(event, "tr")?.dataset.name
    if (name) setTriggerValue("chosen", [name])
  }
  root.dataset.drawn = data.digest
}

/** @param {NumberTable.Message} data */
function makeTable(data) {
  const table = part("table")
  table.setAttribute("aria-label", data.label)
  const [head, body] = [part("thead"), part("tbody")]
  if (data.groups.length) head.append(makeGroups(data))
  const names = part("tr")
  names.append(...data.columns.map(({ name, has_numbers }) => headCell(name, has_numbers)))
  const begins = groupStarts(data)
  head.append(names)
  body.append(...data.rows.map((row) => makeRow(row, data)))
  table.append(head, body)
  for (const row of [names, ...body.querySelectorAll("tr:not(.heading)")]) {
    for (const n of begins) row.children[n]?.classList.add("begins")
  }
  return table
}

/** The indices of the columns with which a group begins, but the first. @param {NumberTable.Message} data */
function groupStarts({ groups }) {
  let next = 0
  return groups.slice(0, -1).map(({ n_columns }) => (next += n_columns))
}

/** @param {NumberTable.Message} data */
function makeGroups({ groups }) {
  const row = part("tr", "groups")
  row.append(
    ...groups.map(({ name, n_columns }) => Object.assign(part("th", "", name), { colSpan: n_columns })),
  )
  return row
}

/** @param {string} name @param {boolean} hasNumbers */
function headCell(name, hasNumbers) {
  const cell = part("th", hasNumbers ? "number" : "", name)
  cell.scope = "col"
  return cell
}

/** @param {NumberTable.Row} row @param {NumberTable.Message} data */
function makeRow({ cells, differing, is_chosen, name }, { columns }) {
  const row = part("tr", differing.length ? "differs" : "")
  row.classList.toggle("chosen", is_chosen)
  if (name) row.dataset.name = name
  if (cells.length === 1 && columns.length > 1) {
    row.classList.add("heading")
    row.append(Object.assign(part("th", "", cells[0]), { colSpan: columns.length }))
    return row
  }
  row.append(
    ...cells.map((text, n) => makeCell(text, columns[n].has_numbers, n === 0 ? name : "", is_chosen)),
  )
  for (const n of differing) row.children[n]?.classList.add("stands-out")
  return row
}

/** A cell; the first of a row that can be chosen has a button. @param {string} text @param {boolean} hasNumbers @param {string} name @param {boolean} isChosen */
function makeCell(text, hasNumbers, name, isChosen) {
  const cell = part("td", hasNumbers ? "number" : "")
  if (!name) cell.textContent = text
  else {
    const button = Object.assign(part("button", "", text), { type: "button" })
    button.setAttribute("aria-pressed", String(isChosen))
    cell.append(button)
  }
  return cell
}
