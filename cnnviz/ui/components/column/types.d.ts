// The column's messages and state.

declare namespace Column {
  type Send = (place: number) => void

  interface Message {
    shape: Shape
    names: string[]
    values: number[]
    limit: number
    place: number
    tallest: number
    digest: string
  }

  interface ColumnLook extends Look {
    digits: number
  }

  interface Hands {
    hover: (place: number | null) => void
    pick: (place: number | null) => unknown
  }

  interface RowsState {
    element: HTMLDivElement
    inner: HTMLDivElement
    data: Message
    look: ColumnLook
    marked: number | null
  }

  interface Rows extends RowsState {
    draw: (data: Message, look: ColumnLook) => void
    mark: (place: number, follow: boolean) => void
  }

  interface Strip {
    element: HTMLDivElement
    count: number
    draw: (data: Message, look: ColumnLook) => void
    mark: (place: number) => void
  }

  interface State {
    root: HTMLElement
    width?: number
    place: number
    hovered: number | null
    sent: number | null
    transport: Transport
    walk: Playing
    send: Send
    data: Message
    planes: Planes
    rows: Rows
    strip: Strip
    counted: HTMLElement
    said: HTMLElement
  }
}
