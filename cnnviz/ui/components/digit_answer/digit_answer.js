// The digit that a network reads, in large, with its probability.
import { find, write } from "../shared/elements.js"

/** @param {ComponentArguments<DigitAnswer.Message>} given */
export default function ({ data, parentElement }) {
  const root = find(parentElement, ".answer")
  root.dataset.wanted = data.digest
  write(find(root, ".digit"), data.digit)
  write(find(root, ".share"), data.share && `(${data.share})`)
  write(find(root, ".note"), data.note)
  root.dataset.drawn = data.digest
}
