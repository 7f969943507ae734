// The stepper's own work on a pointer's move, and when its number appears. Injected before all scripts.
{
  const add = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const ours = type === "pointermove" && this.classList?.contains("grid")
    if (!ours) return add.call(this, type, listener, options)
    const timed = (event) => {
      const begun = performance.now()
      listener.call(this, event)
      pointer.worked += performance.now() - begun
    }
    return add.call(this, type, timed, options)
  }

  const root = () => {
    const host = [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".stepper"))
    return host.shadowRoot.querySelector(".stepper")
  }
  const painted = () =>
    new Promise((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = resolve
      channel.port2.postMessage(null)
    })

  /** Watch the next move; `pointer.result` is its duration, and the cell that was shown before its frame. */
  const watch = () => {
    const { dataset } = root().querySelector(".arithmetic")
    pointer.worked = 0
    pointer.result = new Promise((resolve) => {
      const moved = () =>
        requestAnimationFrame(async () => {
          const cell = [Number(dataset.row), Number(dataset.column)]
          await painted()
          resolve({ worked: pointer.worked, cell, painted: performance.now() - begun })
        })
      let begun
      const seen = () => {
        begun = performance.now()
        moved()
      }
      add.call(window, "pointermove", seen, { capture: true, once: true })
    })
  }

  const pointer = { watch, worked: 0, result: null }
  globalThis.pointer = pointer
}
