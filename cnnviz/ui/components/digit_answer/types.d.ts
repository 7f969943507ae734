// The digit that a network reads.

declare namespace DigitAnswer {
  interface Message {
    digit: string
    share: string
    note: string
    digest: string
  }
}
