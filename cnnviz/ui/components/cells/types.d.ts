// The message about the bar and the cells, and what is drawn of them.

declare namespace Cells {
  type Send = (name: string, value: unknown) => void

  interface Pose {
    /** In degrees, 0 to 179, counter-clockwise from the horizontal. */
    angle: number
    /** In pixels from the centre, at a right angle to the bar. */
    shift: number
  }

  interface Message extends Pose {
    /** Rows and columns of the picture. */
    side: number
    barWidth: number
    barLength: number
    mostShift: number
    /** Rows and columns of a kernel. */
    size: number
    /** The preferred angles of all kernels. */
    angles: number[]
    /** The angles of the kernels that are shown. */
    shown: number[]
    divisors: number[]
    /** The address of the weights. */
    numbers: string
    dark: boolean
    /** Rows and columns of the places that the complex cell pools. */
    pool: number
    turns: boolean
    digest: string
  }

  interface Kernel {
    weights: Float32Array
    size: number
    divisor: number
    /** The sum of the weights. */
    total: number
  }

  /** A picture, and in each row the first and the last column that differ from the background. */
  interface Seen {
    levels: Uint8Array
    side: number
    background: number
    first: Int16Array
    last: Int16Array
  }

  interface ByShift {
    cell: number
    shifts: number[]
    simple: number[]
    pooled: number[]
  }

  /** What a hand holds: the pose and the place at which it grabbed the bar. */
  interface Grab {
    kind: "shift" | "turn"
    pose: Pose
    from: [x: number, y: number]
  }

  interface Picture {
    element: HTMLElement
    draw: (data: Message, pose: Pose) => void
    resize: (side: number) => void
  }

  interface AngleChart {
    element: HTMLElement
    build: (data: Message, weights: Float32Array, size: Size) => void
    draw: (data: Message, pose: Pose, responses: number[]) => void
  }

  interface Tiles {
    element: HTMLElement
    build: (data: Message, weights: Float32Array, axes: UnitAxes) => void
    mark: (best: number) => void
  }

  interface ShiftChart {
    element: HTMLElement
    build: (data: Message, size: Size) => void
    draw: (data: Message, pose: Pose, found: ByShift) => void
  }

  interface Controls {
    element: HTMLElement
    show: (data: Message, pose: Pose, playing: boolean) => void
  }

  interface State {
    root: HTMLElement
    width?: number
    data?: Message
    send: Send
    pose: Pose
    /** The poses that Python was told and has not sent back. */
    sent: string[]
    weights: Float32Array | null
    /** How many degrees the bar still turns by itself. */
    left: number
    asked: number
    /** Whether a pointer is down. */
    held: boolean
    byShift: { key: string; found: ByShift } | null
    picture: Picture
    controls: Controls
    angles: AngleChart
    shifts: ShiftChart
    walk: Playing
  }
}
