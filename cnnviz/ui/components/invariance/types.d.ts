// The message about a digit, its distortions and the networks that read it, and what is computed from it.

declare namespace Invariance {
  type Send = (name: string, value: unknown) => void
  type Name = "turn" | "right" | "down" | "scale" | "shear" | "thickness" | "blur" | "noise"
  /** The amount of each distortion. */
  type Amounts = Record<Name, number>
  type View = "digit" | "average"
  type Distort = (digit: ArrayLike<number>, amounts: Amounts) => Float32Array

  /** One way to distort a digit. */
  interface Distortion {
    name: Name
    title: string
    unit: string
    least: number
    most: number
    /** The amount that changes nothing. */
    neutral: number
    /** The difference between neighbouring amounts on the slider. */
    step: number
    /** What a smaller and a larger amount do. */
    low: string
    high: string
    /** The amounts at which a curve is computed. */
    amounts: number[]
  }

  interface Reader {
    name: string
    label: string
    colour: string
    /** As SVG writes it; "" for a solid line. */
    dash: string
    network: Network.Description
    /** The address of the weights. */
    weights: string
  }

  interface Message {
    side: number
    /** The digit, row by row, as levels 0 … 255. */
    pixels: number[]
    /** Its class; null if only the networks know. */
    truth: number | null
    /** The network whose answer to the digit as it is stands for an unknown class. */
    judge: string
    distortions: Distortion[]
    readers: Reader[]
    /** Of each distortion and network, the shares of right answers at the curve's amounts. */
    averages: Record<Name, Record<string, number[]>>
    /** How many digits these shares are of. */
    judged: number
    seed: number
    truncate: number
    view: View
    chosen: Name
    amounts: Amounts
    sweeps: boolean
    digest: string
  }

  /** A network's answers at the amounts of a curve; NaN and null where they are still to come. */
  interface Curve {
    /** The probability of the true class, or the share of right answers. */
    shares: number[]
    right: (boolean | null)[]
    /** Whether it is right at amounts of the slider between those of the curve. */
    between: Map<number, boolean>
  }

  /** The amounts at which a network's answers are wrong for the first time; null if they never are. */
  interface Breaks {
    low: number | null
    high: number | null
  }

  interface Loaded extends Reader {
    runner: Network.Runner
    /** The probabilities of the last pass. */
    output: () => Float32Array
    /** The probabilities at the amounts under the hand. */
    answer: Float32Array | null
    /** The picture that this is the answer to. */
    seen: Float32Array | null
  }

  /** What the curves belong to, and where they are kept. */
  interface Job {
    key: string
    distortion: Distortion
    curves: Curve[]
    truth: number
    done: boolean
    stopped: boolean
  }

  interface Scales extends Size {
    left: number
    right: number
    top: number
    bottom: number
    /** The middle of a network's row below the plot. */
    row: (n: number) => number
    x: (amount: number) => number
    y: (share: number) => number
    amountAt: (x: number) => number
  }

  interface Row {
    label: string
    answer: string
    right: boolean | null
    /** Whether the answer is to an earlier picture. */
    late: boolean
  }

  /** What the chart shows. */
  interface Shown {
    distortion: Distortion
    readers: Reader[]
    curves: Curve[]
    amount: number
    /** The share at the hand for each network; NaN if it is not known yet. */
    now: number[]
    rows: Row[]
    axis: string
    /** How far from the neutral amount the lines are drawn, from 0 to 1. */
    reveal: number
    /** Changes whenever lines or bars do. */
    version: number
  }

  interface Chart {
    element: SVGElement
    draw: (shown: Shown, size: Size) => void
  }

  interface Pair {
    element: HTMLElement
    draw: (side: number, digit: ArrayLike<number>, distorted: ArrayLike<number>, alt: string) => void
    resize: (pixel: number) => void
  }

  interface Sliders {
    element: HTMLElement
    show: (
      distortions: Distortion[],
      amounts: Amounts,
      chosen: Name,
      step: (one: Distortion) => number,
    ) => void
  }

  interface Buttons {
    element: HTMLElement
    show: (state: { playing: boolean; combined: boolean; view: View }) => void
  }

  interface Head {
    element: HTMLElement
    show: (view: View, judged: number, title: string) => void
  }

  interface State {
    root: HTMLElement
    width?: number
    data?: Message
    send: Send
    view: View
    chosen: Name
    amounts: Amounts
    /** Whether several distortions may be combined. */
    combined: boolean
    /** The states that Python was told and has not sent back. */
    sent: string[]
    digit: Float64Array
    /** How many digits there have been. */
    digits: number
    distort: Distort
    /** Empty until they are loaded. */
    readers: Loaded[]
    truth: number | null
    job: Job | null
    /** The averages of each distortion, in the order of the readers. */
    averages: Record<string, Curve[]>
    /** What the answers under the hand belong to. */
    answered: string
    /** Whether the networks are answering in this very moment. */
    answering: boolean
    /** Where the amount still goes by itself; null stands for the telling amount. */
    ways: (number | null)[]
    /** Whether the digit still waits for its first sweep. */
    arriving: boolean
    reveal: number
    version: number
    /** The frame that is asked for. */
    asked: number
    /** The timer of a component that has left its page. */
    leaving?: number
    held: boolean
    size: Size
    /** Is called when all curves are computed. */
    known: () => void
    pair: Pair
    sliders: Sliders
    buttons: Buttons
    head: Head
    chart: Chart
    walk: Playing
  }
}
