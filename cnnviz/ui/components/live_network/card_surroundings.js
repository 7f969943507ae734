// What the card knows about the network around a number. No DOM here.
import { INPUT } from "../shared/network/plan.js"
import { shownNode } from "./columns.js"

/**
 * @param {LiveNetwork.Live} live
 * @param {Network.Plan} plan
 * @returns {Card.Surroundings}
 */
export function surroundingsOf({ limits }, plan) {
  const { description, nodes, volumes } = plan
  return {
    title: (name) => (name === INPUT ? "Input" : nodes[name].title),
    look: (name) => ({
      colours: name === INPUT ? "pixels" : "layer",
      limit: limits[shownNode(description, name)] ?? 1,
    }),
    sides: (name) => volumes[name],
    classes: (name) =>
      description.outputs.includes(name) && description.classes.length === volumes[name].channels
        ? description.classes
        : [],
  }
}
