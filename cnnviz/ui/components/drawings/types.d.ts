// SVG drawings beside each other.

declare namespace Drawings {
  interface Message {
    drawings: Drawing[]
    digest: string
  }

  interface Drawing {
    svg: string
    title: string
    line: string
    colour: string
    shrinks: boolean
  }
}
