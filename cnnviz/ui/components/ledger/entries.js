// The ledger as a table: a vote's input, weight times value, and a bar to either side.
import { closest, onPointer } from "../shared/elements.js"
import { asFactor, entered, reachOf } from "./sums.js"

/**
 * Make the table; `hover` and `pick` are called with the index of an input, or null.
 * @param {Ledger.Hands} given
 * @returns {Ledger.Entries}
 */
export function makeEntries({ hover, pick }) {
  const element = document.createElement("table")
  const placeOfEvent = (/** @type {Event} */ event) => {
    const row = closest(event, "tr[data-place]")
    return row ? Number(row.dataset.place) : null
  }
  onPointer(element, (event) => hover(placeOfEvent(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => pick(placeOfEvent(event)))
  return {
    element,
    write: (model) => writeEntries(element, model),
    mark: (place) => markEntry(element, place),
  }
}

/** @param {HTMLElement} element @param {Ledger.Model} given */
function writeEntries(element, { data, votes, ledger, nameOf }) {
  const limit = reachOf([...ledger.pro, ...ledger.contra].map((n) => votes[n]))
  const voter = (/** @type {number} */ n) =>
    entry(nameOf(n), `${asFactor(data.inputs[n])} · ${asFactor(data.weights[n])}`, votes[n], limit, {
      place: n,
    })
  const others = `${ledger.rest.count.toLocaleString("en")} others together`
  element.replaceChildren(
    titled(data.title),
    ...ledger.pro.map(voter),
    entry(others, "", ledger.rest.sum, 0, { kind: "rest" }), // its bar would dwarf the single votes'
    ...ledger.contra.map(voter),
    entry(data.bias_name, "", ledger.bias, 0, { kind: "rest" }),
    entry(data.total, "Σ", ledger.total, 0, { kind: "total" }),
  )
}

/** @param {string} text */
function titled(text) {
  const caption = document.createElement("caption")
  caption.textContent = text
  return caption
}

/**
 * @param {string} name
 * @param {string} product
 * @param {number} vote
 * @param {number} limit
 * @param {{ place?: number, kind?: string }} given
 */
function entry(name, product, vote, limit, { place, kind = "" }) {
  const row = document.createElement("tr")
  row.className = kind
  row.dataset.value = String(vote)
  if (place !== undefined) row.dataset.place = String(place)
  const who = row.appendChild(document.createElement("th"))
  who.scope = "row"
  who.textContent = name
  for (const text of [product, `= ${entered(vote)}`]) row.insertCell().textContent = text
  const bar = document.createElement("span")
  bar.className = `bar ${vote < 0 ? "negative" : "positive"}`
  bar.style.setProperty("--share", String(limit ? Math.min(1, Math.abs(vote) / limit) : 0))
  row.insertCell().append(bar)
  return row
}

/** @param {HTMLTableElement} element @param {number | null} place */
function markEntry(element, place) {
  for (const row of element.rows)
    row.classList.toggle("marked", place !== null && row.dataset.place === String(place))
}
