// The card: how one number of the network came about, as it is shown and as it is read out.

declare namespace Card {
  /** What the card knows about the network beside one number's insight. */
  interface Surroundings {
    /** A layer's name for readers. */
    title: (name: string) => string
    /** The colours of a layer's numbers. */
    look: (name: string) => Look
    sides: (name: string) => Sides
    /** The names of the classes that a layer's units stand for; none for a hidden layer. */
    classes: (name: string) => string[]
  }

  interface Sides {
    rows: number
    columns: number
    channels: number
    flat: boolean
  }

  /** A number, where it lies, its weight and their product. */
  interface Entry {
    source: string
    cell: Cell | null
    value: number
    weight: number
    product: number
  }

  /** Numbers in cells. */
  interface Matrix extends Plane {
    name: string
    /** The operator before it. */
    operator: string
    look: Look
    /** A class for each cell: "outside" in the padding, "winner" for the maximum. */
    marks: string[]
  }

  interface MatrixPart {
    element: HTMLElement
    operator: HTMLElement
    grid: Grid
    caption: HTMLElement
  }

  /** A source's part of the sum; `slice` is null for all the others together. */
  interface Term {
    name: string
    value: number
    slice: number | null
    chosen: boolean
  }

  /** A word and a number of the line, such as "+ bias" and −0.19. */
  interface Item {
    word: string
    value: string
    result?: boolean
  }

  interface View {
    title: string
    place: string
    matrices: Matrix[]
    /** The names of the columns where the matrices are rows below one another; otherwise empty. */
    heads: string[]
    terms: Term[]
    lines: Item[][]
    note: string
    sentence: string
  }

  /** Cells of a map that the card marks. */
  interface Patch {
    name: string
    channel: number
    frames: Frame[]
    /** Where the map stands, if not at its own place. */
    box?: Box | null
  }

  /** The map or column that the number belongs to. */
  interface OutputMap {
    plane: Plane
    look: Look
    caption: string
  }

  /** What the visitor does to the card. */
  interface Hands {
    /** The pointer is over a cell of the output map. */
    point: (place: Place) => void
    key: (event: KeyboardEvent) => void
    /** Show the window in another source: the next stronger one, the next weaker one, or this slice. */
    step: (by: 1 | -1) => void
    choose: (slice: number) => void
    open: () => void
    close: () => void
  }

  interface Parts {
    rows: HTMLElement
    heads: HTMLElement
    matrices: MatrixPart[]
    title: HTMLElement
    place: HTMLElement
    terms: HTMLElement
    lines: HTMLElement
    note: HTMLElement
    before: HTMLButtonElement
    after: HTMLButtonElement
  }

  interface Standing {
    parts: Parts
    output: Grid
    hands: Hands
    width: number
    narrow: boolean
  }

  interface Card {
    element: HTMLElement
    output: HTMLElement
    draw: (view: View, map: OutputMap) => void
    /** The width for its content, and whether matrices may stand in two rows. */
    resize: (width: number, narrow: boolean) => void
    /** Mark cells of the output map. */
    mark: (frames: Frame[]) => void
  }
}

declare namespace LiveNetwork {
  /** A number of the network, as links and Python name it. */
  type Unit = [node: string, channel: number, row: number, column: number]

  /** The card of the chosen number, on the stage. */
  interface UnitCard {
    /** Open the unit of a link; null closes the card. */
    take: (unit: Unit | null) => void
    leave: () => void
  }

  interface CardState {
    live: Live
    card: Card.Card
    marks: HTMLElement
    spread: Spread
    ring: FocusRing
    resting: Resting
    close: () => void
    /** The slice whose window is shown; null is the strongest. */
    slice: number | null
    /** The spot that is shown now. */
    shown: Spot | null
    /** The units that Python was told last, and that it asked for last, as JSON. */
    told: string | null
    asked?: string
  }

  /** The element that takes the focus. */
  interface FocusRing {
    element: HTMLElement
    stand: (spot: Spot | null) => void
    refit: () => void
    focus: () => void
  }

  /** A source of a path in a row of its own. */
  interface SpreadRow {
    kernel: Box | null
    map: Box
  }

  interface SpreadLayout {
    box: Box
    rows: SpreadRow[]
    sum: Box
    result: Box
    /** CSS pixels of one number. */
    scale: number
  }

  /** The path to the chosen map. */
  interface Spread {
    element: HTMLElement
    edges: SVGElement
    ground: HTMLElement
    rows: HTMLElement
    sum: HTMLElement
    others: HTMLElement
    result: HTMLCanvasElement
    /** The map whose path is shown, where the path stands, and where the map stands at its end. */
    shown: string
    box: Box | null
    map: Box | null
  }
}
