#!/usr/bin/env node
// `npx fleetshift`: builds when the build is missing or older than the sources, then runs the command.
import { setFlagsFromString } from 'node:v8'
import { ensureBuilt, reportBuildError } from '../scripts/build.mjs'
import { V8_FLAGS } from '../scripts/v8-flags.mjs'

// Before the simulation is loaded: V8 then inlines its event loop.
for (const flag of V8_FLAGS) setFlagsFromString(flag)

try {
  await ensureBuilt()
} catch (error) {
  process.exit(reportBuildError(error))
}
await import(new URL('../out/cli/index.mjs', import.meta.url).href)
