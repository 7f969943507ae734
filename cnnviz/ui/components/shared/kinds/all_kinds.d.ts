// All kinds of layers. There is no all_kinds.js: components/sources.py generates its text.

/** Each kind of layer by its name in Keras. */
export const LAYER_KINDS: Record<string, Network.Kind>
