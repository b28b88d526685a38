import { readFileSync } from 'node:fs'
import {
  type Finding,
  formatFinding,
  type ImportOptions,
  type ImportOutcome,
  importFiles,
  type SourceFile,
} from '@interop'
import type { Scenario } from '@sim'

const FIXTURES = new URL('../fixtures/interop/', import.meta.url)

/** A made-up file of test/fixtures/interop. */
export function fixture(name: string): SourceFile {
  return { name, text: readFileSync(new URL(name, FIXTURES), 'utf8') }
}

export function importText(text: string, options: ImportOptions = {}): ImportOutcome {
  return importFiles([{ name: 'file', text }], options)
}

/** The findings as they are printed. */
export function printed({ findings }: { readonly findings: readonly Finding[] }): string {
  return findings.map(formatFinding).join('\n')
}

/** The scenario of files that must give one. */
export function scenarioOf(outcome: ImportOutcome): Scenario {
  if (!outcome.ok) throw new Error(`no scenario:\n${printed(outcome)}`)
  return outcome.scenario
}

/** The first lines that every AppSpec of these tests begins with; what follows starts on line 3. */
export const HEADER = 'version: 0.0\nos: linux\n'
