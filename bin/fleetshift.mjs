#!/usr/bin/env node
// `npx fleetshift`: builds when the build is missing or older than the sources, then runs the command.
import { ensureBuilt, reportBuildError } from '../scripts/build.mjs'

try {
  await ensureBuilt()
} catch (error) {
  process.exit(reportBuildError(error))
}
await import(new URL('../out/cli/index.mjs', import.meta.url).href)
