// The visitor's camera, as components use it.

declare namespace LiveCamera {
  interface Device {
    start: () => void
    stop: () => void
  }

  interface Listeners {
    /** Called with each frame, and the number of frames that the camera has given. */
    frame: (video: HTMLVideoElement, count: number) => void
    failed: (sentence: string) => void
  }
}
