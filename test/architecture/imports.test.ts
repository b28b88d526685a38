import { describe, expect, it } from 'vitest'
import { determinismBreaches } from './determinism'
import { importBreaches } from './rooms'
import { sourcesBelow } from './source-files'
import { parseSource } from './syntax'

describe('the sources', () => {
  it('import only what the import table allows', () => {
    expect(sourcesBelow('src').flatMap(importBreaches)).toEqual([])
  })

  it('give the same bits on every machine: src/sim uses nothing that differs', () => {
    expect(sourcesBelow('src/sim').flatMap(determinismBreaches)).toEqual([])
  })
})

describe('the import table', () => {
  it.each([
    ['src/sim/engine/loop.ts', "import { readFile } from 'node:fs'"],
    ['src/sim/engine/loop.ts', "import * as d3 from 'd3'"],
    ['src/sim/engine/loop.ts', "import { x } from '@interop'"],
    ['src/sim/engine/loop.ts', "import { x } from '@sim'"],
    ['src/sim/engine/loop.ts', "import { x } from '../../charts/scale'"],
    ['src/sim/strategies/in-place.ts', "import { nextRandom } from '../random/generator'"],
    ['src/sim/strategies/in-place.ts', "import { canary } from './canary'"],
    ['src/sim/strategies/blue-green.ts', "import { trafficSchedule } from '../deployment/traffic-schedule'"],
    ['src/sim/strategies/blue-green.ts', "import type { Control } from '../deployment/state'"],
    ['src/sim/deployment/executor.ts', "import { Run } from '../engine/run'"],
    ['src/sim/alarms/evaluate.ts', "import { proceed } from '../deployment/run-deployment'"],
    ['src/sim/result/words.ts', "import { Hosts } from '../fleet/hosts'"],
    ['src/interop/appspec.ts', "import { Engine } from '../sim/engine/loop'"],
    ['src/interop/appspec.ts', "import { Engine } from '@sim/engine'"],
    ['src/charts/timeline.ts', "import { select } from 'd3-selection'"],
    ['src/charts/timeline.ts', "export { x } from '@interop'"],
    ['src/cli/index.ts', "import { app } from 'electron'"],
    ['src/cli/index.ts', "type Store = import('../renderer/state/store').Store"],
    ['src/cli/index.ts', "import { CHANNEL } from '@contract'"],
    ['src/cli/index.ts', "import { join } from 'path'"],
    ['src/cli/index.ts', "const name = 'zod'; await import(name)"],
    ['src/renderer/main.tsx', "import { CHANNEL } from '@contract'"],
    ['src/renderer/main.tsx', "new Worker(new URL('../sim/worker.ts', import.meta.url))"],
    ['src/renderer/main.tsx', "const fs = require('node:fs')"],
    ['src/main/index.ts', "export * from '../renderer/main'"],
    ['src/main/host/server.ts', "import { app } from 'electron'"],
    ['src/attic/old.ts', ''],
  ])('refuses in %s: %s', (path, text) => {
    expect(importBreaches(parseSource(path, text))).toHaveLength(1)
  })

  it.each([
    [
      'src/sim/engine/loop.ts',
      "import { z } from 'zod'; import { clock } from './clock'; import { x } from '../random/x'",
    ],
    ['src/sim/strategies/in-place.ts', "import { step } from '../deployment/steps'"],
    [
      'src/sim/strategies/strategy.ts',
      "import type { Step } from '../deployment/plan'; import { type TrafficShift } from '../deployment/traffic-schedule'",
    ],
    ['src/sim/deployment/executor.ts', "import type { World } from '../engine/world'"],
    ['src/sim/strategies/index.ts', "import { inPlace } from './in-place'"],
    ['src/charts/timeline.ts', "import { scaleLinear } from 'd3-scale'; import type { RunResult } from '@sim'"],
    ['src/cli/index.ts', "import { readFile } from 'node:fs/promises'; import { simulate } from '@sim'"],
    [
      'src/renderer/main.tsx',
      "import type { FleetshiftApi } from '@contract'; import { type SaveFileResult } from '@contract'",
    ],
    ['src/renderer/main.tsx', "import 'inter-ui/inter-variable.css'; import { createRoot } from 'react-dom/client'"],
    ['src/main/index.ts', "import { app } from 'electron'; // import { x } from '../renderer'"],
  ])('allows in %s: %s', (path, text) => {
    expect(importBreaches(parseSource(path, text))).toEqual([])
  })
})

describe('the bans in src/sim', () => {
  const breachesOf = (text: string, path = 'src/sim/engine/loop.ts') => determinismBreaches(parseSource(path, text))

  it.each([
    'Math.random()',
    'Math.log(x)',
    'Math.hypot(x, y)',
    "Math['pow'](x, y)",
    'const { exp } = Math',
    'x ** 2',
    'x **= 2',
    'Date.now()',
    'new Date()',
    'let when: Date',
    'new Intl.NumberFormat()',
    "a.localeCompare('b')",
    'n.toLocaleString()',
    'async function run() {}',
    'const run = async () => 1',
    'Promise.resolve()',
    'globalThis.x',
    'for (const key in row) {}',
    'Object.keys(row)',
    'Object.entries(row).map(f)',
    'const byId = new Map(); for (const entry of byId) {}',
    'const byId = new Map(); byId.forEach(f)',
    'const seen = new Set(); use([...seen])',
    'function f(seen: ReadonlySet<string>) { return Array.from(seen) }',
    'class A { readonly byId: Map<string, number>; f() { return this.byId.values() } }',
    'interface W { hosts: Map<string, number> } const f = (w: W) => w.hosts.entries()',
  ])('refuse %s', (text) => {
    expect(breachesOf(text)).not.toEqual([])
  })

  it.each([
    'Math.floor(x) + Math.imul(a, b) + Math.sqrt(y)',
    '// Math.random() and x ** 2',
    "const text = 'Date, Math.log'",
    'plan.Date = 1',
    'for (const host of hosts) {}',
    'rows.entries()',
    'const byId = new Map(); byId.get(id); byId.has(id)',
    'Object.keys(row).sort()',
    'Object.entries(row).toSorted(byKey)',
  ])('allow %s', (text) => {
    expect(breachesOf(text)).toEqual([])
  })

  it('leave order alone where it is data, in scenario/, and nothing else', () => {
    const path = 'src/sim/scenario/parse.ts'
    expect(breachesOf('Object.keys(document); use([...new Set(issues)])', path)).toEqual([])
    expect(breachesOf('Math.random()', path)).toHaveLength(1)
  })
})
