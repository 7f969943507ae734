// The buttons below the drawing, and what its colours mean.
import { part } from "../shared/elements.js"
import { toggleAll } from "../shared/opened/opened_folds.js"
import { openedButton, zoomButtons } from "../shared/opened/zoom_buttons.js"

const LEGEND = "multiplications for one picture. Each bar shows a share of the whole. M is a million."

/** Return the row of buttons, with the legend. @param {Opened.State} drawing */
export function fillTools(drawing) {
  const [row, legend] = [part("div", "tools"), part("span", "legend")]
  legend.append(
    part("i", "swatch parameters"),
    part("span", "", "parameters"),
    part("i", "swatch multiplications"),
    part("span", "", LEGEND),
  )
  row.append(
    openedButton("Unfold all", () => toggleAll(drawing, true)),
    openedButton("Fold all", () => toggleAll(drawing, false)),
    ...zoomButtons(drawing),
    legend,
  )
  return row
}
