// The ledger's message and state.

declare namespace Ledger {
  interface Backdrop {
    rows: number[][]
    inset: Frame
  }

  interface Message {
    inputs: number[]
    weights: number[]
    bias: number
    shape: Shape
    title: string
    total: string
    bias_name: string
    most: number
    tallest: number
    picking: boolean
    backdrop: Backdrop | null
    digest: string
  }

  interface Sums {
    pro: number[]
    contra: number[]
    rest: { count: number; sum: number }
    proSum: number
    contraSum: number
    bias: number
    total: number
  }

  interface Model {
    data: Message
    votes: number[]
    ledger: Sums
    nameOf: (place: number) => string
  }

  interface Hands {
    hover: (place: number | null) => void
    pick: (place: number | null) => void
  }

  interface Entries {
    element: HTMLTableElement
    write: (model: Model) => void
    mark: (place: number | null) => void
  }

  interface OverlayParts {
    element: HTMLElement
    caption: HTMLElement
    frame: HTMLElement
    canvas: HTMLCanvasElement
    grid: Grid
    backdrop: Backdrop | null
  }

  interface Overlay {
    element: HTMLElement
    draw: (data: Message, plane: Plane, look: LabelledLook, words: string) => void
    mark: (cell: Place | Cell | null) => void
    resize: (side: number) => void
  }

  interface State extends Model {
    root: HTMLElement
    width?: number
    step: number
    order: number[]
    rank: Map<number, number>
    built: string
    send: (place: number | null) => void
    speech: number
    vote: HTMLElement
    heard: HTMLElement
    sheet: HTMLElement
    title: HTMLElement
    planes: Planes
    entries: Entries
    overlay: Overlay
    plane: { rows: number; columns: number; values: number[] }
  }
}
