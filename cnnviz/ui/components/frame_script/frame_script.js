// Listen on the whole window: a clicker's keys turn the pages, and all pages share one theme.
import { turnPages } from "./page_keys.js"
import { shareTheme } from "./theme_choice.js"

/** @param {ComponentArguments<FrameScript.Message>} given */
export default function ({ data }) {
  const stopTurning = turnPages(data.buttons)
  const stopSharing = shareTheme(data.paths)
  return () => {
    stopTurning()
    stopSharing()
  }
}
