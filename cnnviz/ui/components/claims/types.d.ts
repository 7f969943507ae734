// Claims in columns.

declare namespace Claims {
  interface Message {
    columns: { title: string; claims: Claim[] }[]
    digest: string
  }

  interface Claim {
    words: string
    sentence: string
    src: string
    alt: string
    links: PageLink[]
  }
}
