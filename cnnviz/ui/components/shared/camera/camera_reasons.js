// Why the camera shows nothing. No DOM here.

/** Sentences by the names of the errors that `getUserMedia` throws. @type {Record<string, string>} */
const REASONS = {
  SecurityError: "The camera works only over HTTPS or on localhost. Open the page there.",
  NotAllowedError: "The browser refused the camera. Allow it in the address bar, then switch it on again.",
  NotFoundError: "No camera was found. Connect one, then switch it on again.",
  NotReadableError: "Another program uses the camera. Close that program, then switch the camera on again.",
  Ended: "The camera has stopped. Connect it, then switch it on again.",
}

/** What to do about an error. @param {string} name */
export function reasonOf(name) {
  return REASONS[name] ?? "The camera did not start. Switch it off and on again."
}
