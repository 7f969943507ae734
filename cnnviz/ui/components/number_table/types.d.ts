// The message about a table of numbers.

declare namespace NumberTable {
  type Send = (name: string, value: unknown) => void

  interface Message {
    columns: { name: string; has_numbers: boolean }[]
    groups: { name: string; n_columns: number }[]
    rows: Row[]
    label: string
    tallest: string
    digest: string
  }

  interface Row {
    /** The text of each cell; a single one is a heading over all columns. */
    cells: string[]
    /** The indices of the cells that stand out. */
    differing: number[]
    is_chosen: boolean
    /** What Python is told when the row is chosen; "" if it cannot be. */
    name: string
  }
}
