// The words below the pictures. No DOM here.

/** The steps from black to white. */
const WHOLE = 255

/** How far a push moves each value. @param {number} steps */
export function sizeText(steps) {
  return `${steps} of ${WHOLE}`
}

/** The name of the change's picture. @param {number} times */
export function changeTitle(times) {
  return times === 1 ? "The change, true size" : `The change, × ${times}`
}

/** What stands below the change. @param {number} steps */
export function changeDetail(steps) {
  return steps === 0 ? "No change yet." : "Grey: no change."
}

/**
 * What screen readers hear once the slider rests.
 * @param {Pushed.Said} said
 * @param {Pushed.Said} random
 * @param {number} steps
 */
export function spokenPush(said, random, steps) {
  return `Push ${sizeText(steps)}: ${said.name} ${said.share}. At random: ${random.name} ${random.share}.`
}
