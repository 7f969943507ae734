// PageUp and PageDown turn the pages, whatever has the focus, unless someone is typing.
import { takesText } from "./text_field.js"

/**
 * Press the page's buttons by keys until the returned function is called. The window hears a key before the
 * page does, so a slider or a list in focus does not move.
 * @param {Record<string, string>} buttons
 */
export function turnPages(buttons) {
  /** @type {unknown} the field whose text was taken with Enter */
  let taken = null
  const press = (/** @type {KeyboardEvent} */ event) => {
    const [element] = event.composedPath()
    const way = buttons[event.key]
    if (way === undefined) {
      taken = event.key === "Enter" ? element : null
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (takesText(/** @type {HTMLElement} */ (element)) && element !== taken) return
    const button = shown(document.querySelectorAll(`.st-key-${way} button`))
    if (!button) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.repeat) return // one page for one key, however long it is held
    closeLists()
    button.click()
  }
  const point = () => {
    taken = null
  }
  addEventListener("keydown", press, true)
  addEventListener("pointerdown", point, true)
  return () => {
    removeEventListener("keydown", press, true)
    removeEventListener("pointerdown", point, true)
  }
}

/** @param {NodeListOf<HTMLElement>} buttons */
function shown(buttons) {
  return [...buttons].find((button) => button.getClientRects().length > 0)
}

/** Close lists and menus as a visitor would: with Escape, and by leaving them. */
function closeLists() {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const init = { key: "Escape", code: "Escape", bubbles: true, composed: true }
  element?.dispatchEvent(new KeyboardEvent("keydown", init))
  if (element instanceof HTMLElement) element.blur()
}
