// Decode the message's numbers into arrays.

/** @param {TrainingCurves.Message<string>} given @returns {TrainingCurves.Message} */
export function decoded({ runs, ...rest }) {
  return {
    ...rest,
    runs: runs.map((run) => ({
      ...run,
      batches: lineOf(run.batches),
      means: lineOf(run.means),
      tests: lineOf(run.tests),
    })),
  }
}

/** @param {TrainingCurves.Line<string>} given @returns {TrainingCurves.Line} */
function lineOf({ x, loss, accuracy }) {
  return { x: floatsOf(x), loss: floatsOf(loss), accuracy: floatsOf(accuracy) }
}

/** @param {string} text */
function floatsOf(text) {
  return new Float32Array(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer)
}
