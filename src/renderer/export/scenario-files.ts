import { formatScenario, LIMITS } from '@sim'
import type { NamedText } from '../library/read'
import { useStore } from '../state/store'
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
      files.map(async (file): Promise<NamedText> => ({ name: file.name, text: await file.text() })),
    )
    useStore.getState().openFiles(texts)
  } catch {
    const names = files.map(({ name }) => name).join(', ')
    useStore.getState().toast({
      tone: 'problem',
      message: `${names} could not be read. Was it moved or deleted?`,
      retry: () => void openFileList(files),
    })
  }
}

/** Saves the active scenario as a file, with every default filled in. */
export async function saveScenario(): Promise<void> {
  const { scenario } = useStore.getState()
  if (!scenario) return
  await saveText({
    name: `${fileStem(scenario.name)}.json`,
    mediaType: 'application/json',
    text: formatScenario(scenario),
  })
}
