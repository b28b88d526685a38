import { withoutEnding } from './document/without-ending'
import type { Finding, Place, Severity } from './outcome'

/** No file, no line: for what an option or all files together bring about. */
export const NOWHERE: Place = { file: '', line: 0, column: 0 }

/** So many findings of one file are told; a file with more has one cause, not so many. */
const FINDINGS_PER_FILE_MAX = 100

/** Collects what there is to say, in any order, each sentence once. */
export class Findings {
  private readonly found: Finding[] = []
  private readonly knownKeys = new Set<string>()

  error(place: Place, message: string, suggestion?: string): void {
    this.add('error', place, message, suggestion)
  }

  warning(place: Place, message: string, suggestion?: string): void {
    this.add('warning', place, message, suggestion)
  }

  note(place: Place, message: string, suggestion?: string): void {
    this.add('note', place, message, suggestion)
  }

  /** Takes over what others collected. */
  addAll(others: Findings): void {
    for (const other of others.found) this.add(other.severity, other, other.message, other.suggestion)
  }

  hasErrors(): boolean {
    return this.found.some(({ severity }) => severity === 'error')
  }

  /** Everything that was said, file by file in the order of `files`, each from top to bottom. */
  list(files: readonly string[]): readonly Finding[] {
    const sorted = this.found.toSorted(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
    )
    return ['', ...new Set(files)].flatMap((file) => shortened(sorted.filter((finding) => finding.file === file)))
  }

  private add(severity: Severity, { file, line, column }: Place, words: string, suggestion?: string): void {
    const message = asSentence(words)
    const key = JSON.stringify([file, line, column, message])
    if (this.knownKeys.has(key)) return
    this.knownKeys.add(key)
    this.found.push({ severity, file, line, column, message, ...(suggestion === undefined ? {} : { suggestion }) })
  }
}

/** Words with exactly one mark at their end; a question ("did you mean ...?") has its own. */
export function asSentence(words: string): string {
  const bare = withoutEnding(words, '.')
  return /[?!]$/.test(bare) ? bare : `${bare}.`
}

/** Errors are the last to be left out. */
function shortened(findings: readonly Finding[]): readonly Finding[] {
  const leftOutCount = findings.length - FINDINGS_PER_FILE_MAX
  if (leftOutCount <= 0) return findings
  const errors = findings.filter(({ severity }) => severity === 'error')
  const told = (errors.length > 0 ? errors : findings).slice(0, FINDINGS_PER_FILE_MAX)
  const [{ file, line, column }] = [told.at(-1) ?? NOWHERE]
  const message = `${findings.length - told.length} more findings in this file are not listed.`
  return [...told, { severity: 'note', file, line, column, message }]
}

/** A finding on one line, as compilers print them: "appspec.yml:3:5: error: ...". */
export function formatFinding({ severity, file, line, column, message, suggestion }: Finding): string {
  const where = file === '' ? '' : line === 0 ? `${file}: ` : `${file}:${line}:${column}: `
  return `${where}${severity}: ${message}${suggestion === undefined ? '' : ` ${suggestion}`}`
}
