// The state: what Python has sent, and which patch the pointer is on.
import { drawColumns, fillColumns } from "./exciting_columns.js"
import { drawOpened, fillOpened } from "./exciting_filter.js"

/**
 * Make the component in `root`; `take` gives it new data.
 * @param {HTMLElement} root
 * @returns {Standing<Exciting.Message, Exciting.Send>}
 */
export function makeExciting(root) {
  const state = /** @type {Exciting.State} */ ({ root, shown: "", chosen: 0, send: () => {} })
  return { take: (data, send) => take(state, data, send), leave: () => {} }
}

/**
 * Take Python's data. The elements stay while only their pictures change, so that nothing jumps.
 * @param {Exciting.State} state
 * @param {Exciting.Message} data
 * @param {Exciting.Send} send
 */
function take(state, data, send) {
  Object.assign(state, { data, send })
  const [first] = data.filters
  const shape = data.opened ? `${first.name} ${first.filter}` : String(data.filters.length)
  if (shape !== state.shown) {
    Object.assign(state, { shown: shape, chosen: 0 })
    state.root.replaceChildren(...(data.opened ? drawOpened(state) : drawColumns(state)))
  }
  if (data.opened) fillOpened(state)
  else fillColumns(state)
  whenLoaded(state, data)
}

/**
 * Mark the component as drawn once nothing is on its way and all pictures are there.
 * @param {Exciting.State} state
 * @param {Exciting.Message} data
 */
async function whenLoaded(state, data) {
  if (data.running) return
  const sources = data.filters.flatMap((one) => [one.sheet?.src, one.grown?.src]).filter(Boolean)
  await Promise.all(
    sources.map((src) => {
      const image = new Image()
      image.src = /** @type {string} */ (src)
      return image.decode().catch(() => {})
    }),
  )
  if (state.data === data) state.root.dataset.drawn = data.digest
}
