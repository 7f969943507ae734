// Loaded before all tests: provides `shared/facts.js`, which is no file, with the text that Python generates.
import { execFileSync } from "node:child_process"
import { registerHooks } from "node:module"

const FACTS = new URL("../../cnnviz/ui/components/shared/facts.js", import.meta.url).href
const PRINT = "from cnnviz.ui.components.facts import javascript; print(javascript())"
const source = process.env.FACTS ?? execFileSync("python", ["-c", PRINT], { encoding: "utf8" })

registerHooks({
  resolve: (specifier, context, next) => {
    const named = specifier.replace(/^#ui/, "../../cnnviz/ui/components")
    const url = named.startsWith(".")
      ? new URL(named, named === specifier ? context.parentURL : import.meta.url).href
      : ""
    return url === FACTS ? { url, format: "module", shortCircuit: true } : next(specifier, context)
  },
  load: (url, context, next) =>
    url === FACTS ? { format: "module", source, shortCircuit: true } : next(url, context),
})
