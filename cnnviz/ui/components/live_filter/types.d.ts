// The message and the state of the live filter.

declare namespace LiveFilter {
  type Bytes = Uint8Array | Uint8ClampedArray

  /** Pixels of 0 to 255, row by row; `stride` numbers a pixel, of which the first `channels` are its colours. */
  interface Pixels extends Size {
    data: Bytes
    channels: number
    stride: number
  }

  interface Kernel {
    name: string
    weights: number[][]
    divisor: number
    offset: number
  }

  /** A column and a row whose product is a part of a kernel. */
  interface Part {
    column: number[]
    row: number[]
  }

  /** A kernel ready to be applied: divided, perhaps flipped, with its centre, and in parts where that is faster. */
  interface Plan {
    weights: number[][]
    rows: number
    columns: number
    top: number
    left: number
    offset: number
    parts: Part[] | null
    /** How many products a result needs. */
    products: number
    /** A smaller result is rounding error. */
    noise: number
  }

  interface Taps {
    weights: number[]
    offsets: number[]
  }

  interface Planes extends Size {
    planes: Float64Array[]
  }

  /** The results of every `step`-th pixel, of which `done` rows are computed. */
  interface Results extends Size {
    planes: Float32Array[]
    step: number
    done: number
  }

  type View = "by kernel" | "signed" | "strength" | "toned" | "clipped"
  type Look = { colours: "pixels"; limit: number } | { colours: MapColours; limit: number }

  /** A kernel over an image, to be computed in a view. */
  interface Job {
    image: Pixels
    plan: Plan
    border: string
    mean: boolean
    view: Exclude<View, "by kernel">
  }

  interface WorkState {
    job: Job | null
    fresh: boolean
    /** The results of all pixels, until they are complete. */
    rest: Results | null
    source: { key: string; image: Pixels; planes: Planes } | null
    frame: number
    /** Milliseconds of one product. */
    rate: number
    show: (results: Results, job: Job) => void
  }

  interface Work {
    start: (job: Job) => void
    stop: () => void
  }

  interface Gpu {
    canvas: OffscreenCanvas
    isLost: () => boolean
    /** Draw a job's results on the canvas, at the size at which they are shown. */
    draw: (job: Job, look: Look, shown: Size) => void
  }

  /** A family of kernels: its sizes, its angles, and which of them the kernel has. */
  interface Family {
    name: string
    sizes: number[]
    angles: number[]
    at: [size: number, angle: number]
    /** The URL of the weights of all its kernels. */
    table: string
  }

  interface Message extends Stage.Message {
    places: { image: number; kernel: number | null; result: number }
    pixels: Size & { address: string; channels: number }
    kernel: Kernel
    family: Family | null
    border: string
    flip: boolean
    view: View
    /** The name of a kernel of the visitor's own. */
    custom: string
    /** A kernel with more columns is shown as a picture. */
    mostColumns: number
    /** Rows and columns of the magnifier, or 0. */
    side: number
    at: Place
  }

  /** What the hand has changed and Python does not know yet. */
  interface Hand {
    pending: { event: string; value: unknown } | null
    held: boolean
    timer: number
  }

  type Changed = (event: string, value: unknown, kernel: Kernel, rests: boolean) => void

  interface KernelHands {
    label: string
    mostColumns: number
    rows: () => number[][]
    changed: (rows: number[][], rests: boolean) => void
    /** Called with rows in which one cell is a text that is no number: Python answers with an error. */
    refused: (rows: (number | string)[][]) => void
  }

  interface Scrubbed {
    value: () => number
    step: () => number
    set: (value: number, rests: boolean) => void
  }

  interface Slider {
    element: HTMLElement
    show: (count: number, index: number, text: string) => void
  }

  interface Field {
    element: HTMLElement
    show: (value: number) => void
  }

  interface Panel {
    table: Float32Array | null
    data: Message
    kernel: Kernel
    at: [size: number, angle: number]
    /** A slider's change that waits for the table. */
    late: { rests: boolean } | null
    catchUp: () => void
    show: (data: Message, kernel: Kernel) => void
  }

  interface State {
    room: HTMLElement
    root: HTMLElement
    data: Message
    kernel: Kernel
    image: Pixels
    table: Float32Array | null
    look?: Look
    /** The filter on the GPU, which draws all pixels where typed arrays would be too slow; null if there is none. */
    gpu?: Gpu | null
    hand: Hand
    work: Work
    panel: Panel
    run: number
    send: (event: string, value: unknown) => void
    place: Place
    sentPlace?: Place
    moved?: boolean
    lensFrame?: number | null
    quiet?: number
  }
}
