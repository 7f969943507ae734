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
    /** CSS pixels of a pixel of the screen: maps are enlarged by whole multiples. */
    step: number
    /** What a crowded network may take in place of common rows; null where it may not. */
    own: OwnRoom | null
  }

  /** The room of a network whose columns have rows of their own. */
  interface OwnRoom {
    /** The height of the stage above names in one row, and above names in two. */
    across: number
    staggered: number
    /** The width of a layer's shortest name. */
    nameOf: (block: Block) => number
  }

  /** What sizes in rows of their own depend on beside the scales. */
  interface OwnGiven {
    /** From the input to the end. */
    room: Room
    /** The longest block of units. */
    longest: number
    /** The width of each column's name, the input's first; 0 where names may overlap. */
    names: number[]
    /** The length of the pad. */
    hand: number
  }

  /** The pad, the prepared input, on a phone the answer, and where the columns may begin. */
  interface Hand {
    picture: Placed
    pad: Box
    winner: Box | null
    end: number
  }

  /** What is on the stage, and how large it is. */
  interface Fitting {
    hand: Hand
    sizes: Sizes
    room: Room
    /** Whether each column of maps has rows of its own. */
    hasOwnRows: boolean
  }

  /** The sizes of all columns, how tight they stand, and how good that looks. */
  interface Sizes {
    columns: Sized[][]
    /** From one row to the next, across the flow, and how many rows there are; 0 where each column has its own. */
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
    hasOwnRows: boolean
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

  /** Where an edge ends: at a map or unit, or at a share of a block's rows. */
  interface End {
    node: string
    channel: number | null
    share: number
  }

  /** An edge; strength 0 if it is only there. */
  interface Edge {
    from: End
    to: End
    strength: number
  }

  /** How a block is painted, in pixels of its picture. */
  interface Painter extends Size {
    /** Where each map begins. */
    starts: Int32Array
    /** Pixels of one number, and how many numbers share a pixel along each side. */
    zoom: { x: number; y: number }
    reduced: number
    map: Size
    pixels: Uint32Array
  }

  /** What has happened: another selection, other numbers, something unfolded, or other places on the stage. */
  type News = "selected" | "computed" | "laid out" | "arranged"

  /** The network on the page, as its parts see it. */
  interface Live {
    root: HTMLElement
    /** The element that everything stands on, at the places of `layout`. */
    stage: HTMLElement
    parts: Parts
    data: Message
    /** The network's numbers; null until its weights have come. */
    plan: Network.Plan | null
    /** Whether the plan has read the input that is shown. */
    hasOutputs: boolean
    /** What computes them. */
    runner: Network.Runner | Network.Served | null
    second: Second | null
    /** The timer that forgets the network once the component has left its page. */
    leaving?: number
    /** What the network sees. */
    input: Float32Array
    /** The value of the full colour of each node, which stays while numbers change. */
    limits: Record<string, number>
    /** The nodes whose values can be negative. */
    signed: Set<string>
    layout: Layout
    selection: Selection
    listeners: Record<News, Set<() => void>>
    /** What the visitor has unfolded. */
    opened: Set<string>
    drawn: DrawingPad.State
    card: UnitCard
    /** Stops what tells screen readers the answer. */
    silence: () => void
    kernel: HTMLElement
    /** Whether the visitor has drawn. */
    touched: boolean
    /** The sample that is shown in place of strokes. */
    sample: ShownSample | null
    samples: Uint8Array[]
    image: { pixels: Uint32Array; show: () => void } | null
    inks: Inks
    /** The next frame's number, or 0. */
    frame: number
    /** Of what the layout was made. */
    size?: string
    width?: number
    /** Where the component begins on its page. */
    top: number
    captionHeight: number
    /** Whether the visitor asked for less motion. */
    still: () => boolean
    send: Send
  }

  /** The theme's colours, for canvases. */
  interface Inks {
    text: string
    ground: string
  }

  interface ShownSample {
    /** 0 to 255, as the network takes them. */
    pixels: ArrayLike<number>
    /** Among the samples, or −1. */
    index: number
    /** When it began to draw itself, and the share of that time at which each pixel comes. */
    begun: number
    times: Float32Array
  }

  interface Loaded {
    runner: Network.Runner | Network.Served
    plan: Network.Plan
    samples: Uint8Array[]
    limits: Record<string, number>
    /** The nodes that had negative values. */
    signed: Set<string>
  }

  /** The elements of the live network. */
  interface Parts {
    hand: HTMLElement
    pad: HTMLCanvasElement
    hint: HTMLElement
    undo: HTMLButtonElement
    clear: HTMLButtonElement
    next: HTMLButtonElement
    picture: HTMLCanvasElement
    /** The edges below the maps, and the veil with the edges of the shown map above them. */
    below: HTMLCanvasElement
    above: HTMLCanvasElement
    answer: HTMLElement
    /** What the first network reads, and the second. */
    first: AnswerParts
    other: AnswerParts
    /** The switch between networks. */
    switched: HTMLElement
    legend: HTMLElement
    said: HTMLElement
    /** These are made anew with each layout. */
    blocks: Map<string, BlockParts>
    bars: BarParts[]
    captions: HTMLElement[]
  }

  interface BlockParts {
    element: HTMLElement
    painter: Painter | null
    show: () => void
  }

  /** What is to be written below a column. */
  interface Captioned {
    title: string
    short: string
    middle: number
    /** The width of what stands below the title, and how many lines that has. */
    least: number
    below: number
  }

  interface AnswerParts {
    element: HTMLElement
    label: HTMLElement
    winner: HTMLElement
    share: HTMLElement
  }

  /** A class with the bars of both networks. */
  interface BarParts {
    row: HTMLElement
    bar: HTMLElement
    other: HTMLElement
  }

  /** A network that reads as well, of which the answer alone is shown. */
  interface Second {
    /** The address of its weights. */
    weights: string
    runner: Network.Runner
    /** The node that answers. */
    node: string
  }

  /** The networks that a visitor can switch between. */
  interface Readers {
    /** The name of each, and a word for it. */
    options: [name: string, label: string][]
    pressed: string
    /** A word for the network that is shown. */
    label: string
    /** Why the two differ; "" for one. */
    sentence: string
    second: { label: string; network: Network.Description; weights: string } | null
  }

  type Send = (name: string, value: unknown) => void

  /** A page that explains a layer: its address and name, and what the layer does in one sentence. */
  interface Door {
    page: string
    name: string
    sentence: string
  }

  interface Message {
    network: Network.Description
    /** The address of the weights; "" if the server computes the network. */
    weights: string
    /** Then the address of the input and of all layers' outputs. */
    outputs: string
    /** How strokes become an input; "" where a hand cannot draw it. */
    preparation: "" | "digit"
    strokes: DrawingPad.Stroke[]
    /** The pixels of an input that was not drawn, 0 to 255, or null; and which sample they are, or −1. */
    pixels: number[] | null
    sample: number
    /** Where the pixels of all samples are, one after the other. */
    samples: { address: string }
    /** For the input and each node. */
    doors: Record<string, Door>
    /** The unit whose card is open. */
    unit: Unit | null
    /** Whether everything is unfolded. */
    unfolded: boolean
    /** The networks to switch between; null for no switch. */
    readers: Readers | null
    /** The number of the browser's last message. */
    turn: number
    digest: string
  }
}
