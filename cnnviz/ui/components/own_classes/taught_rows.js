// The classes: each with its name, its probability as a bar, its pictures, and the buttons for them.
import { childrenOf, find, part, write } from "../shared/elements.js"
import { percentAmong } from "../shared/numbers.js"

const RECORD = "Record"
const END = "Stop"
const FULL = "Full"
const NOTHING_YET = "…"

/**
 * Write the classes; rows keep their places.
 * @param {HTMLElement} list
 * @param {OwnClasses.Message} data
 * @param {number} recording the index of the class that is recorded, or -1
 * @param {OwnClasses.Hands} hands
 */
export function showRows(list, data, recording, hands) {
  while (list.children.length < data.rows.length) list.append(makeRow())
  for (const row of childrenOf(list).slice(data.rows.length)) row.remove()
  childrenOf(list).forEach((row, n) => {
    showRow(row, data.rows[n], data, recording, hands)
  })
}

/**
 * Write the probabilities; none leaves the bars empty.
 * @param {HTMLElement} list
 * @param {number[]} shares
 */
export function showShares(list, shares) {
  const best = Math.max(...shares)
  childrenOf(list).forEach((row, n) => {
    row.classList.toggle("best", shares[n] === best)
    row.style.setProperty("--share", String(shares[n] ?? 0))
    write(find(row, ".share"), shares.length ? percentAmong(shares, n) : NOTHING_YET)
  })
}

/** The most probable class in a sentence for screen readers. @param {OwnClasses.Row[]} rows @param {number[]} shares */
export function bestClass(rows, shares) {
  if (!shares.length) return ""
  const best = shares.indexOf(Math.max(...shares))
  return `The network says ${rows[best].name}, ${percentAmong(shares, best)}.`
}

function makeRow() {
  const [row, head, below] = [part("div", "class"), part("div", "head"), part("div", "below")]
  head.append(part("b", "name"), part("span", "share", NOTHING_YET), part("i"))
  const strip = part("div", "strip")
  strip.append(part("img"))
  const [record, clear] = [part("button", "record"), part("button", "clear", "✕")]
  for (const button of [record, clear]) button.type = "button"
  below.append(strip, part("span", "count"), record, clear)
  row.append(head, below)
  return row
}

/**
 * @param {HTMLElement} row
 * @param {OwnClasses.Row} given
 * @param {OwnClasses.Message} data
 * @param {number} recording
 * @param {OwnClasses.Hands} hands
 */
function showRow(row, given, { most, teaching }, recording, hands) {
  const [record, clear] = [find(row, "button.record"), find(row, "button.clear")].map(
    (button) => /** @type {HTMLButtonElement} */ (button),
  )
  const [isOn, isFull] = [recording === given.index, given.count >= most]
  write(find(row, ".name"), given.name)
  write(find(row, ".count"), `${given.count} of ${most}`)
  showStrip(row, given, most)
  row.classList.toggle("recording", isOn)
  write(record, isFull ? FULL : isOn ? END : RECORD)
  record.setAttribute("aria-label", `${isOn ? "Stop recording" : "Record"} ${given.name}`)
  record.setAttribute("aria-pressed", String(isOn))
  clear.setAttribute("aria-label", `Delete the pictures of ${given.name}`)
  clear.title = "Delete these pictures"
  record.hidden = clear.hidden = !teaching
  record.disabled = isFull
  clear.disabled = given.count === 0
  record.onclick = () => hands.record(given.index)
  clear.onclick = () => hands.clear(given.index)
}

/** @param {HTMLElement} row @param {OwnClasses.Row} given @param {number} most */
function showStrip(row, { name, count, sheet }, most) {
  const image = find(row, "img")
  image.hidden = !sheet
  image.alt = `${count} pictures of ${name}`
  if (sheet && image.getAttribute("src") !== sheet) image.src = sheet
  row.style.setProperty("--filled", String(count / most))
  row.style.setProperty("--most", String(most))
}
