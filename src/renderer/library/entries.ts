/** One file of the library, as text: it is read when it is opened. */
export interface LibraryEntry {
  readonly id: string
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
    entryOf({ id: idOfPath(path), source: 'bundled', text, fallbackName: idOfPath(path) }),
  )
  return entries.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
}

/** The entry of a file that the person opened. The same file name opened again takes the place of the first. */
export function openedEntry(fileName: string, text: string): LibraryEntry {
  return entryOf({ id: `opened:${fileName}`, source: 'opened', text, fallbackName: fileName })
}

interface EntrySource {
  readonly id: string
  readonly source: LibraryEntry['source']
  readonly text: string
  readonly fallbackName: string
}

/** Lists a file by what it says of itself, even where the rest of it is wrong: reading it whole comes later. */
function entryOf({ id, source, text, fallbackName }: EntrySource): LibraryEntry {
  const document = recordOf(parseJson(text))
  const presentation = recordOf(document.presentation)
  const collection = textOf(presentation.collection, 'Scenarios')
  return {
    id,
    name: textOf(document.name, fallbackName),
    collection: source === 'opened' ? OPENED_COLLECTION : collection,
    story: textOf(presentation.story, textOf(document.notes, '')),
    order: typeof presentation.order === 'number' ? presentation.order : 1_000,
    source,
    text,
  }
}

function idOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/, '')
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
