/** Weights that fit `values` by sums over the columns of `rows`, with what is left over. */
export interface Fit {
  readonly weights: readonly number[]
  readonly squaredError: number
  /** First diagonal element of the inverse of the normal matrix: the variance of the first weight, in units of the error's. */
  readonly inverseOfFirst: number
}

/** Ordinary least squares by the normal equations; for a handful of columns of like size. */
export function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): Fit {
  const columnCount = rows[0]?.length ?? 0
  const columns = Array.from({ length: columnCount }, (_, column) => rows.map((row) => row[column] ?? 0))
  const normal = columns.map((a) => columns.map((b) => product(a, b)))
  const weights = solve(
    normal,
    columns.map((column) => product(column, values)),
  )
  const first = columns.map((_, column) => Number(column === 0))
  const errors = rows.map((row, index) => (values[index] ?? 0) - product(row, weights))
  return { weights, squaredError: product(errors, errors), inverseOfFirst: solve(normal, first)[0] ?? Number.NaN }
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

/** Gaussian elimination; the matrix is symmetric and positive definite, so no pivot is needed. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  rows.forEach((pivot, at) => {
    for (const row of rows) {
      if (row === pivot) continue
      const factor = (row[at] ?? 0) / (pivot[at] ?? Number.NaN)
      row.forEach((value, column) => {
        row[column] = value - factor * (pivot[column] ?? 0)
      })
    }
  })
  return rows.map((row, index) => (row[right.length] ?? 0) / (row[index] ?? Number.NaN))
}
