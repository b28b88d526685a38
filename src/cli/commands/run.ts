import { seriesCsv, timelineChart } from '@charts'
import { formatClock, LIMITS, type RunResult, type Scenario, toReport } from '@sim'
import type { Command } from 'commander'
import { type Output, type OutputRequest, prepareOutputs, writeOutputs } from '../files/outputs'
import { readScenarioFile } from '../files/read-scenario'
import { wholeNumberOption } from '../options'
import { computeRun } from '../run/compute'
import { eventBridgeLines, eventBridgeObjects, eventLines, eventObjects } from '../run/events'
import { watchForInterrupt } from '../run/interrupt'
import { summaryLines } from '../summary'
import { createProgressBar } from '../terminal/progress-bar'
import type { Terminal } from '../terminal/terminal'

interface RunOptions {
  readonly seed?: number
  readonly json?: boolean
  readonly chart?: string
  readonly csv?: string
  readonly events?: boolean
}

/** The files that a run can write; one line each. */
const EXPORTS = [
  { key: 'chart', option: '--chart', render: timelineChart },
  { key: 'csv', option: '--csv', render: seriesCsv },
] as const satisfies readonly { key: keyof RunOptions; option: string; render: (result: RunResult) => string }[]

const EXAMPLES = `
Examples:
  fleetshift run assets/scenarios/half-at-a-time.json
  fleetshift run assets/scenarios/slow-drain.json --seed 7 --chart drain.svg --csv drain.csv
  fleetshift import appspec.yml group.json | fleetshift run - --json`

/** `fleetshift run`: simulates a scenario and says what happened. */
export function defineRun(program: Command, terminal: Terminal): void {
  program
    .command('run')
    .summary('simulate a scenario and say what happened')
    .description('Simulates a scenario request by request and prints a summary of what happened.')
    .argument('<scenario.json>', 'the scenario file, or - for standard input')
    .addOption(
      wholeNumberOption('--seed <number>', "seed of the random streams, instead of the scenario's", 0, LIMITS.seedMax),
    )
    .option('--json', 'print the whole result as one JSON object')
    .option('--chart <file.svg>', 'write the timeline of the run as an SVG file')
    .option('--csv <file.csv>', 'write the per-second series and the latency histogram as a CSV file')
    .option(
      '--events',
      'add everything that happened and what EventBridge was sent: a line each, or `events` and `eventBridge` in the JSON',
    )
    .addHelpText('after', EXAMPLES)
    .action((path: string, options: RunOptions) => run(path, options, terminal))
}

async function run(path: string, options: RunOptions, terminal: Terminal): Promise<void> {
  const { scenario, realPath } = await readScenarioFile(path, terminal)
  const outputs = prepareOutputs(requestedOutputs(options), realPath === null ? [] : [realPath])
  // Only now: while it waits for standard input nothing is begun, so that a signal ends the process at once.
  const interrupt = watchForInterrupt()
  try {
    const result = await simulateWithProgress(scenario, options.seed ?? scenario.seed, interrupt, terminal)
    writeExports(result, outputs)
    printResult(result, options, terminal)
  } finally {
    interrupt.release()
  }
}

function requestedOutputs(options: RunOptions): OutputRequest[] {
  return EXPORTS.flatMap(({ key, option }) => {
    const path = options[key]
    return path === undefined ? [] : [{ option, path }]
  })
}

async function simulateWithProgress(
  scenario: Scenario,
  seed: number,
  interrupt: ReturnType<typeof watchForInterrupt>,
  terminal: Terminal,
): Promise<RunResult> {
  const progress = createProgressBar(terminal)
  try {
    return await computeRun(scenario, {
      seed,
      interrupt,
      onProgress: (nowMs, expectedEndMs) =>
        progress.show(nowMs / expectedEndMs, `simulated ${formatClock(nowMs)} of ${formatClock(expectedEndMs)}`),
    })
  } finally {
    progress.clear()
  }
}

function writeExports(result: RunResult, outputs: readonly Output[]): void {
  const texts = outputs.flatMap((output) =>
    EXPORTS.filter(({ option }) => option === output.option).map(({ render }) => ({ output, text: render(result) })),
  )
  writeOutputs(texts)
}

function printResult(result: RunResult, options: RunOptions, terminal: Terminal): void {
  if (options.json) {
    const report = options.events
      ? { ...toReport(result), events: eventObjects(result), ...eventBridgeObjects(result) }
      : toReport(result)
    terminal.writeResult(`${JSON.stringify(report, null, 2)}\n`)
    return
  }
  terminal.printResult(summaryLines(result, terminal.result, terminal.paint))
  if (!options.events) return
  terminal.printResult(['', terminal.paint('heading', 'Events'), ...eventLines(result)])
  terminal.printResult(['', terminal.paint('heading', 'EventBridge'), ...eventBridgeLines(result)])
}
