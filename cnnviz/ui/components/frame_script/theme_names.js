// Where Streamlit stores the choice of the theme: by the path at which the browser loaded the dashboard.
// No DOM here.

/**
 * Streamlit's names of the stored choice at each page, the page at `loaded` first.
 * @param {string} loaded the path at which the browser loaded the dashboard
 * @param {string[]} paths the addresses of all pages
 */
export function namesOf(loaded, paths) {
  const parts = loaded.replace(/\/+$/, "").split("/")
  if (paths.includes(parts.at(-1) ?? "")) parts.pop()
  const base = parts.join("/")
  const all = [loaded, base, `${base}/`, ...paths.map((path) => `${base}/${path}`)]
  return [...new Set(all)].map((path) => `stActiveTheme-${path}-v2`)
}

/**
 * Copy the first name's choice to all other names.
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem">} storage
 * @param {string[]} names
 * @param {boolean} onlyMissing whether to keep the choices that exist
 */
export function copyChoice(storage, [own, ...others], onlyMissing) {
  const choice = storage.getItem(own)
  for (const name of others)
    if (choice === null) {
      if (!onlyMissing) storage.removeItem(name)
    } else if (!onlyMissing || storage.getItem(name) === null) storage.setItem(name, choice)
}
