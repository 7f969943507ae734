// The live network: its message, its layout and its parts.

declare namespace LiveNetwork {
  /** How much is shown at once, and what the visitor has opened: names of nodes, or FOLD. */
  interface Folding {
    maps: number
    layers: number
    opened: Set<string>
  }

  type Form = "picture" | "maps" | "units" | "classes" | "fold"

  /** One layer as it is drawn. */
  interface Block {
    /** The name of its node, "input", or FOLD. */
    node: string
    /** Keras's kind, "Input", or "" for FOLD. */
    kind: string
    form: Form
    title: string
    short: string
    /** The nodes that it takes its numbers from, of those that are shown. */
    sources: string[]
    /** How many maps or units are shown, and the size of each in numbers. */
    count: number
    map: Size
    /** How many maps are folded; for FOLD, how many layers. */
    folded: number
    /** Whether each map or unit takes several channels of its source. */
    mixes: boolean
    /** Whether each unit comes from one map, and stands beside it. */
    aligned: boolean
  }

  /** Along the flow of numbers from the input to the answer, and across it, in CSS pixels. */
  interface Sides {
    along: number
    across: number
  }

  /** The size of a block: its parts stand in `lanes` along the flow by `rows` across it. */
  interface Sized extends Block {
    lanes: number
    rows: number
    /** How large a part is drawn, and how far it is to the next one. */
    part: Sides
    pitch: Sides
    /** CSS pixels of one number; below 1 where several numbers share a pixel. */
    scale: number
  }

  /** A block on the stage. */
  interface Placed extends Sized, Box {}

  interface Room extends Sides {
    flow: "right" | "down"
    /** The height of a caption. */
    caption: number
  }

  /** The sizes of all columns, how tight they stand, and how good that looks. */
  interface Sizes {
    columns: Sized[][]
    /** From one row to the next, across the flow, and how many rows there are. */
    pitch: number
    rows: number
    /** CSS pixels before each column but the first. */
    gaps: number[]
    total: number
    score: number
  }

  /** Everything on the stage: the blocks in the order of the flow, and what belongs to the hand and the answer. */
  interface Layout {
    flow: "right" | "down"
    width: number
    height: number
    columns: Placed[][]
    byNode: Map<string, Placed>
    pad: Box
    winner: Box
  }

  /** A map or unit, and the place in it where there is one. */
  interface Spot {
    node: string
    channel: number
    cell: Place | null
  }

  interface Selection {
    hovered: Spot | null
    chosen: Spot | null
  }

  /** What has happened: another selection, other numbers, or other places on the stage. */
  type News = "selected" | "computed" | "laid out"

  /** The network on the page, as its parts see it. */
  interface Live {
    root: HTMLElement
    /** The element that everything stands on, at the places of `layout`. */
    stage: HTMLElement
    data: Message
    /** The network's numbers; null until its weights have come. */
    plan: Network.Plan | null
    layout: Layout
    /** The value of the full colour of each node, which stays while numbers change. */
    limits: Record<string, number>
    selection: Selection
    listeners: Record<News, Set<() => void>>
    /** Whether the visitor asked for less motion. */
    still: () => boolean
    send: Send
  }

  type Send = (name: string, value: unknown) => void

  /** A page that explains a kind of layer, and what it says there in one sentence. */
  interface Door {
    url: string
    sentence: string
  }

  interface Sample {
    label: string
    /** The pixels of a prepared input, 0 to 255, row by row, channels last. */
    pixels: number[]
  }

  interface Message {
    network: Network.Description
    /** The address of the weights. */
    weights: string
    /** How strokes become an input; "" where a hand cannot draw it. */
    preparation: "" | "digit"
    strokes: DrawingPad.Stroke[]
    /** The input where it was not drawn; null shows the strokes. */
    input: number[] | null
    samples: Sample[]
    doors: Record<string, Door>
    /** Whether everything is unfolded. */
    unfolded: boolean
    turn: number
    digest: string
  }
}
