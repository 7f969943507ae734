// The chapters as tiles.

declare namespace ChapterTiles {
  interface Message {
    tiles: Tile[]
    digest: string
  }

  interface Tile {
    title: string
    sentence: string
    src: string
    alt: string
    pages: PageLink[]
  }
}
