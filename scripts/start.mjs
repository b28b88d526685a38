// `npm start`: builds when needed, then hands over to the host in src/main/host.
import { ensureBuilt, PROJECT_ROOT, reportBuildError } from './build.mjs'

/** @returns {Promise<typeof import('../src/main/host/index')>} */
const loadHost = () => import(new URL('../out/host/index.mjs', import.meta.url).href)

try {
  await ensureBuilt()
  const { start } = await loadHost()
  process.exitCode = await start(PROJECT_ROOT, process.argv.slice(2))
} catch (error) {
  process.exitCode = reportBuildError(error)
}
