// The pad: its message, its drawing, and its parts.

declare namespace DrawingPad {
  type Point = [x: number, y: number]
  type Stroke = Point[]

  interface Message {
    strokes: Stroke[]
    turn: number
    digest: string
  }

  type Send = (name: string, value: unknown) => void

  interface Listeners {
    onStroke: (strokes: Stroke[]) => void
    onRest: (strokes: Stroke[], turn: number) => void
  }

  interface State {
    strokes: Stroke[]
    /** What Undo goes back to, the latest last. */
    past: Stroke[][]
    /** The stroke that is being drawn, in parts, and where the pointer is. */
    pen: { parts: Stroke[]; last: Point } | null
    /** Whether a stroke was refused. */
    full: boolean
    /** The number of the last message to the server. */
    turn: number
    listeners: Listeners
  }

  interface Hand {
    begin: (point: Point) => void
    move: (point: Point) => void
    end: () => void
  }

  interface Parts {
    elements: HTMLElement[]
    canvas: HTMLCanvasElement
    hint: HTMLElement
    undo: HTMLButtonElement
    clear: HTMLButtonElement
    full: HTMLElement
    heard: HTMLElement
  }

  interface Pad {
    root: HTMLElement
    width?: number
    side: number
    frame: number
    data?: Message
    send: Send
    drawn: State
    parts: Parts
  }
}
