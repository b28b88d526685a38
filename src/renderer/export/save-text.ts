import type { FleetshiftApi } from '@contract'
import { useStore } from '../state/store'

interface TextFile {
  /** What is saved, whatever it is called: the same again goes to the same place, anything else is asked about. */
  readonly origin: string
  /** File name without folders. */
  readonly name: string
  readonly mediaType: string
  readonly text: string
}

/** Where the shell saved the files of this session, by origin. No place is in it twice: what lies there was saved last. */
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
  const { toast } = useStore.getState()
  const path = savedPaths.get(file.origin)
  const outcome = await shell.saveFile({ suggestedName: file.name, text: file.text, ...(path ? { path } : {}) })
  if (outcome.status === 'saved') {
    remember(file.origin, outcome.path)
    toast({ tone: 'done', message: `Saved ${outcome.path}` })
  }
  if (outcome.status === 'failed') {
    // The next try asks where to: the place may be what is wrong.
    savedPaths.delete(file.origin)
    toast({ tone: 'problem', message: outcome.message, retry: () => void saveText(file) })
  }
}

function remember(origin: string, path: string): void {
  for (const [other, taken] of savedPaths) if (taken === path) savedPaths.delete(other)
  savedPaths.set(origin, path)
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
