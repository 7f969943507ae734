// The secret of this browser: 128 random bits, made when first needed, and stored across reloads.

const NAME = "cnnviz.visitor"
const SHAPE = /^[0-9a-f]{32}$/

/**
 * The secret in this storage. If there is none, make one if it is needed, else return null.
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage
 * @param {boolean} needed
 */
export function secretIn(storage, needed) {
  try {
    if (!SHAPE.test(storage().getItem(NAME) ?? "") && needed) storage().setItem(NAME, newSecret())
    const kept = storage().getItem(NAME) // read again: another tab may have been faster
    return SHAPE.test(kept ?? "") ? kept : null
  } catch {
    return null // this browser stores nothing: the session keeps its runs, a reload loses them
  }
}

function newSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
