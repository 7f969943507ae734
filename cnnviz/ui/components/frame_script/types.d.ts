// What Python tells the script that runs on every page.

declare namespace FrameScript {
  interface Message {
    /** The key of the button that a key on the keyboard presses. */
    buttons: Record<string, string>
    /** The addresses of all pages. */
    paths: string[]
  }

  /** What tells whether an element takes text. */
  interface Element {
    tagName: string
    isContentEditable: boolean
    getAttribute: (name: string) => string | null
  }
}
