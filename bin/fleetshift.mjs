#!/usr/bin/env node
// `npx fleetshift`: builds when the build is missing or older than the sources, then runs the command.
import { setFlagsFromString } from 'node:v8'
import { ensureBuilt, reportBuildError } from '../scripts/build.mjs'

// Before the simulation is loaded: V8 then inlines its event loop (src/main/v8-flags.ts says the same to the window).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000')
setFlagsFromString('--max-inlined-bytecode-size=2000')

try {
  await ensureBuilt()
} catch (error) {
  process.exit(reportBuildError(error))
}
await import(new URL('../out/cli/index.mjs', import.meta.url).href)
