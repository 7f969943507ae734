// The message about a network's bricks, and the parts of the component.

declare namespace Bricks {
  type Request = [what: string, place: number, to?: number]
  type Way = "up" | "down" | "away"

  interface Row {
    kind: string
    settings: string
    fault: string
    shape: string
    product: string
    multiplications: string
    field: string
  }

  interface Message {
    rows: Row[]
    /** The number of all parameters; "" while a layer does not fit. */
    total: string
    chosen: number
    drawing: Opened.Drawing
    scale: string
    digest: string
  }

  interface List {
    element: HTMLElement
    light: (name: string, n: number) => void
    write: (data: Message) => void
    focus: (n: number, part: string) => void
  }

  interface State {
    root: HTMLElement
    width?: number
    data?: Message
    follow: [place: number, part: string] | null
    drawing: Opened.State
    list: List
    scale: HTMLElement
    heard: HTMLElement
    send: Send
  }

  type Send = (name: string, values: number[]) => void
}
