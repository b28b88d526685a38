interface Point {
  readonly atMs: number
  readonly rps: number
}

/** Expected requests between two times (ms) of a rate that holds from each point to the next, the first also before it. */
export function expectedOfSteps(points: readonly Point[], fromMs: number, toMs: number): number {
  return points.reduce((sum, point, index) => {
    const startMs = Math.max(index === 0 ? 0 : point.atMs, fromMs)
    const endMs = Math.min(points[index + 1]?.atMs ?? Number.POSITIVE_INFINITY, toMs)
    return sum + (point.rps * Math.max(0, endMs - startMs)) / 1000
  }, 0)
}

/** The same for straight lines from point to point: the area under them, by the trapezium rule on every piece. */
export function expectedOfRamp(points: readonly Point[], fromMs: number, toMs: number): number {
  const rate = (atMs: number): number => {
    const next = points.findIndex((point) => point.atMs > atMs)
    const after = points[next]
    const before = points[next - 1]
    if (after === undefined) return points.at(-1)?.rps ?? 0
    if (before === undefined) return after.rps
    return before.rps + ((after.rps - before.rps) * (atMs - before.atMs)) / (after.atMs - before.atMs)
  }
  const inside = points.map((point) => point.atMs).filter((atMs) => atMs > fromMs && atMs < toMs)
  const bounds = [fromMs, ...inside, toMs]
  return bounds.slice(1).reduce((sum, atMs, index) => {
    const fromBound = bounds[index] ?? 0
    return sum + ((rate(fromBound) + rate(atMs)) / 2) * ((atMs - fromBound) / 1000)
  }, 0)
}

/** The same for a cosine between trough and peak: its integral is a sine. */
export function expectedOfDay(
  day: { troughRps: number; peakRps: number; peakAtMs: number; periodMs: number },
  fromMs: number,
  toMs: number,
): number {
  const turn = (2 * Math.PI) / day.periodMs
  const swing = (Math.sin(turn * (toMs - day.peakAtMs)) - Math.sin(turn * (fromMs - day.peakAtMs))) / turn
  return (((day.troughRps + day.peakRps) / 2) * (toMs - fromMs) + ((day.peakRps - day.troughRps) / 2) * swing) / 1000
}
