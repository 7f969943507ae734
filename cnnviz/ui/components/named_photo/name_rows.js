// The best names of a network with their bars, the first one large.
import { childrenOf, find, part, write } from "../shared/elements.js"
import { percentAmong } from "../shared/numbers.js"

/** How many names are shown. */
const ROWS = 5
/** What stands in a row before the network has answered. */
const NOTHING_YET = "…"

/** Make rows without names. */
export function makeNames() {
  const list = part("ol", "names")
  for (let n = 0; n < ROWS; n += 1) {
    const row = part("li")
    row.append(part("b", "name", NOTHING_YET), part("span", "share"), part("i"))
    list.append(row)
  }
  return list
}

/**
 * Write names into the rows; the rows keep their places and sizes.
 * @param {HTMLElement} list
 * @param {NamedPhoto.Name[]} names
 */
export function showNames(list, names) {
  const shares = names.map(({ share }) => share)
  childrenOf(list).forEach((row, n) => {
    const given = names[n]
    write(find(row, ".name"), given ? given.name : NOTHING_YET)
    write(find(row, ".share"), given ? percentAmong(shares, n) : "")
    row.style.setProperty("--share", String(given ? given.share : 0))
    row.style.setProperty("--letters", String(given ? given.name.length : 1))
  })
}

/** The best name in a sentence for screen readers. @param {NamedPhoto.Name[]} names */
export function bestName(names) {
  const shares = names.map(({ share }) => share)
  return names.length ? `The network says ${names[0].name}, ${percentAmong(shares, 0)}.` : ""
}
