import { seriesCsv, timelineChart } from '@charts'
import { compareRuns, formatClock, type Intervention, LIMITS, type RunResult, type Scenario, toReport } from '@sim'
import { type Command, Option } from 'commander'
import { type Output, type OutputRequest, prepareOutputs, writeOutputs } from '../files/outputs'
import { readScenarioFile } from '../files/read-scenario'
import { wholeNumberOption } from '../options'
import { ACT_USAGE, parseAct, type TypedAct } from '../run/acts'
import { type ComputeOptions, computeRun } from '../run/compute'
import { eventBridgeLines, eventBridgeObjects, eventLines, eventObjects } from '../run/events'
import { watchForInterrupt } from '../run/interrupt'
import { checkedActs } from '../run/with-acts'
import { summaryLines } from '../summary'
import { differenceLines } from '../summary/difference'
import { createProgressBar } from '../terminal/progress-bar'
import type { Terminal } from '../terminal/terminal'

interface RunOptions {
  readonly seed?: number
  readonly json?: boolean
  readonly chart?: string
  readonly csv?: string
  readonly events?: boolean
  readonly act: readonly TypedAct[]
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
  fleetshift run assets/scenarios/bad-build-5xx.json --act "05:20 rollback"
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
    .addOption(
      new Option(
        '--act <"time what">',
        `do something at a time of the run and print what it changes; repeatable: ${ACT_USAGE}`,
      )
        .argParser((text: string, earlier: readonly TypedAct[]) => [...earlier, parseAct(text)])
        .default([], 'nothing'),
    )
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
  const acts = checkedActs(scenario, options.act)
  // Only now: while it waits for standard input nothing is begun, so that a signal ends the process at once.
  const interrupt = watchForInterrupt()
  try {
    const compute = (interventions: readonly Intervention[]) =>
      simulateWithProgress(scenario, { seed: options.seed ?? scenario.seed, interventions, interrupt }, terminal)
    const result = await compute(acts)
    const without = acts.length === 0 ? null : await compute([])
    writeExports(result, outputs)
    printResult(result, without, options, terminal)
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
  options: Omit<ComputeOptions, 'onProgress'>,
  terminal: Terminal,
): Promise<RunResult> {
  const progress = createProgressBar(terminal)
  try {
    return await computeRun(scenario, {
      ...options,
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

/** `without`: the run without the acts of the command line; null when there are none. */
function printResult(result: RunResult, without: RunResult | null, options: RunOptions, terminal: Terminal): void {
  if (options.json) {
    const report = {
      ...toReport(result),
      ...(without === null ? {} : { differenceToTheRunWithoutTheActs: compareRuns([without, result]) }),
      ...(options.events ? { events: eventObjects(result), ...eventBridgeObjects(result) } : {}),
    }
    terminal.writeResult(`${JSON.stringify(report, null, 2)}\n`)
    return
  }
  terminal.printResult(summaryLines(result, terminal.result, terminal.paint))
  if (without !== null) terminal.printResult(['', ...differenceLines(without, result, terminal.paint)])
  if (!options.events) return
  terminal.printResult(['', terminal.paint('heading', 'Events'), ...eventLines(result)])
  terminal.printResult(['', terminal.paint('heading', 'EventBridge'), ...eventBridgeLines(result)])
}
