// Elements made, found and written.

/** Return a new element with this class and text. */
export function part(tag, name = "", text = "") {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== "") element.textContent = text
  return element
}

/** Return a new element of SVG with these attributes and this text. */
export function svg(tag, attributes, text = "") {
  const element = document.createElementNS(namespace(), tag)
  setAll(element, attributes)
  if (text !== "") element.textContent = String(text)
  return element
}

export function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

/** The address that names SVG's elements, which the browser knows. */
function namespace() {
  return new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI
}

/** Return the first element of this selector, which is there. */
export function find(root, selector) {
  const found = root.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`There is no ${selector}`)
  return found
}

/** Return the element of this selector in which an event happened, or null. */
export function closest(event, selector) {
  const found = event.target instanceof Element ? event.target.closest(selector) : null
  return found instanceof HTMLElement || found instanceof SVGElement ? found : null
}

/** Write a text unless it stands there: a browser would lay the page out anew. */
export function write(element, text) {
  if (element.textContent !== String(text)) element.textContent = String(text)
}
