import { CliFailure, EXIT } from '../failure'

const SIGNALS = [
  { signal: 'SIGINT', exitCode: EXIT.interrupted },
  { signal: 'SIGTERM', exitCode: EXIT.terminated },
] as const

export interface Interrupt {
  /** Throws once the person has pressed Ctrl-C or the process was asked to end. */
  check(): void
  /** Gives the signals back to Node. */
  release(): void
}

/**
 * Turns Ctrl-C into a question that the work asks between two slices, so that nothing is left half done. A second
 * Ctrl-C ends the process at once.
 */
export function watchForInterrupt(): Interrupt {
  let exitCode: 130 | 143 | null = null
  const handlers = SIGNALS.map(({ signal, exitCode: code }) => {
    const handler = () => {
      exitCode = code
      release()
    }
    process.on(signal, handler)
    return { signal, handler }
  })
  const release = () => {
    for (const { signal, handler } of handlers) process.off(signal, handler)
  }
  return {
    check() {
      if (exitCode !== null) throw new CliFailure('Cancelled: nothing was written.', exitCode)
    },
    release,
  }
}
