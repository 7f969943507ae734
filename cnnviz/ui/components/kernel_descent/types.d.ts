// A descent's message and what is computed from it.

declare namespace KernelDescent {
  type Send = (name: string, value: unknown) => void

  /** A run in the message: its numbers in base64. */
  interface PackedRun {
    rate: string
    kernels: string
    added: string
    losses: string
  }

  interface Message {
    name: string
    size: Place
    levels: string
    shape: Place
    wanted: { weights: number[][]; corner: Place; added: number }
    embedded: number[][] | null
    learned: number
    corner: Place
    watched: number
    strongest: number
    flat: boolean
    limit: number
    spread: number
    runs: PackedRun[]
    tallest: number
    step: number
    digest: string
  }

  interface Run {
    rate: string
    kernels: Float64Array
    added: Float64Array
    losses: Float64Array
  }

  interface Model {
    data: Message
    picture: FloatPlane
    wanted: FloatPlane
    target: FloatPlane
    runs: Run[]
    last: number
  }

  /** A run's values at a step. */
  interface Moment {
    step: number
    kernel: FloatPlane
    added: number
    loss: number
    made: FloatPlane
    error: FloatPlane
  }

  interface Kernel {
    element: HTMLElement
    rename: (label: string) => void
    show: (values: Numbers, limit: number) => void
    resize: (side: number, limit: number) => void
    mark: (at: number) => void
    cellAt: (event: Event) => number
  }

  interface Scale {
    least: number
    most: number
    below: boolean
    x: (step: number) => number
    y: (loss: number) => number
    stepAt: (x: number) => number
  }

  interface CurveParts {
    element: SVGElement
    scale: Scale | null
    now: SVGElement
    dots: SVGElement[]
  }

  interface Curve extends CurveParts {
    draw: (model: Model, width: number, height: number) => void
    move: (moments: Moment[], step: number) => void
  }

  interface Figure<View> {
    figure: HTMLElement
    caption: HTMLElement
    view: View
  }

  interface Row {
    kernel: Figure<Kernel>
    made: Figure<Grid>
    error: Figure<Grid>
  }

  interface Parts {
    element: HTMLDivElement
    /** All figures except the curve. */
    figures: (Figure<Kernel> | Figure<Grid>)[]
    wanted: Figure<Kernel>
    target: Figure<Grid>
    image: Figure<Grid>
    rows: Row[]
    curve: Figure<Curve>
    notes: HTMLParagraphElement
    limits: { wanted: number; learned: number }
    looks: { signed: Look; error: Look }
  }

  interface State {
    root: HTMLElement
    width?: number
    step: number
    pointed: { place: Place; run: number } | null
    weight: { at: number; run: number } | null
    sent: number | null
    transport: Transport
    walk: Playing
    slider: HTMLInputElement
    status: HTMLElement
    reading: HTMLElement
    send: Send
    data: Message
    model: Model
    shape: string
    parts: Parts
    moments: Moment[]
  }
}
