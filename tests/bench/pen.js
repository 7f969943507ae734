// Our own work on a move of the pen, and how long its frame takes. Injected before all scripts.
{
  const nextFrame = window.requestAnimationFrame.bind(window)
  const frame = () => new Promise((resolve) => nextFrame(resolve))
  const timed = (body) => {
    const start = performance.now()
    body()
    pen.worked += performance.now() - start
  }

  const add = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const ours = type === "pointermove" && this.closest?.(".live")
    if (!ours) return add.call(this, type, listener, options)
    return add.call(this, type, (event) => timed(() => listener.call(this, event)), options)
  }
  window.requestAnimationFrame = (callback) => nextFrame((now) => timed(() => callback(now)))

  /** Watch the next move. `pen.result` is our work until its frame is painted, how long that frame takes, and how long an idle one. */
  const watch = () => {
    pen.result = new Promise((resolve) => {
      const seen = async () => {
        const painted = await frame()
        const next = await frame()
        const { worked } = pen
        await frame()
        const idle = await frame()
        resolve({ worked, frame: next - painted, idle: (await frame()) - idle })
      }
      add.call(window, "pointermove", seen, { capture: true, once: true })
    })
    pen.worked = 0
  }

  const pen = { watch, worked: 0, result: null }
  globalThis.pen = pen
}
