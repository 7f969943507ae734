// The time of a frame in ms while a hand pans and zooms a canvas; the mean over `count` frames.
;(canvas, { count, size }) => {
  const isEmpty = !canvas.closest("div")
  if (isEmpty && canvas.width !== size[0]) Object.assign(canvas, { width: size[0], height: size[1] })
  const pen = isEmpty && canvas.getContext("2d")
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const middle = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true }
  const move = (n) => {
    if (pen) return pen.fillRect(0, 0, canvas.width, canvas.height)
    const way = n % 20 < 10 ? 1 : -1
    canvas.dispatchEvent(new WheelEvent("wheel", { ...middle, deltaY: 30 * way, shiftKey: true }))
    canvas.dispatchEvent(new WheelEvent("wheel", { ...middle, deltaY: 12 * way, ctrlKey: true }))
  }
  return new Promise((resolve) => {
    let n = 0
    let began = 0
    const frame = (now) => {
      began ||= now
      if (n === count) return resolve((now - began) / count)
      move(n++)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
