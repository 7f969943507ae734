// What this browser alone knows: 128 random bits, made when first needed, kept where a reload finds them.

const NAME = "cnnviz.visitor"
const SHAPE = /^[0-9a-f]{32}$/

/**
 * The secret in this storage; where there is none yet, a new one if it is needed, or else null.
 * @param {() => Pick<Storage, "getItem" | "setItem">} storage
 * @param {boolean} needed
 */
export function secretIn(storage, needed) {
  try {
    if (!SHAPE.test(storage().getItem(NAME) ?? "") && needed) storage().setItem(NAME, newSecret())
    const kept = storage().getItem(NAME) // read again: another tab may have been faster
    return SHAPE.test(kept ?? "") ? kept : null
  } catch {
    return null // a browser that keeps nothing: the session has its runs, a reload has not
  }
}

function newSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
