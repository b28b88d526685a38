import { formatScenario, LIMITS } from '@sim'
import type { NamedText } from '../library/read'
import { entryOf, scenarioOf, useStore } from '../state/store'
import { NotText, textOf } from './decode-file'
import { fileStem, saveText } from './save-text'

const OPENED_EXTENSIONS = ['json', 'yml', 'yaml', 'csv']

/**
 * Asks for files and opens them together: one scenario, or an AppSpec with what the AWS CLI printed. The file input is the
 * system's dialog inside the desktop shell, too.
 */
export async function openFilesFromDisk(): Promise<void> {
  const files = await pickFiles()
  if (files.length > 0) await openFileList(files)
}

function pickFiles(): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = OPENED_EXTENSIONS.map((extension) => `.${extension}`).join(',')
  input.hidden = true
  // In the document, because nothing else keeps it alive while the person looks for the files.
  document.body.append(input)
  return new Promise<readonly File[]>((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  }).finally(() => input.remove())
}

/** Reads the files as text and opens them together. */
export async function openFileList(files: readonly File[]): Promise<void> {
  const tooLarge = files.find((file) => file.size > LIMITS.fileBytesMax)
  if (tooLarge) {
    const megabytes = LIMITS.fileBytesMax / 1_000_000
    useStore.getState().toast({ tone: 'problem', message: `${tooLarge.name} is larger than ${megabytes} MB.` })
    return
  }
  try {
    const texts = await Promise.all(
      files.map(async (file): Promise<NamedText> => ({ name: file.name, text: await textOf(file) })),
    )
    useStore.getState().openFiles(texts)
  } catch (error) {
    const names = files.map(({ name }) => name).join(', ')
    const message = error instanceof NotText ? error.message : `${names} could not be read. Was it moved or deleted?`
    useStore.getState().toast({ tone: 'problem', message, retry: () => void openFileList(files) })
  }
}

/** Saves the visible scenario as a file, with every default filled in. */
export async function saveScenario(): Promise<void> {
  const state = useStore.getState()
  const [scenario, entry] = [scenarioOf(state), entryOf(state)]
  if (!scenario || !entry) return
  await saveText({
    origin: entry.id,
    name: `${fileStem(scenario.name)}.json`,
    mediaType: 'application/json',
    text: formatScenario(scenario),
  })
}
