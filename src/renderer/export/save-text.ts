import type { FleetshiftApi } from '@contract'
import { useStore } from '../state/store'

interface TextFile {
  /** File name without folders. */
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

/**
 * Where the shell saved the files of this session, by scenario and file name: saving again asks no more, and two
 * scenarios of one name never take each other's place.
 */
const savedPaths = new Map<string, string>()

/** Saves through the shell's dialog, or as a download where there is no shell. Says how it went in a toast. */
export async function saveText(file: TextFile): Promise<void> {
  if (window.fleetshift) {
    await saveWithShell(window.fleetshift, file)
    return
  }
  download(file)
  useStore.getState().toast({ tone: 'done', message: `${file.name} is in your downloads.` })
}

async function saveWithShell(shell: FleetshiftApi, file: TextFile): Promise<void> {
  const { toast, activeId } = useStore.getState()
  const key = `${activeId ?? ''}/${file.name}`
  const path = savedPaths.get(key)
  const outcome = await shell.saveFile({ suggestedName: file.name, text: file.text, ...(path ? { path } : {}) })
  if (outcome.status === 'saved') {
    savedPaths.set(key, outcome.path)
    toast({ tone: 'done', message: `Saved ${outcome.path}` })
  }
  if (outcome.status === 'failed') {
    // The next try asks where to: the place may be what is wrong.
    savedPaths.delete(key)
    toast({ tone: 'problem', message: outcome.message, retry: () => void saveText(file) })
  }
}

function download({ name, mediaType, text }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** A file name of letters, digits and hyphens: `Half at a time` gives `half-at-a-time`. */
export function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return stem || 'scenario'
}
