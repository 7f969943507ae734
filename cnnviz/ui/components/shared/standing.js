// How a component stands on the page: one for each root, with new data at every run of the script.

/**
 * Give a root's component new data, and say when it is drawn; `make` makes what can `take` and `leave`.
 * @template {{ digest: string }} Data
 * @template Send
 * @param {WeakMap<HTMLElement, Standing<Data, Send>>} standing
 * @param {HTMLElement} root
 * @param {(root: HTMLElement) => Standing<Data, Send>} make
 * @param {Data} data
 * @param {Send} send
 */
export function stand(standing, root, make, data, send) {
  const component = standing.get(root) ?? make(root)
  standing.set(root, component)
  root.dataset.wanted = data.digest
  component.take(data, send)
  root.dataset.drawn = data.digest
  return component.leave
}

/**
 * Make what `take`s data, fits itself anew when there is more or less room, and ends its timers on `leave`.
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
