// The colours and the font of the drawing, from the theme of the page.

/** @param {HTMLElement} element @returns {Opened.Inks} */
export function openedInks(element) {
  const style = getComputedStyle(element)
  const value = (/** @type {string} */ name) => style.getPropertyValue(name).trim()
  return {
    ink: value("--st-text-color"),
    accent: value("--st-primary-color"),
    misfit: value("--st-red-color"),
    ground: value("--st-background-color"),
    parameters: `rgb(${value("--positive")} / 0.55)`,
    multiplications: `rgb(${value("--negative")} / 0.55)`,
    font: value("--st-font") || "sans-serif",
  }
}
