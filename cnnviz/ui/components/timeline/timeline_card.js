// The card of one network: what it brought, its numbers, and where its error comes from.
import { part, write } from "../shared/elements.js"

/** @returns {Timeline.Card} */
export function makeTimelineCard() {
  const element = part("section", "card")
  const [title, year, brought, rows, notes] = [
    part("span", "title"),
    part("span", "year"),
    part("p", "brought"),
    part("dl"),
    part("div", "notes"),
  ]
  const heading = part("h4")
  heading.append(title, " ", year)
  element.append(heading, brought, rows, notes)
  return {
    element,
    show: (network) => {
      write(title, network.title)
      write(year, network.year)
      write(brought, network.brought)
      rows.replaceChildren(
        ...network.rows.flatMap(([name, value]) => [part("dt", "", name), part("dd", "", value)]),
      )
      notes.replaceChildren(...network.notes.map((note) => part("p", "", note)))
      element.dataset.network = network.name
    },
  }
}
