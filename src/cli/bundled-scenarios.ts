import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { parseScenario, type Scenario } from '@sim'
import { PROJECT_ROOT } from './project'

const FOLDER = join(PROJECT_ROOT, 'assets', 'scenarios')

export interface BundledScenario {
  /** The file's name without `.json`. */
  readonly id: string
  readonly path: string
  readonly scenario: Scenario
}

/** Ids of the scenarios that come with Fleetshift, sorted. */
export function bundledScenarioIds(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort()
}

/** The path of a bundled scenario, as one would type it from the current directory. */
export function bundledScenarioPath(id: string): string {
  return relative(process.cwd(), join(FOLDER, `${id}.json`))
}

/** All bundled scenarios by `presentation.order`, which also keeps the scenarios of a collection together. */
export function bundledScenarios(): BundledScenario[] {
  return bundledScenarioIds()
    .map(readBundledScenario)
    .sort((a, b) => a.scenario.presentation.order - b.scenario.presentation.order)
}

function readBundledScenario(id: string): BundledScenario {
  const path = join(FOLDER, `${id}.json`)
  const parsed = parseScenario(JSON.parse(readFileSync(path, 'utf8')))
  if (!parsed.ok) throw new Error(`${path}: ${parsed.issues[0]?.message ?? 'is not a scenario'}`)
  return { id, path: bundledScenarioPath(id), scenario: parsed.value }
}
