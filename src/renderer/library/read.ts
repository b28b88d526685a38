import { formatScenario, parseScenario, type Scenario } from '@sim'

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** One thing that is wrong with a file, or worth knowing about it, in a sentence for a person. */
export interface Problem {
  readonly file: string
  /** RFC 6901 pointer into the document; '' is the whole, or a place that only `line` can name. */
  readonly pointer: string
  readonly message: string
  /** From 1. */
  readonly line?: number
  /** From 1. */
  readonly column?: number
  readonly suggestion?: string
}

export type Reading =
  | {
      readonly ok: true
      readonly scenario: Scenario
      /** The scenario as a file. */
      readonly text: string
      readonly warnings: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads a scenario file; every problem at once. */
export function readScenarioFiles(files: readonly NamedText[]): Reading {
  const [file] = files
  if (!file || files.length > 1) return { ok: false, problems: [{ file: '', pointer: '', message: 'Open one file.' }] }
  const { name, text } = file
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return { ok: false, problems: [{ file: name, pointer: '', message: `This is not JSON: ${String(error)}` }] }
  }
  const parsed = parseScenario(document)
  if (!parsed.ok) return { ok: false, problems: parsed.issues.map((issue) => ({ ...issue, file: name })) }
  const warnings = parsed.warnings.map((issue) => ({ ...issue, file: name }))
  return { ok: true, scenario: parsed.value, text: formatScenario(parsed.value), warnings }
}
