/** One file of the library, as text: it is read when it is opened. */
export interface LibraryEntry {
  /** Of this listing alone: two opened files never share one, whatever they are called. */
  readonly id: string
  /** Without folders, which a page never learns. */
  readonly fileName: string
  readonly name: string
  /** Heading in the library; opened files stand under "My scenarios". */
  readonly collection: string
  /** What to watch for, in a sentence or two. */
  readonly story: string
  readonly order: number
  readonly source: 'bundled' | 'opened'
  readonly text: string
}

export const OPENED_COLLECTION = 'My scenarios'

/** The scenarios that are shipped with the app, in the order of their authors. */
export function bundledEntries(): LibraryEntry[] {
  const texts = import.meta.glob<string>('../../../assets/scenarios/*.json', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const entries = Object.entries(texts).map(([path, text]) =>
    entryOf({ id: idOfPath(path), fileName: fileNameOfPath(path), source: 'bundled', text }),
  )
  return entries.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
}

let openedCount = 0

/** The entry of a file that the person opened, each time a new one: files in two folders may share a name. */
export function openedEntry(fileName: string, text: string): LibraryEntry {
  openedCount += 1
  return entryOf({ id: `opened:${openedCount}`, fileName, source: 'opened', text })
}

/** The library with an opened entry at its end, in place of the one of the same file name that tells of the same scenario. */
export function withOpened(library: readonly LibraryEntry[], opened: LibraryEntry): readonly LibraryEntry[] {
  const isReplaced = ({ source, fileName, name }: LibraryEntry) =>
    source === 'opened' && fileName === opened.fileName && name === opened.name
  return [...library.filter((entry) => !isReplaced(entry)), opened]
}

type EntrySource = Pick<LibraryEntry, 'id' | 'fileName' | 'source' | 'text'>

/** Lists a file by what it says of itself, even where the rest of it is wrong: reading it whole comes later. */
function entryOf({ id, fileName, source, text }: EntrySource): LibraryEntry {
  const document = recordOf(parseJson(text))
  const presentation = recordOf(document.presentation)
  const collection = textOf(presentation.collection, 'Scenarios')
  return {
    id,
    fileName,
    name: textOf(document.name, source === 'opened' ? fileName : id),
    collection: source === 'opened' ? OPENED_COLLECTION : collection,
    story: textOf(presentation.story, textOf(document.notes, '')),
    order: typeof presentation.order === 'number' ? presentation.order : 1_000,
    source,
    text,
  }
}

function fileNameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function idOfPath(path: string): string {
  return fileNameOfPath(path).replace(/\.json$/, '')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' && value !== '' ? value : fallback
}
