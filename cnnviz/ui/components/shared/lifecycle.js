// A component's life on the page: one instance per root, with new data at every run of the script.

/** Events that end a touch. */
const RELEASES = ["pointerup", "pointercancel"]

/**
 * Give new data to the root's component, made by `make` if needed, and mark it as drawn.
 * @template {{ digest: string }} Data
 * @template Send
 * @param {WeakMap<HTMLElement, Standing<Data, Send>>} standing
 * @param {HTMLElement} root
 * @param {(root: HTMLElement) => Standing<Data, Send>} make
 * @param {Data} data
 * @param {Send} send
 */
export function stand(standing, root, make, data, send) {
  const leave = stay(standing, root, make, data, send)
  root.dataset.drawn = data.digest
  return leave
}

/**
 * Give new data to the root's component, made by `make` if needed; it marks itself as drawn, later.
 * @template {{ digest: string }} Data
 * @template Send
 * @param {WeakMap<HTMLElement, Standing<Data, Send>>} standing
 * @param {HTMLElement} root
 * @param {(root: HTMLElement) => Standing<Data, Send>} make
 * @param {Data} data
 * @param {Send} send
 */
export function stay(standing, root, make, data, send) {
  const component = standing.get(root) ?? make(root)
  standing.set(root, component)
  root.dataset.wanted = data.digest
  component.take(data, send)
  return component.leave
}

/**
 * Make a component that takes data, resizes itself with the page, and stops its timers on `leave`.
 * @template Data
 * @template Send
 * @template {{ root: HTMLElement, width?: number, data?: Data }} State
 * @param {State} state
 * @param {(state: State, data: Data, send: Send) => void} take
 * @param {(state: State) => void} fit
 * @param {() => void} end
 * @returns {Standing<Data, Send>}
 */
export function keepFitting(state, take, fit, end) {
  const { root } = state
  const refit = () => state.data && fit(state)
  const observer = new ResizeObserver(() => root.clientWidth !== state.width && refit())
  return {
    take: (data, send) => {
      take(state, data, send)
      observer.observe(root)
      addEventListener("resize", refit)
    },
    leave: () => {
      observer.disconnect()
      removeEventListener("resize", refit)
      end()
    },
  }
}

/**
 * The same component, which is also told when a hand is lifted, anywhere on the page.
 * @template Data
 * @template Send
 * @param {Standing<Data, Send>} component
 * @param {() => void} released
 * @returns {Standing<Data, Send>}
 */
export function tellReleases(component, released) {
  return {
    take: (data, send) => {
      for (const kind of RELEASES) addEventListener(kind, released)
      component.take(data, send)
    },
    leave: () => {
      for (const kind of RELEASES) removeEventListener(kind, released)
      component.leave()
    },
  }
}
