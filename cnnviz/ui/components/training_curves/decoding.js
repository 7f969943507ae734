// The message, read: numbers as arrays.

export function decoded({ runs, ...rest }) {
  return { ...rest, runs: runs.map((run) => ({ ...run, batches: lineOf(run.batches), means: lineOf(run.means), tests: lineOf(run.tests) })) }
}

function lineOf({ x, loss, accuracy }) {
  return { x: floatsOf(x), loss: floatsOf(loss), accuracy: floatsOf(accuracy) }
}

function floatsOf(text) {
  return new Float32Array(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer)
}
