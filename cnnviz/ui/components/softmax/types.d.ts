// The message of softmax and loss, and what is computed from it.

declare namespace Softmax {
  type Send = (name: string, value: unknown) => void
  type LossName = "crossentropy" | "squared"
  type PresetName = "equal" | "doubtful" | "confident" | "huge"
  type Column = "difference" | "slope" | "squared"

  interface Message {
    view: "loss" | "why"
    start: number[]
    logits: number[] | null
    temperature: number
    temperatures: [least: number, most: number]
    label: number
    truth: number | null
    digit: number[] | null
    heard: string[]
    digest: string
  }

  /** Everything computed from logits, a temperature and the true class. */
  interface Weighed {
    logits: number[]
    temperature: number
    truth: number
    scaled: number[]
    largest: number
    total: number
    shares: number[]
    rests: number[]
    target: number[]
    differences: number[]
    crossentropy: number
    clipped: number
    squared: number
    winner: number
    slopes: number[]
    squaredSlopes: number[]
  }

  /** The visitor's actions. */
  interface Hands {
    look: (n: number | null) => void
    move: (n: number, logit: number) => void
    rest: () => void
    type: (n: number, text: string) => void
    heat: (temperature: number) => void
    typeHeat: (text: string) => void
    choose: (truth: number) => void
    preset: (name: PresetName) => void
    reset: () => void
  }

  interface Temperature {
    element: HTMLElement
    range: HTMLInputElement
    exact: HTMLInputElement
  }

  interface Bar {
    element: HTMLElement
    digit: HTMLCanvasElement
    reset: HTMLElement
    temperature: Temperature
  }

  interface Measured {
    bar: HTMLElement
    value: HTMLElement
  }

  interface Row {
    element: HTMLElement
    range: HTMLInputElement
    exact: HTMLInputElement
    share: Measured
    truth: { label: HTMLElement; radio: HTMLInputElement; value: HTMLElement }
    gradients: Measured[]
  }

  interface Rows {
    element: HTMLElement
    draw: (weighed: Weighed, looked: number | null) => void
  }

  interface Axis {
    name?: string
    from: number
    to: number
    ticks: number[]
    log?: boolean
  }

  interface Axes {
    x: Axis
    y: Axis
  }

  type Point = [x: number, y: number]

  interface Line {
    points: Point[]
    look: string
    name?: string
    at?: Point
    anchor?: string
  }

  interface Mark {
    at: Point
    look: string
    name?: string
  }

  interface Plot {
    root: SVGElement
    draw: (axes: Axes, lines: Line[], marks: Mark[]) => void
  }

  interface Measures {
    element: HTMLElement
    say: (name: string, number: string, detail?: string) => void
  }

  interface Panel {
    element: HTMLElement
    lines: (weighed: Weighed, looked: number) => string[]
    note: (weighed: Weighed) => string
    draw: (weighed: Weighed) => void
  }

  interface State {
    root: HTMLElement
    own: boolean
    heat: number
    truth: number | null
    looked: number | null
    sent: string[]
    problem: string
    moved: boolean
    rest: number
    frame: number
    send: (values: unknown) => void
    data: Message
    given: string
    logits: number[]
    rows: Rows
    panel: Panel
    shown: string
    bar: Bar
    lines: HTMLElement
    note: HTMLElement
    wrong: HTMLElement
    heard: HTMLElement
  }
}
