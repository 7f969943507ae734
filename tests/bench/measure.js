// Measurements inside the page, injected into every page before its own scripts.
{
  const PATIENCE = 60_000
  const roots = new Set()
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options)
    roots.add(root)
    return root
  }
  const stages = () =>
    [...roots]
      .filter((root) => root.host.isConnected)
      .flatMap((root) => [...root.querySelectorAll(".live, .opened, .stage:not(.live *)")])
  const plain = () => [...document.querySelectorAll("[data-testid=stImage] img")]
  const drawn = (stage) => stage.dataset.drawn && stage.dataset.drawn === stage.dataset.wanted
  const images = () => [...stages().flatMap((stage) => [...stage.querySelectorAll("img")]), ...plain()]
  const decoded = () => Promise.all(images().map((image) => image.decode().catch(() => {})))
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const shown = () => [...stages().map((stage) => stage.dataset.drawn), ...plain().map((image) => image.src)]

  /** The time of the last key press, by performance.now(). */
  let pressed = null
  addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true })

  /** Start watching; `redrawn.result` is the time from the next key to the frame with all new pictures. */
  const watch = () => {
    const before = shown()
    pressed = null
    redrawn.result = new Promise((resolve, reject) => {
      let found = false
      const look = async () => {
        const now = shown()
        const all = now.length === before.length && now.every((one, n) => one && one !== before[n])
        if (found || pressed === null || !all || !stages().every(drawn)) return
        found = true
        observer.disconnect()
        await decoded()
        await frame()
        resolve(performance.now() - pressed)
      }
      const observer = new MutationObserver(look)
      setTimeout(() => reject(new Error("no new pictures")), PATIENCE)
      const options = { subtree: true, childList: true, attributeFilter: ["src", "data-drawn"] }
      for (const root of [document, ...roots]) observer.observe(root, options)
    })
  }

  /** When the page came to rest, in ms since loading began; checked once per frame. */
  const atRest = () => {
    const app = document.querySelector("[data-testid=stApp]")
    return (
      app?.dataset.testConnectionState === "CONNECTED" &&
      app.dataset.testScriptState === "notRunning" &&
      !document.querySelector("[data-testid=stAppSkeleton], [data-stale=true]") &&
      document.querySelector("[data-testid=stMarkdown], [data-testid=stSlider]") &&
      stages().every(drawn) &&
      images().every((image) => image.complete && image.naturalWidth)
    )
  }
  const rested = async (ms, nStages) => {
    const end = performance.now() + PATIENCE
    let since = null
    while (since === null || performance.now() - since < ms) {
      await frame()
      if (performance.now() > end) throw new Error("the page does not come to rest")
      if (!atRest() || stages().length < nStages) since = null
      else since ??= performance.now()
    }
    return since
  }

  const redrawn = { watch, result: null }
  globalThis.bench = { redrawn, rested }
}
