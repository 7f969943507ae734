// Loaded before all tests: provides the modules that are no files, with the texts that Python generates.
import { execFileSync } from "node:child_process"
import { registerHooks } from "node:module"

const FOLDER = new URL("../../cnnviz/ui/components/", import.meta.url).href
const PRINT =
  "import json; from cnnviz.ui.components.sources import generated; print(json.dumps(generated()))"
/** @type {Record<string, string>} */
const generated = JSON.parse(
  process.env.GENERATED ?? execFileSync("python", ["-c", PRINT], { encoding: "utf8" }),
)

/** @param {string} url */
const textOf = (url) => (url.startsWith(FOLDER) ? generated[url.slice(FOLDER.length)] : undefined)

registerHooks({
  resolve: (specifier, context, next) => {
    const named = specifier.replace(/^#ui/, "../../cnnviz/ui/components")
    const url = named.startsWith(".")
      ? new URL(named, named === specifier ? context.parentURL : import.meta.url).href
      : ""
    return textOf(url) === undefined
      ? next(specifier, context)
      : { url, format: "module", shortCircuit: true }
  },
  load: (url, context, next) =>
    textOf(url) === undefined
      ? next(url, context)
      : { format: "module", source: textOf(url), shortCircuit: true },
})
