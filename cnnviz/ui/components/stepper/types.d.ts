// The stepper's message, and what is computed from it.

declare namespace Stepper {
  type Mode = "zeros" | "reflect" | "edge" | "wrap" | "none"
  type Send = (name: string, value: unknown) => void

  interface Message {
    kind: "convolution" | "pooling" | "activation"
    /** The kind of pooling, or the activation. */
    function: string
    x: number[][][]
    window: Place
    strides: Place
    padding: [[number, number], [number, number]]
    dilation_rate: Place
    mode: Mode
    outputs: number
    pixels: boolean
    problem: string
    weights: number[][][][]
    bias: number[] | null
    divisor: number
    offset: number
    /** The picture that the input is cut out of, or null. */
    whole: Whole | null
    position: Place
    filter: number
    heard: string[]
    tallest: number
    digest: string
  }

  /** A whole picture, and the corner of the cut-out in it. */
  interface Whole extends PictureData {
    label: string
    /** The address of its pixels, their number format, and the number of channels. */
    numbers: string
    type: string
    channels: number
    coloured: boolean
    corner: Place
  }

  type Axes = [down: Axis, across: Axis]

  interface Model {
    data: Message
    axes: Axes
    inputs: FloatPlane[]
    kernels: Float64Array[][]
    outputs: FloatPlane[]
  }

  /** A window's values in one channel. */
  interface Slice {
    window: number[]
    weights: Numbers
    products: number[]
    sum: number
    inside: boolean[]
    winner?: number
  }

  /** How one output cell is computed. */
  interface Insight {
    row: number
    column: number
    filter: number
    value: number
    slices: Slice[]
  }

  interface Looks {
    input: Look
    weights: Look
    products: Look
    output: Look
  }

  interface InputCell {
    inside: boolean
    copy: boolean
    row: number
    column: number
    value: number
    feeds: number
  }

  type Letters = Record<string, number>
  type Edited = (channel: number, row: number, column: number, value: number | string) => void

  interface LoupeShape {
    rows: number
    columns: number
    products: boolean
    editable: boolean
    several: boolean
    channel: number
  }

  interface LoupeCell {
    element: HTMLTableCellElement
    letters: number
    text: Text
    value?: number
    colour?: string
    name?: string
  }

  interface Matrix {
    element: HTMLElement
    cells: LoupeCell[]
    sum: HTMLElement
  }

  interface Loupe {
    element: HTMLElement
    size: (letters: Letters) => void
    setKernel: (weights: Float64Array, look: Look) => void
    clear: () => void
    show: (slice: Slice, looks: { window: Look; products: Look }) => void
  }

  interface Maps {
    element: HTMLElement
    draw: (planes: Plane[], look: Look) => void
    choose: (chosen: number) => void
  }

  interface Locator {
    element: HTMLElement
    picture: HTMLElement
    frame: HTMLElement
    whole: Whole
    size: Size
    corner: Place
    numbers: Uint8Array | Float32Array | null
    asked: number
    show: (whole: Whole | null, size: Size) => void
  }

  /** `perSecond` is the pace of a walk that plays, or null for a step by hand. */
  interface Motion {
    glide: (parts: Parts, perSecond: number | null) => void
    travel: (parts: Parts, place: Place, text: string, perSecond: number | null) => void
    halt: (parts: Parts) => void
  }

  interface Parts {
    element: HTMLDivElement
    locator: Locator
    inputs: FigureOfGrid[]
    loupes: Loupe[]
    output: FigureOfGrid
    maps: Maps
    problem: HTMLParagraphElement
    arithmetic: HTMLParagraphElement
    note: HTMLParagraphElement
    legend: HTMLParagraphElement
    formula: HTMLParagraphElement
    symbols: HTMLParagraphElement
    looks: Looks
    longest: number
  }

  interface State {
    root: HTMLElement
    width?: number
    index: number
    filter: number
    /** Whether the visitor has chosen a cell here: then playing begins at it. */
    begun: boolean
    motion: Motion
    hovered: number | null
    filled: number | null
    sent: { position?: Place | null; filter?: number }
    transport: Transport
    walk: Playing
    send: Send
    data: Message
    edited: boolean
    wanted: Place | null
    model: Model
    shape: string
    parts: Parts
    touched: string
  }

  /** What the visitor does to the scene. */
  interface SceneHands {
    edited: Edited
    chosen: (filter: number) => void
    moved: (corner: Place, x: number[][][]) => void
    released: (corner: Place) => void
  }

  interface Hands {
    hover: PlaceHandler
    pick: PlaceHandler
    touch: (channel: number, place: Place | null) => void
  }
}
