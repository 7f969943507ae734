// The ledger as a table: who voted, weight times value, and a bar to either side.
import { asFactor, entered, reachOf } from "./sums.js"

/** Make the table; `hover` is called with the place of an entry, or null. */
export function makeEntries({ hover, pick }) {
  const element = document.createElement("table")
  const placeOfEvent = (event) => {
    const row = event.target.closest("tr[data-place]")
    return row ? Number(row.dataset.place) : null
  }
  for (const moved of ["pointermove", "pointerdown"])
    element.addEventListener(moved, (event) => hover(placeOfEvent(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => pick(placeOfEvent(event)))
  return { element, write: (model) => writeEntries(element, model), mark: (place) => markEntry(element, place) }
}

function writeEntries(element, { data, votes, ledger, nameOf }) {
  const limit = reachOf([...ledger.pro, ...ledger.contra].map((n) => votes[n]))
  const voter = (n) => entry(nameOf(n), `${asFactor(data.inputs[n])} · ${asFactor(data.weights[n])}`, votes[n], limit, { place: n })
  const others = `${ledger.rest.count.toLocaleString("en")} others together`
  element.replaceChildren(
    titled(data.title),
    ...ledger.pro.map(voter),
    entry(others, "", ledger.rest.sum, 0, { kind: "rest" }), // beside the largest single vote its bar would not fit
    ...ledger.contra.map(voter),
    entry(data.bias_name, "", ledger.bias, 0, { kind: "rest" }),
    entry(data.total, "Σ", ledger.total, 0, { kind: "total" }),
  )
}

function titled(text) {
  const caption = document.createElement("caption")
  caption.textContent = text
  return caption
}

function entry(name, product, vote, limit, { place, kind = "" }) {
  const row = document.createElement("tr")
  row.className = kind
  row.dataset.value = vote
  if (place !== undefined) row.dataset.place = place
  const who = row.appendChild(document.createElement("th"))
  who.scope = "row"
  who.textContent = name
  for (const text of [product, `= ${entered(vote)}`]) row.insertCell().textContent = text
  const bar = document.createElement("span")
  bar.className = `bar ${vote < 0 ? "negative" : "positive"}`
  bar.style.setProperty("--share", limit ? Math.min(1, Math.abs(vote) / limit) : 0)
  row.insertCell().append(bar)
  return row
}

function markEntry(element, place) {
  for (const row of element.rows) row.classList.toggle("marked", place !== null && row.dataset.place === String(place))
}
