// Move the pointer over a picture of the magnifier many times; return the times of each move in ms: our own
// code's work, the time to a frame with the new numbers, and the time to an empty frame.
;async (moves) => {
  const deep = (root) =>
    [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  const sight = deep(document).find((e) => e.matches(".sight"))
  const root = sight.closest(".stage")
  const box = sight.getBoundingClientRect()
  const nextFrame = window.requestAnimationFrame.bind(window)
  const frame = () => new Promise((resolve) => nextFrame(() => resolve(performance.now())))
  const times = { work: [], painted: [], idle: [] }
  let work = 0
  const timed = (body) => {
    const start = performance.now()
    body()
    work += performance.now() - start
  }
  window.requestAnimationFrame = (callback) => nextFrame((now) => timed(() => callback(now)))
  for (let n = 0; n < moves; n++) {
    const before = root.dataset.row + root.dataset.column
    const at = {
      clientX: box.left + ((n * 37 + 5) % box.width),
      clientY: box.top + ((n * 23 + 5) % box.height),
    }
    await frame()
    work = 0
    const start = performance.now()
    timed(() => sight.dispatchEvent(new PointerEvent("pointermove", { ...at, pointerType: "mouse" })))
    const painted = await frame()
    if (root.dataset.row + root.dataset.column === before)
      throw new Error("the numbers are not in the next frame")
    times.painted.push(painted - start)
    times.work.push(work)
    await frame()
    const idle = performance.now()
    times.idle.push((await frame()) - idle)
  }
  window.requestAnimationFrame = nextFrame
  return times
}
