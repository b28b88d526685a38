/** Exit codes of the command: 0 is "the run was computed", whatever became of the deployment. */
export const EXIT = { ok: 0, failure: 1, badInput: 2, interrupted: 130, terminated: 143 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Something that a person can mend: printed as its lines on stderr, never as a stack trace. */
export class CliFailure extends Error {
  readonly lines: readonly string[]
  readonly exitCode: ExitCode

  constructor(lines: string | readonly string[], exitCode: ExitCode = EXIT.badInput) {
    const list = typeof lines === 'string' ? [lines] : lines
    super(list.join('\n'))
    this.lines = list
    this.exitCode = exitCode
  }
}
