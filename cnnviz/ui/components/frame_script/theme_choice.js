// One theme for all pages, although Streamlit stores the choice page by page.
import { copyChoice, namesOf } from "./theme_names.js"

/**
 * Share a choice with all pages as soon as it is made, until the returned function is called.
 * @param {string[]} paths
 */
export function shareTheme(paths) {
  const [entry] = performance.getEntriesByType("navigation")
  const names = namesOf(new URL(entry?.name ?? location.href).pathname, paths)
  let seen = chosen(names)
  ifStorageIsOpen(() => copyChoice(localStorage, names, true))
  const look = () => {
    const choice = chosen(names)
    if (choice === seen) return
    seen = choice
    ifStorageIsOpen(() => copyChoice(localStorage, names, false))
  }
  const lookSoon = () => setTimeout(look) // Streamlit stores the choice during the same event
  const kinds = /** @type {const} */ (["click", "keyup"])
  for (const kind of kinds) addEventListener(kind, lookSoon, true)
  addEventListener("pagehide", look)
  return () => {
    for (const kind of kinds) removeEventListener(kind, lookSoon, true)
    removeEventListener("pagehide", look)
  }
}

/** @param {string[]} names */
function chosen([own]) {
  return ifStorageIsOpen(() => localStorage.getItem(own)) ?? null
}

/**
 * The action's result, or null if this browser stores nothing.
 * @template Result
 * @param {() => Result} action
 */
function ifStorageIsOpen(action) {
  try {
    return action()
  } catch {
    return null
  }
}
