import type { Distribution, Load } from '@sim'
import type { Place } from '../outcome'

/** Milliseconds in words: 0 ms, 250 ms, 5 s, 90 s, 10 min. */
export function duration(ms: number): string {
  if (ms === 0 || ms % 1_000 !== 0) return `${ms} ms`
  return ms >= 120_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`
}

export function law(distribution: Distribution): string {
  switch (distribution.kind) {
    case 'constant':
      return duration(distribution.meanMs)
    case 'exponential':
      return `exponential, mean ${duration(distribution.meanMs)}`
    case 'lognormal':
      return `lognormal, median ${duration(distribution.medianMs)}, p99 ${duration(distribution.p99Ms)}`
    case 'empirical':
      return `${distribution.samplesMs.length} measured durations`
  }
}

export function describeLoad(load: Load): string {
  return load.kind === 'constant' ? `${load.rps} requests per second, constant` : load.kind
}

/** A file without its folders. */
export function nameOfPlace({ file }: Pick<Place, 'file'>): string {
  return file.split(/[/\\]/).at(-1) ?? file
}
