// How a component stands on the page: one for each root, with new data at every run of the script.

/** Give a root's component new data, and say when it is drawn; `make` makes what can `take` and `leave`. */
export function stand(standing, root, make, data, send) {
  if (!standing.has(root)) standing.set(root, make(root))
  const component = standing.get(root)
  root.dataset.wanted = data.digest
  component.take(data, send)
  root.dataset.drawn = data.digest
  return component.leave
}

/** What `take`s data, fits itself anew when there is more or less room for it, and ends its timers when it `leave`s. */
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
