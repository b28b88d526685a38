import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where Electron's binary is, or null when it has not been downloaded. Reads what Electron's own installer leaves behind
 * (`path.txt`, `dist/`) and never imports `electron`: in plain Node that import starts a download.
 * @param projectRoot the folder that holds `node_modules`
 * @param environment `ELECTRON_OVERRIDE_DIST_PATH` names another folder than `dist`
 */
export function findElectronBinary(projectRoot: string, environment: NodeJS.ProcessEnv): string | null {
  const packageFolder = join(projectRoot, 'node_modules', 'electron')
  try {
    const name = readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim()
    const path = join(environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist'), name)
    return name !== '' && existsSync(path) ? path : null
  } catch {
    return null
  }
}
