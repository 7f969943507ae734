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
    input: string
    rows: Row[]
    total: { parameters: string; multiplications: string } | null
    chosen: number
    drawing: string
    size: [width: number, height: number]
    scale: string
    digest: string
  }

  interface View {
    element: HTMLElement
    light: (name: string, n: number | null) => void
  }

  interface Drawing extends View {
    draw: (data: Message) => void
  }

  interface List extends View {
    write: (data: Message) => void
    focus: (n: number, part: string) => void
  }

  interface State {
    root: HTMLElement
    follow: [place: number, part: string] | null
    drawing: Drawing
    list: List
    scale: HTMLElement
    heard: HTMLElement
    send: (name: string, values: number[]) => void
    data: Message
  }
}
