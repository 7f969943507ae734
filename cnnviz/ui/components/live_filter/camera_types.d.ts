// The types of the live camera; they add to those of the live filter.

declare namespace LiveFilter {
  /** What follows the kernel. */
  interface After {
    relu: boolean
    pooled: boolean
  }

  /** A frame of the camera and its results after ReLU and pooling, of every pixel. */
  interface Seen {
    job: Job
    results: Results
    pooled: boolean
  }

  /** What reads the numbers of a plane of this size, and the place in it. */
  interface Readable {
    read: (place: Place) => number[]
    size: Size
    place: Place
  }

  interface FrameWork {
    busy: () => boolean
    take: (job: Job, after: After) => void
    stop: () => void
  }

  /** Counts frames; `perSecond` is null until it has counted for long enough. */
  interface Pace {
    count: (total: number, now: number) => void
    perSecond: () => number | null
    reset: () => void
  }

  interface CameraBar extends After {
    element: HTMLElement
    /** Show a sentence; only a running camera has buttons. */
    show: (sentence: string, running: boolean) => void
  }

  interface CameraState {
    live: State
    bar: CameraBar
    device: LiveCamera.Device
    work: FrameWork
    canvas: HTMLCanvasElement
    size: Size
    on: boolean
    seen: Seen | null
    /** Milliseconds at which colours and captions were last chosen, and for which view and settings. */
    chosenAt: number
    chosenFor: string
    chosenPlan: Plan | null
    planned: { kernel: Kernel; flip: boolean; plan: Plan } | null
    details: { image: string; result: string }
    camera: Pace
    results: Pace
    shown: number
    again: () => void
  }

  interface Camera {
    /** Take Python's message, switch the camera on or off, and return the message at the camera's size. */
    take: (data: Message) => Message
    leave: () => void
    seen: () => Seen | null
  }

  interface Message {
    /** Whether the camera's picture takes the place of the image. */
    camera: boolean
  }

  interface State {
    camera: Camera
    given: Message
  }
}
