import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface TemporaryFolder {
  readonly path: string
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string
  read(name: string): string
  /** Names in the folder, hidden ones too, sorted. */
  names(): string[]
}

/** A new empty folder that is removed when the test ends. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'fleetshift-test-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    write(name, content) {
      writeFileSync(join(path, name), content)
      return join(path, name)
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    names: () => readdirSync(path).toSorted(),
  }
}
