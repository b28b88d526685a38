/** Columns of the run's time, as many as fit a line: column k covers `fromMs` up to but not including `toMs`. */
export interface TimeColumn {
  readonly fromMs: number
  readonly toMs: number
}

/** Cuts `fromMs`..`toMs` into `columnCount` columns of whole milliseconds, the same on every machine. */
export function timeColumns(fromMs: number, toMs: number, columnCount: number): TimeColumn[] {
  const cutAt = (index: number) => fromMs + Math.floor(((toMs - fromMs) * index) / columnCount)
  return Array.from({ length: columnCount }, (_, index) => ({ fromMs: cutAt(index), toMs: cutAt(index + 1) }))
}

/** Rows of the per-second table that a column touches; at least one. */
export function rowsOf(column: TimeColumn, rowCount: number): { readonly from: number; readonly to: number } {
  const from = Math.min(rowCount - 1, Math.floor(column.fromMs / 1_000))
  return { from, to: Math.max(from + 1, Math.min(rowCount, Math.ceil(column.toMs / 1_000))) }
}
