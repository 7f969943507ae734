// Claims in columns, each with a small picture, a sentence and links to the pages that show it.
import { find, part } from "../shared/elements.js"
import { makePageLink, openInPlace } from "../shared/page_links.js"

/** @param {ComponentArguments<Claims.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".claims")
  if (root.dataset.wanted !== data.digest) root.replaceChildren(...data.columns.map(makeColumn))
  root.dataset.wanted = data.digest
  root.onclick = (event) => openInPlace(event, (address) => setTriggerValue("open", [address]))
  root.dataset.drawn = data.digest
}

/** @param {Claims.Message["columns"][number]} column */
function makeColumn({ title, claims }) {
  const column = part("section")
  column.append(part("h3", "", title), ...claims.map(makeClaim))
  return column
}

/** @param {Claims.Claim} claim */
function makeClaim({ words, sentence, src, alt, links }) {
  const claim = part("article", "claim")
  const told = part("div", "told")
  const followed = part("p", "links")
  followed.append(...links.map(makePageLink))
  told.append(part("h4", "", words), part("p", "", sentence), followed)
  claim.append(Object.assign(part("img"), { src, alt }), told)
  return claim
}
