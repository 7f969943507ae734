// A digit as a noun. No DOM here.

/** A class in a sentence: "an 8", "a 9". @param {string} name */
export function withArticle(name) {
  return `${name === "8" ? "an" : "a"} ${name}`
}
