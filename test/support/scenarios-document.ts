import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  counted,
  type DeploymentCreator,
  formatCount,
  formatDuration,
  parseScenario,
  type RunResult,
  type Scenario,
  simulate,
  summarize,
} from '@sim'
import { bundledScenarioTexts } from './bundled-scenarios'

const FILE = fileURLToPath(new URL('../../docs/scenarios.md', import.meta.url))

const HEAD = `# Bundled scenarios

Each file in \`assets/scenarios\` is a story: open it in the window, or play it in the terminal with
\`npx fleetshift run assets/scenarios/<file>\`. This page is written by \`npm run golden\` from the files and from their
runs; a test holds it to them.
`

/** docs/scenarios.md as the bundled scenarios and their runs make it. */
export function makeScenariosDocument(): string {
  const entries = bundledScenarioTexts()
    .map(({ id, text }) => ({ id, scenario: scenarioOf(id, text) }))
    .toSorted((a, b) => a.scenario.presentation.order - b.scenario.presentation.order)
  const collections = [...new Set(entries.map(({ scenario }) => scenario.presentation.collection))]
  const sections = collections.map((collection) => {
    const members = entries.filter(({ scenario }) => scenario.presentation.collection === collection)
    return `## ${collection}\n\n${members.map(({ id, scenario }) => entryOf(id, simulate(scenario))).join('\n')}`
  })
  return [HEAD, ...sections].join('\n')
}

function scenarioOf(id: string, text: string): Scenario {
  const parsed = parseScenario(JSON.parse(text))
  if (!parsed.ok) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`)
  return parsed.value
}

function entryOf(id: string, result: RunResult): string {
  const { name, presentation } = result.scenario
  return `### ${name}

\`${id}.json\`: ${setUpOf(result)}.

${presentation.story}

${outcomeOf(result)}
`
}

/** `12 instances in 3 zones, CodeDeployDefault.HalfAtATime, 6 must stay healthy`. */
function setUpOf(result: RunResult): string {
  const { scenario, plan } = result
  const parts = [placeOf(result), plan?.deploymentConfigName ?? 'no deployment']
  if (plan !== null && plan.shifts.length === 0) parts.push(`${plan.minimumHealthyCount} must stay healthy`)
  if (scenario.deployment?.trafficControl === false) parts.push('without traffic control')
  return parts.join(', ')
}

function placeOf({ scenario: { fleet, lambda, autoScaling }, plan }: RunResult): string {
  if (plan?.computePlatform === 'Lambda') return `the alias ${lambda.alias} of a Lambda function`
  const members = counted(fleet.instanceCount, plan?.computePlatform === 'ECS' ? 'task' : 'instance')
  const scaling = autoScaling === null ? '' : ' of an Auto Scaling group'
  return `${members}${scaling} in ${counted(fleet.zones.length, 'zone')}`
}

const CREATED_BY: Readonly<Record<DeploymentCreator, string>> = {
  user: 'deployment',
  codeDeployRollback: 'rollback',
  autoscaling: 'launch deployment',
  autoscalingTermination: 'termination deployment',
  CodeDeployAutoUpdate: 'follow-on deployment',
}

/** What became of each deployment; of many alike in a row only how many there were. */
function statusesOf({ deployments }: RunResult): string {
  const endings = deployments.map(({ creator, status, errorCode }) => {
    const code = errorCode === null ? '' : ` (${errorCode})`
    return `${CREATED_BY[creator]} ${status}${code}`
  })
  const firsts = endings.flatMap((ending, index) => (ending === endings[index - 1] ? [] : [index]))
  return firsts
    .map((index, place) => {
      const count = (firsts[place + 1] ?? endings.length) - index
      return count === 1 ? endings[index] : `${count} times ${endings[index]}`
    })
    .join(', ')
}

function outcomeOf(result: RunResult): string {
  const { arrived, failed } = result.totals
  const availability = summarize(result).metrics.find(({ id }) => id === 'requestAvailability')?.value
  const requests = `${failed === 0 ? 'none' : formatCount(failed)} of ${counted(arrived, 'request')} failed`
  return `Outcome: ${statusesOf(result)}; ${requests} (availability ${availability} %) in ${formatDuration(result.endedAtMs)}.`
}

export function readScenariosDocument(): string {
  return readFileSync(FILE, 'utf8')
}

export function writeScenariosDocument(): void {
  writeFileSync(FILE, makeScenariosDocument())
}
