import { formatClock, METRICS, type Metric, type MetricEvidence, nearestName, type RunResult } from '@sim'
import type { Command } from 'commander'
import { CliFailure } from '../failure'
import { readScenarioFile } from '../files/read-scenario'
import { computeRun } from '../run/compute'
import { watchForInterrupt } from '../run/interrupt'
import { valueWords } from '../summary/metrics'
import { alignRows, wrapText } from '../summary/table'
import { printable } from '../terminal/printable'
import type { Terminal } from '../terminal/terminal'

const INDENT = '  '
/** Fits a screen; the rest is counted. */
const EVIDENCE_LINES_MAX = 40

const EXAMPLES = `
Examples:
  fleetshift explain
  fleetshift explain burnRatePeak
  fleetshift explain timeToDetect assets/scenarios/bad-build-5xx.json`

/** `fleetshift explain`: what a summary metric means, and which events made it in a run. */
export function defineExplain(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .summary('say what a metric means, and what made it in a run')
    .description(
      'Prints definition, formula and source of a summary metric; with a scenario also its value and events.',
    )
    .argument('[metric]', 'the metric as `fleetshift list metrics` names it; without it they are listed')
    .argument('[scenario.json]', 'the scenario file, or - for standard input')
    .addHelpText('after', EXAMPLES)
    .action((metricId: string | undefined, path: string | undefined) => explain(metricId, path, terminal))
}

async function explain(metricId: string | undefined, path: string | undefined, terminal: Terminal): Promise<void> {
  if (metricId === undefined) {
    terminal.printResult(alignRows(METRICS.map(({ id, label, unit }) => [id, label, unit])))
    return
  }
  const metric = metricNamed(metricId)
  const result = path === undefined ? null : await runOf(path, terminal)
  terminal.printResult([
    ...definitionLines(metric, terminal),
    ...(result === null ? [] : ['', ...runLines(metric, result, terminal)]),
  ])
}

/** @throws {CliFailure} for a name that no metric has. */
function metricNamed(metricId: string): Metric {
  const metric = METRICS.find(({ id }) => id === metricId)
  if (metric !== undefined) return metric
  const nearest = nearestName(
    metricId,
    METRICS.map(({ id }) => id),
  )
  const hint = nearest === null ? 'fleetshift explain lists them all.' : `Did you mean ${nearest}?`
  throw new CliFailure(`fleetshift: there is no metric '${metricId}'. ${hint}`)
}

async function runOf(path: string, terminal: Terminal): Promise<RunResult> {
  const { scenario } = await readScenarioFile(path, terminal)
  const interrupt = watchForInterrupt()
  try {
    return await computeRun(scenario, { seed: scenario.seed, interrupt, onProgress: () => {} })
  } finally {
    interrupt.release()
  }
}

const LABEL_WIDTH = 11

function definitionLines(metric: Metric, { paint, result }: Terminal): string[] {
  const facts = [
    ['Formula', metric.formula],
    ['Source', metric.source],
    ['Better', metric.betterIs],
    ['Platforms', metric.platforms.join(', ')],
  ] as const
  const width = result.columnCount - INDENT.length
  return [
    paint('heading', `${metric.label} (${metric.id}), ${metric.unit}`),
    ...wrapText(metric.definition, width).map((line) => INDENT + line),
    '',
    ...facts.flatMap(([label, text]) => labelled(label, wrapText(text, width - LABEL_WIDTH))),
  ]
}

/** The label stands before the first line only. */
function labelled(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => INDENT + (index === 0 ? label : '').padEnd(LABEL_WIDTH) + line)
}

function runLines(metric: Metric, run: RunResult, { paint }: Terminal): string[] {
  const { scenario, identity } = run
  const value = metric.measure(run)
  const words =
    value === null ? `${valueWords({ value })} (nothing to measure it by)` : `${valueWords({ value })} ${metric.unit}`
  return [
    paint('heading', `In ${printable(scenario.name)}, seed ${identity.seed}: ${words}`),
    ...evidenceLines(metric.evidence(run)),
  ]
}

function evidenceLines(evidence: readonly MetricEvidence[]): string[] {
  if (evidence.length === 0) return [`${INDENT}Nothing in this run has made it.`]
  const rows = evidence.slice(0, EVIDENCE_LINES_MAX).map(({ atMs, words }) => [formatClock(atMs), printable(words)])
  const left = evidence.length - rows.length
  return [...alignRows(rows).map((line) => INDENT + line), ...(left > 0 ? [`${INDENT}... and ${left} more.`] : [])]
}
