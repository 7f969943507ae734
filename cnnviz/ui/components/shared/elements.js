// Create, find and write elements.

/**
 * Return a new element with this class and text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function part(tag, name = "", text = "") {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== "") element.textContent = text
  return element
}

/**
 * Return a new SVG element with these attributes and this text.
 * @param {keyof SVGElementTagNameMap} tag
 * @param {Record<string, unknown>} attributes
 * @param {unknown} [text]
 */
export function svg(tag, attributes, text = "") {
  const element = /** @type {SVGElement} */ (document.createElementNS(namespace(), tag))
  setAll(element, attributes)
  if (text !== "") element.textContent = String(text)
  return element
}

/** @param {Element} element @param {Record<string, unknown>} attributes */
export function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value))
}

/** The namespace of SVG, taken from the browser's parser. */
function namespace() {
  return (
    new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg")?.namespaceURI ?? null
  )
}

/**
 * Return the first element of this selector; throw if there is none.
 * @template {string} Selector
 * @param {ParentNode} root
 * @param {Selector} selector
 * @returns {Selector extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Selector] : HTMLElement}
 */
export function find(root, selector) {
  const found = root.querySelector(selector)
  if (!found) throw new Error(`There is no element "${selector}"`)
  return /** @type {any} */ (found)
}

/**
 * Return the element of this selector in which an event happened, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null
}

/**
 * Return an element's children, in order, as HTML elements.
 * @param {ParentNode} element
 * @returns {HTMLElement[]}
 */
export function childrenOf(element) {
  return /** @type {any} */ ([...element.children])
}

/**
 * Whether an element has the focus, in the document or in a shadow tree.
 * @param {Node} element
 */
export function hasFocus(element) {
  return focused(element) === element
}

/**
 * Return the focused element in the tree of another element.
 * @param {Node} element
 */
export function focused(element) {
  return /** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement
}

/** Set a text unless it is the same, which would cause a new layout. @param {Element} element @param {unknown} text */
export function write(element, text) {
  if (element.textContent !== String(text)) element.textContent = String(text)
}

/**
 * Call the listener when a pointer moves over an element or goes down on it.
 * @param {HTMLElement | SVGElement} element
 * @param {(event: PointerEvent) => void} listener
 */
export function onPointer(element, listener) {
  const called = /** @type {EventListener} */ (listener)
  element.addEventListener("pointermove", called)
  element.addEventListener("pointerdown", called)
}
