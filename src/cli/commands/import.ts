import { formatFinding, type ImportOptions, type ImportOutcome, importFiles, readLoadCsv } from '@interop'
import { formatScenario, LIMITS, type Load } from '@sim'
import { type Command, InvalidArgumentError } from 'commander'
import { CliFailure } from '../failure'
import { prepareOutputs, writeOutputs } from '../files/outputs'
import { type InputText, readInputText, STDIN } from '../files/read-text'
import { numberOption, wholeNumberOption } from '../options'
import type { Terminal } from '../terminal/terminal'

interface ImportCommandOptions {
  readonly output?: string
  readonly load?: string
  readonly old?: string
  readonly name?: string
  readonly instances?: number
  readonly rps?: number
  readonly zones?: readonly string[]
  readonly seed?: number
}

const EXAMPLES = `
Examples:
  fleetshift import appspec.yml -o scenario.json
  aws deploy get-deployment-group --application-name orders --deployment-group-name orders-prod > group.json
  fleetshift import appspec.yml group.json --instances 12 --load requests.csv -o scenario.json`

/** `fleetshift import`: real deployment files become a scenario. */
export function defineImport(program: Command, terminal: Terminal): void {
  program
    .command('import')
    .summary('make a scenario from real deployment files')
    .description(
      'Makes a scenario from an EC2 AppSpec and the JSON that `aws deploy get-deployment-group`, ' +
        '`get-deployment-config` and `get-deployment` print: any of them, in any order. What the files do not say is ' +
        'assumed, and every assumption is named on stderr.',
    )
    .argument('<files...>', 'the files to read, or - for standard input; recognised by what is in them')
    .option('-o, --output <scenario.json>', 'where to write the scenario (default: standard output)')
    .option('--load <file.csv>', 'offered load: a recorded series with a time and a requests-per-second column')
    .addOption(wholeNumberOption('--instances <count>', 'instances of the fleet', 0, LIMITS.instanceCountMax))
    .addOption(
      numberOption('--rps <rate>', 'constant offered load in requests per second', 0, LIMITS.rpsMax).conflicts('load'),
    )
    .option('--zones <names>', 'Availability Zones, separated by commas', splitNames)
    .option('--old <appspec>', 'AppSpec of the revision that runs now (default: the same as the new one)')
    .option('--name <text>', 'name of the scenario')
    .addOption(wholeNumberOption('--seed <number>', 'seed of the scenario', 0, LIMITS.seedMax))
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: ImportCommandOptions) => importCommand(paths, options, terminal))
}

function splitNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InvalidArgumentError('Give names separated by commas.')
  return names
}

async function importCommand(
  paths: readonly string[],
  options: ImportCommandOptions,
  terminal: Terminal,
): Promise<void> {
  refuseStdinTwice([...paths, options.load, options.old])
  const files = await readAll(options.old === undefined ? paths : [...paths, options.old])
  const loadFile = options.load === undefined ? null : await readInputText(options.load)
  const request =
    options.output === undefined || options.output === '-' ? [] : [{ option: '--output', path: options.output }]
  const inputPaths = [...files, loadFile].flatMap((file) => (file?.realPath ? [file.realPath] : []))
  const [output] = prepareOutputs(request, inputPaths)
  const load = loadFile === null ? undefined : readLoad(loadFile, terminal)
  const outcome = importFiles(files, importOptions(options, load, files.length))
  const text = scenarioTextOf(outcome, terminal)
  if (output === undefined) terminal.writeResult(text)
  else writeOutputs([{ output, text }])
}

function refuseStdinTwice(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === STDIN).length > 1) {
    throw new CliFailure('fleetshift: standard input (-) can be read only once.')
  }
}

async function readAll(paths: readonly string[]): Promise<InputText[]> {
  const files: InputText[] = []
  // One after the other: the first file that cannot be read is the one that is named.
  for (const path of paths) files.push(await readInputText(path))
  return files
}

function readLoad(file: InputText, terminal: Terminal): Load {
  const outcome = readLoadCsv(file)
  terminal.printNotes(outcome.findings.map(formatFinding))
  if (!outcome.ok) throw new CliFailure([])
  return outcome.load
}

function importOptions(options: ImportCommandOptions, load: Load | undefined, fileCount: number): ImportOptions {
  const { name, instances, rps, zones, seed, old } = options
  return {
    name,
    instanceCount: instances,
    rps,
    zones,
    seed,
    load,
    // It was read after all the others.
    oldAppspecFileIndex: old === undefined ? undefined : fileCount - 1,
  }
}

function scenarioTextOf(outcome: ImportOutcome, terminal: Terminal): string {
  terminal.printNotes(outcome.findings.map(formatFinding))
  if (!outcome.ok) throw new CliFailure([])
  terminal.printNotes(outcome.assumptions.map(({ what, value, why }) => `assumed: ${what}: ${value}. ${why}`))
  return formatScenario(outcome.scenario)
}
