// Links to pages of the dashboard.
import { part } from "./elements.js"

/** @param {PageLink} page */
export function makePageLink({ name, address }) {
  return Object.assign(part("a", "", name), { href: address })
}

/**
 * Open a clicked link without loading the dashboard again; with a modifier key the browser opens it as it always does.
 * @param {MouseEvent} event
 * @param {(address: string) => void} open
 */
export function openInPlace(event, open) {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  open(link.getAttribute("href") ?? "")
}
