// A table of pictures or counts, as Python sends it.

declare namespace Gallery {
  interface CellData {
    name: string
    picture: number | null
    text: string
    strength: number
    plain: boolean
  }

  interface Sheet {
    src: string
    across: number
    down: number
  }

  interface Message {
    name: string
    rows: (CellData | null)[][]
    rowNames: string[]
    columnNames: string[]
    down: string
    across: string
    sheet: Sheet | null
    tallest: string
    content: string
    chosen: Place | null
    digest: string
  }

  interface State {
    root: HTMLElement
    told: HTMLElement
    data: Message
    place: Place
    pick: (place: Place) => void
  }
}
