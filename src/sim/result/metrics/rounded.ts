/** A figure cut after so many decimals: a share of 100 means that nothing at all was lost. */
export function cutAfter(decimals: 3 | 6, value: number): number {
  const unit = decimals === 3 ? 1_000 : 1_000_000
  return Math.floor(value * unit) / unit
}

/** `part` of `whole` in percent, cut after six decimals; exact where their product with 10^8 is a safe integer. */
export function percentOf(part: number, whole: number): number {
  return Math.floor((part * 100_000_000) / whole) / 1_000_000
}
