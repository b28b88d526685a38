import { formatCount } from '../text/format'

/** The sizes of the planned waves, equal ones in a row counted: `4 + 4 + 1`, `10 × 1`, `12 × 8 + 3`. */
export function waveWords(waveSizes: readonly number[]): string {
  if (waveSizes.length === 0) return 'none can start'
  if (waveSizes.length <= 4) return waveSizes.map(formatCount).join(' + ')
  const runs: { size: number; count: number }[] = []
  for (const size of waveSizes) {
    const last = runs.at(-1)
    if (last?.size === size) last.count += 1
    else runs.push({ size, count: 1 })
  }
  return runs.map(({ size, count }) => (count === 1 ? '' : `${formatCount(count)} × `) + formatCount(size)).join(' + ')
}
