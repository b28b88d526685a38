// `npm run bench`: the engine beside a bare hand-written loop of the same model, in turn, in processes of their own.
// Options: --json, --rounds N (default 3), --seconds N (default 600), --against '<command that prints a JSON line with
// reqPerS or requests and cpuMs>' (a baseline of your own, run in the same turns).
// Machines are noisy: read the ratios. Every figure is CPU time, best repetition of a process, median over the rounds.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT_ROOT } from './build.mjs'
import { V8_FLAGS } from './v8-flags.mjs'

const OUT = join('node_modules', '.cache', 'bench')

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '600' },
    against: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
if (!(rounds >= 1 && seconds >= 1)) {
  console.error('bench: --rounds and --seconds take a number of at least 1.')
  process.exit(2)
}

/**
 * @param {string} command
 * @param {string[]} options
 * @param {boolean} shell
 */
function output(command, options, shell = false) {
  const { status, stdout, stderr } = spawnSync(command, options, { cwd: PROJECT_ROOT, encoding: 'utf8', shell })
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} failed:\n${stderr}`)
  return stdout
}

/**
 * Requests per second of CPU time, the best line that a contestant printed.
 * @param {string} text
 */
function bestRate(text) {
  const rates = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map((line) => line.reqPerS ?? (line.requests / line.cpuMs) * 1000)
  return Math.max(...rates)
}

/** @param {number[]} sorted */
const median = (sorted) => sorted.toSorted((a, b) => a - b)[Math.floor(sorted.length / 2)] ?? Number.NaN

/**
 * @param {string} program
 * @param {number} span simulated seconds
 * @param {number} repetitions
 * @param {string[]} flags
 */
const node = (program, span, repetitions, flags = []) =>
  bestRate(output(process.execPath, [...flags, join(OUT, `${program}.js`), String(span), String(repetitions)]))

output(process.execPath, [
  join('node_modules', 'vite', 'bin', 'vite.js'),
  'build',
  '--config',
  'vite.bench.config.ts',
  '--outDir',
  OUT,
  '--emptyOutDir',
  '--logLevel',
  'error',
])

/** @type {{ name: string, run: () => number }[]} */
const contestants = [
  { name: 'engine', run: () => node('engine', seconds, 6) },
  { name: 'engine, inlining flags', run: () => node('engine', seconds, 6, [...V8_FLAGS]) },
  { name: 'engine, three times as long', run: () => node('engine', seconds * 3, 3) },
  { name: 'bare loop', run: () => node('bare-loop', seconds, 4) },
]
const { against } = values
if (against !== undefined) contestants.push({ name: 'against', run: () => bestRate(output(against, [], true)) })

/** @type {Map<string, number[]>} */
const rates = new Map(contestants.map(({ name }) => [name, []]))
for (let round = 0; round < rounds; round++) for (const { name, run } of contestants) rates.get(name)?.push(run())

const baseline = against === undefined ? 'bare loop' : 'against'
const base = median(rates.get(baseline) ?? [])
const rows = contestants.map(({ name }) => {
  const requestsPerSecond = median(rates.get(name) ?? [])
  return {
    name,
    requestsPerSecond: Math.round(requestsPerSecond),
    ratio: Number((requestsPerSecond / base).toFixed(3)),
  }
})
const work = `50 instances, 2000 requests/s, ${seconds} simulated s, recording on; median of ${rounds} rounds, CPU time`
if (values.json)
  console.log(JSON.stringify({ work, node: process.version, baseline, inliningFlags: V8_FLAGS, rows }, null, 2))
else {
  console.log(`${work}\n`)
  console.log(`${'contestant'.padEnd(30)}${'requests/s'.padStart(14)}${`x ${baseline}`.padStart(14)}`)
  for (const { name, requestsPerSecond, ratio } of rows)
    console.log(
      `${name.padEnd(30)}${requestsPerSecond.toLocaleString('en-US').padStart(14)}${ratio.toFixed(3).padStart(14)}`,
    )
}
