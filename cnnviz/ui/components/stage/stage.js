// The stage of a page: pictures, tables and bars at equal height, from left to right as the data flows.
import { find } from "../shared/elements.js"
import { choose, describe, draw, fitFigures, layOut, setColumns } from "./figures.js"

const runs = new WeakMap()

/** @param {ComponentArguments<Stage.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".stage")
  const run = (runs.get(root) ?? 0) + 1
  runs.set(root, run)
  layOut(root, data)
  setColumns(root, data)
  const drawn = data.items.map((item, n) => {
    const figure = root.querySelectorAll("figure")[n]
    describe(figure, item)
    choose(figure, item, (id) => setTriggerValue("picked", id))
    return draw(find(figure, ".frame"), item)
  })
  root.dataset.wanted = data.digest
  Promise.all(drawn).then(() => runs.get(root) === run && (root.dataset.drawn = data.digest))
  const observer = new ResizeObserver(() => fitFigures(root))
  observer.observe(root)
  return () => observer.disconnect()
}
