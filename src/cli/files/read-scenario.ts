import { basename } from 'node:path'
import { formatFinding, readScenarioText } from '@interop'
import { nearestName, type Scenario } from '@sim'
import { bundledScenarioIds, bundledScenarioPath } from '../bundled-scenarios'
import { CliFailure } from '../failure'
import type { Terminal } from '../terminal/terminal'
import { type InputText, readInputText } from './read-text'

export interface ScenarioFile extends InputText {
  readonly scenario: Scenario
}

/**
 * Reads a scenario file, or standard input for `-`. Warnings go to stderr.
 * @throws {CliFailure} with every problem of the file, a line each: `scenario.json:12:5: ...`
 */
export async function readScenarioFile(path: string, terminal: Terminal): Promise<ScenarioFile> {
  const input = await readInputText(path, bundledHint)
  const parsed = readScenarioText(input.text, input.name)
  terminal.printNotes(parsed.findings.map(formatFinding))
  if (!parsed.ok) throw new CliFailure([])
  return { ...input, scenario: parsed.value }
}

/** Whoever types the name of a bundled scenario is told where it is. */
function bundledHint(path: string): string {
  const id = nearestName(basename(path, '.json'), bundledScenarioIds())
  return id === null ? '' : ` Did you mean ${bundledScenarioPath(id)}?`
}
