import { DOCUMENT_CHARS_MAX } from './document/limits'
import { describeNode, type SourceNode } from './document/node'
import { placesOf } from './document/places'
import { readDocuments } from './document/read-documents'
import { readableText } from './document/readable-text'
import type { Findings } from './findings'
import { foreignKindOf, foreignKindOfText } from './foreign'
import type { ForeignKind } from './foreign/foreign-kind'
import { IMPORTERS } from './importers'
import type { DocumentImporter, TextImporter } from './importers/importer'
import type { Piece } from './importers/pieces'
import type { Place, SourceFile } from './outcome'

/** Below this a likeness is chance. */
const SCORE_MIN = 0.3

/** What one file contributes; everything that is wrong with it, and that it is of another kind, goes to `findings`. */
export function readFile({ name, text }: SourceFile, findings: Findings): readonly Piece[] {
  const readable = readableText(name, text, findings)
  if (readable === null) return []
  const textImporter = best(IMPORTERS.filter(isTextImporter), (importer) => importer.recognise(readable))
  if (textImporter) return [textImporter.read(name, readable, findings)]
  // What is too long for a document is told so by `readStream`, before anything else looks at it.
  const foreign = readable.length > DOCUMENT_CHARS_MAX ? undefined : foreignKindOfText(readable)
  if (!foreign) return readStream(name, readable, findings)
  tellForeign(foreign, placesOf(name, readable)(0), findings)
  return []
}

/** The title of whatever importer or foreign kind recognises a text; undefined when none does. */
export function titleOf(name: string, text: string): string | undefined {
  const textImporter = best(IMPORTERS.filter(isTextImporter), (importer) => importer.recognise(text))
  if (textImporter) return textImporter.title
  const [root] = readDocuments(name, text).roots
  return root && (foreignKindOf(root) ?? importerOf(root))?.title
}

function readStream(name: string, text: string, findings: Findings): readonly Piece[] {
  const { roots, findings: aboutSyntax } = readDocuments(name, text)
  if (roots.length === 0) {
    findings.addAll(aboutSyntax)
    if (!aboutSyntax.hasErrors())
      findings.error({ file: name, line: 1, column: 1 }, 'This file holds nothing but null.')
    return []
  }
  const foreign = roots.map(foreignKindOf).filter((kind) => kind !== undefined)
  if (foreign.length === roots.length) {
    // Of a stream of manifests the one with a name of its own is what the file is about.
    const kind = foreign.find(({ isGeneric }) => !isGeneric) ?? foreign[0]
    if (kind) tellForeign(kind, roots[foreign.indexOf(kind)]?.place ?? { file: name, line: 1, column: 1 }, findings)
    return []
  }
  // Remarks about the syntax are for the author of a file that we read, not of one that we only name.
  findings.addAll(aboutSyntax)
  const pieces: Piece[] = []
  for (const root of roots) {
    if (pieces.some(({ kind }) => kind.startsWith('appspec'))) tellFurtherDocument(root, findings)
    else pieces.push(...readRoot(root, findings))
  }
  return pieces
}

function readRoot(root: SourceNode, findings: Findings): readonly Piece[] {
  const foreign = foreignKindOf(root)
  const importer = foreign ? undefined : importerOf(root)
  if (importer) return [importer.read(root, findings)]
  if (foreign) tellForeign(foreign, root.place, findings)
  else tellUnknown(root, findings)
  return []
}

function importerOf(root: SourceNode): DocumentImporter | undefined {
  return best(IMPORTERS.filter(isDocumentImporter), (importer) => importer.recognise(root))
}

function best<T>(importers: readonly T[], scoreOf: (importer: T) => number): T | undefined {
  const scored = importers.map((importer) => ({ importer, score: scoreOf(importer) }))
  const [first] = scored.filter(({ score }) => score >= SCORE_MIN).toSorted((a, b) => b.score - a.score)
  return first?.importer
}

function isTextImporter(importer: DocumentImporter | TextImporter): importer is TextImporter {
  return importer.reads === 'text'
}

function isDocumentImporter(importer: DocumentImporter | TextImporter): importer is DocumentImporter {
  return importer.reads === 'document'
}

function tellForeign({ title, suggestion }: ForeignKind, place: Place, findings: Findings): void {
  findings.error(place, `This is ${title}; Fleetshift reads ${readableKinds()} so far.`, suggestion)
}

function tellUnknown(root: SourceNode, findings: Findings): void {
  const keys =
    root.kind === 'mapping' ? root.entries.slice(0, 6).map(({ key }) => JSON.stringify(key.slice(0, 40))) : []
  const found = keys.length > 0 ? `a mapping with the keys ${keys.join(', ')}` : describeNode(root)
  const hasNoBreakSpace = root.kind === 'scalar' && root.text.includes('\u00A0')
  const fix = hasNoBreakSpace ? 'It contains no-break spaces: replace them with plain spaces.' : undefined
  findings.error(
    root.place,
    `This file is not recognised: it is ${found}. Fleetshift reads ${readableKinds()} so far.`,
    fix,
  )
}

function tellFurtherDocument(root: SourceNode, findings: Findings): void {
  findings.warning(root.place, 'A second document starts here; the agent reads only the first document of an AppSpec.')
}

/** "a, b and c", from the registry. */
function readableKinds(): string {
  return new Intl.ListFormat('en').format(IMPORTERS.map(({ title }) => title))
}
