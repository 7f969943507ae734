// Training runs, as Python sends them.

declare namespace TrainingCurves {
  type Measure = "loss" | "accuracy"

  interface Line<Values = Float32Array> {
    x: Values
    loss: Values
    accuracy: Values
  }

  interface Run<Values = Float32Array> {
    name: string
    colour: string
    dashed: boolean
    batches: Line<Values>
    means: Line<Values>
    tests: Line<Values>
  }

  interface Moments {
    steps: number[]
    epochs: number[]
  }

  /** The message; before decoding, the numbers of its runs are base64 texts. */
  interface Message<Values = Float32Array> {
    runs: Run<Values>[]
    epochs: number
    run: string
    going: boolean
    moments: Moments
    moment: number | null
    /** Whether there is a slider. */
    slider: boolean
    tallest: number
    digest: string
  }

  interface Scale {
    left: number
    right: number
    top: number
    bottom: number
    x: (epoch: number) => number
    y: (value: number) => number
    epochAt: (x: number) => number
    epochs: number[]
    ticks: { value: number; text: string }[]
  }

  interface Panel {
    figure: HTMLElement
    name: string
    svg: SVGElement
    scale: Scale | null
  }

  interface Drawing extends Size {
    runs: Run[]
    scale: Scale
    measure: Measure
    label: string
  }

  interface State {
    root: HTMLElement
    data: Message
    index: number | null
    sent: number | null
    pointed: number | null
    timer: number | null
    panels: Record<Measure, Panel>
    slider: HTMLInputElement
    newest: HTMLButtonElement
    send: (index: number | null) => void
  }
}
