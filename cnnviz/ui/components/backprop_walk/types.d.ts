// The data of one training step, as Python sends it.

declare namespace BackpropWalk {
  type Send = (name: string, value: unknown) => void
  type TableCell = [table: number, row: number, column: number]
  /** Cells of a table that a number was computed from. */
  type TableFrame = [table: number, row: number, column: number, rows: number, columns: number]
  type Phase = "forward" | "backward" | "update" | "after"

  interface Table {
    name: string
    operator: string
    colours: Colours
    texts: string[][]
    strengths: number[][]
    heads: string[]
    signs: string[]
    marked: Place[]
    lines: string[]
    frames: TableFrame[][]
  }

  interface Stop {
    name: string
    phase: Phase
    sentence: string
    tables: Table[]
  }

  interface Message {
    stops: Stop[]
    at: number
    tallest: number
    digest: string
  }

  interface List {
    element: HTMLElement
    name: (stops: Stop[]) => void
    show: (at: number) => void
  }

  interface CellSizes {
    gap: number
    least: number
    most: number
  }

  interface Hands {
    look: (place: TableCell) => void
    turn: (place: TableCell) => void
  }

  interface State {
    root: HTMLElement
    width?: number
    stop: number
    place: TableCell | null
    sent: number[]
    transport: Transport
    walk: Playing
    list: List
    title: HTMLElement
    sentence: HTMLElement
    scene: HTMLElement
    arithmetic: HTMLElement
    hint: HTMLElement
    send: Send
    data: Message
    cell: number
    narrow: boolean
  }
}
