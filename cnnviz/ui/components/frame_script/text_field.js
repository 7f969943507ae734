// Whether an element takes text from the keyboard. No DOM here.

/** Fields of these types take no text. */
const NO_TEXT = ["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]

/**
 * Whether keys write text into this element. A list to choose from has a text field, too, but only to search.
 * @param {FrameScript.Element} element
 */
export function takesText(element) {
  if (element.isContentEditable || element.tagName === "TEXTAREA") return true
  if (element.tagName !== "INPUT" || element.getAttribute("role") === "combobox") return false
  return !NO_TEXT.includes(element.getAttribute("type") ?? "text")
}
