import { parseScenario } from '@sim'
import { listAssumptions } from './assemble/assumptions'
import { type Chosen, choosePieces, type FilePiece } from './assemble/choose'
import { tellDisagreements } from './assemble/disagreements'
import { type Draft, draftScenario } from './assemble/draft'
import { Findings, NOWHERE } from './findings'
import type { ImportOptions, ImportOutcome, Place, SourceFile } from './outcome'
import { readFile } from './read-file'

/** So many files describe one deployment many times over. */
const FILES_MAX = 20

/**
 * Makes one scenario of real deployment files: any subset, in any order, each recognised by what is in it. What the
 * files and options do not say is assumed, and every assumption is listed. Never throws: whatever is wrong is a finding
 * with file, line and column.
 */
export function importFiles(files: readonly SourceFile[], options: ImportOptions = {}): ImportOutcome {
  const findings = new Findings()
  const names = files.map(({ name }) => name)
  const chosen = choosePieces(readAll(files, findings), options.oldAppspecFileIndex, findings)
  tellDisagreements(chosen, findings)
  tellUnusedLoads(chosen, options, findings)
  const draft = draftScenario(chosen, names, options, findings)
  const parsed = findings.hasErrors() ? null : parseScenario(draft.document)
  if (parsed?.ok) {
    const assumptions = listAssumptions(parsed.value, draft, chosen)
    return { ok: true, scenario: parsed.value, assumptions, findings: findings.list(names) }
  }
  for (const { pointer, message } of parsed?.issues ?? []) {
    findings.error(placeOf(pointer, draft), `In the scenario, ${pointer === '' ? 'the whole' : pointer}: ${message}`)
  }
  return { ok: false, scenario: null, assumptions: [], findings: findings.list(names) }
}

function readAll(files: readonly SourceFile[], findings: Findings): readonly FilePiece[] {
  if (files.length === 0) findings.error(NOWHERE, 'No file was given to import.')
  if (files.length <= FILES_MAX) {
    return files.flatMap((file, fileIndex) => readFile(file, findings).map((piece) => ({ fileIndex, piece })))
  }
  findings.error(NOWHERE, `${files.length} files were given; one import takes up to ${FILES_MAX}.`)
  return []
}

function tellUnusedLoads({ load }: Chosen, options: ImportOptions, findings: Findings): void {
  if (load && options.load)
    findings.warning(load.place, 'This load is not used: another one was given with the import.')
  if (options.rps !== undefined && (options.load ?? load)) {
    findings.warning(NOWHERE, `The rate of ${options.rps} requests per second is not used: a recorded load was given.`)
  }
}

/** Where a value of the scenario was said; of a list or an object, where the whole was. */
function placeOf(pointer: string, { said }: Draft): Place {
  for (let part = pointer; part !== ''; part = part.slice(0, part.lastIndexOf('/'))) {
    const place = said.get(part)
    if (place) return place
  }
  return NOWHERE
}
