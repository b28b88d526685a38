import { type Assumption, type Finding, importFiles, readScenarioText } from '@interop'
import { formatScenario, type Scenario, scenarioJsonSchema } from '@sim'

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** One thing that is wrong with a file, or worth knowing about it, in a sentence for a person. */
export interface Problem {
  readonly severity: Finding['severity']
  /** '' when it concerns the files together. */
  readonly file: string
  /** RFC 6901 pointer into the scenario; '' is the whole, or a place that only `line` can name. */
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
      /** What is worth knowing, and what had to be assumed. */
      readonly remarks: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Reads a scenario file, or makes a scenario of an AppSpec and what the AWS CLI printed. Every problem at once. */
export function readScenarioFiles(files: readonly NamedText[]): Reading {
  const [first] = files
  const isScenario = first !== undefined && files.length === 1 && looksLikeScenario(first.text)
  return isScenario ? readScenario(first) : importScenario(files)
}

function readScenario({ name, text }: NamedText): Reading {
  const reading = readScenarioText(text, name)
  const findings = reading.findings.toSorted((a, b) => a.line - b.line || a.column - b.column).map(problemOf)
  if (!reading.ok) return { ok: false, problems: findings }
  return { ok: true, scenario: reading.value, text: formatScenario(reading.value), remarks: findings }
}

function importScenario(files: readonly NamedText[]): Reading {
  const { scenario, findings, assumptions } = importFiles(files)
  const problems = findings.map(problemOf)
  if (!scenario) return { ok: false, problems }
  return { ok: true, scenario, text: formatScenario(scenario), remarks: [...problems, ...assumptions.map(remarkOf)] }
}

/** By its keys, never by its name: no AppSpec and nothing that the AWS CLI prints shares a top-level key with a scenario. */
function looksLikeScenario(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof document !== 'object' || document === null) return false
    return Object.keys(document).some((key) => scenarioKeys().has(key))
  } catch {
    // Broken JSON: the reader of what it was meant to be says where.
    return text.includes('"schemaVersion"')
  }
}

let knownKeys: ReadonlySet<string> | null = null

/** Made when the first file is looked at: the schema costs more to build than the file to read. */
function scenarioKeys(): ReadonlySet<string> {
  knownKeys ??= new Set(Object.keys(scenarioJsonSchema().properties ?? {}))
  return knownKeys
}

function problemOf({ severity, file, line, column, message, suggestion, pointer }: Finding): Problem {
  const place = line === 0 ? {} : { line, column }
  const words = pointer && message.startsWith(`${pointer}: `) ? message.slice(pointer.length + 2) : message
  return {
    severity,
    file,
    pointer: pointer ?? '',
    message: capitalized(words),
    ...place,
    ...(suggestion ? { suggestion } : {}),
  }
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function remarkOf({ pointer, what, value, why }: Assumption): Problem {
  return { severity: 'note', file: '', pointer, message: `Assumed: ${what}, ${value}. ${why}` }
}
