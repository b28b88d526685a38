import { type Document, parseAllDocuments, type YAMLError } from 'yaml'
import { Findings } from '../findings'
import { alignmentHint } from './alignment'
import { convertDocument } from './convert'
import { DOCUMENT_CHARS_MAX, NESTING_DEPTH_MAX } from './limits'
import type { SourceNode } from './node'
import { type PlaceAt, placesOf } from './places'
import { isTemplateSyntax, templateMarkers } from './template-markers'
import { syntaxSentence } from './yaml-sentences'

/** Beyond the first few the mistakes of a broken document hardly help. */
const SYNTAX_ERRORS_MAX = 3

export interface ReadDocuments {
  /** One for each document of the file that could be read and is not empty. */
  readonly roots: readonly SourceNode[]
  /** Syntax errors, and warnings about what was read. */
  readonly findings: Findings
}

/**
 * Reads YAML 1.2 or JSON (which is YAML, too) with places. Of duplicate keys the last wins, with a warning, as in
 * CodeDeploy's agent. Never throws.
 */
export function readDocuments(file: string, text: string): ReadDocuments {
  const findings = new Findings()
  const placeAt = placesOf(file, text)
  if (refuses(text, placeAt, findings)) return { roots: [], findings }
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const roots = [...documents].flatMap((document) => {
    reportSyntax(document, text, placeAt, findings)
    return document.errors.length > 0 ? [] : (convertDocument(document, text, placeAt, findings) ?? [])
  })
  return { roots, findings }
}

/** Sizes and nestings at which the library would take seconds, or the whole process down. */
function refuses(text: string, placeAt: PlaceAt, findings: Findings): boolean {
  if (text.length > DOCUMENT_CHARS_MAX) {
    const message = `This file has ${text.length} characters; a YAML or JSON document may have up to ${DOCUMENT_CHARS_MAX}.`
    findings.error(placeAt(0), message)
    return true
  }
  const offset = tooDeepAt(text)
  if (offset === null) return false
  findings.error(placeAt(offset), `The document nests deeper than ${NESTING_DEPTH_MAX} levels here.`)
  return true
}

/** Where a text opens too many brackets, or indents too far, without looking at quotation marks; null if nowhere. */
function tooDeepAt(text: string): number | null {
  let depth = 0
  for (const { 0: found, index } of text.matchAll(/[[{]|[\]}]|^(?: |[-?:] )+/gm)) {
    if (found === '[' || found === '{') depth += 1
    else if (found === ']' || found === '}') depth = Math.max(0, depth - 1)
    else if (found.length > 2 * NESTING_DEPTH_MAX) return index
    if (depth > NESTING_DEPTH_MAX) return index
  }
  return null
}

function reportSyntax(document: Document.Parsed, text: string, placeAt: PlaceAt, findings: Findings): void {
  for (const { code, pos } of document.warnings) {
    if (code === 'TAG_RESOLVE_FAILED') findings.warning(placeAt(pos[0]), 'This tag means nothing here and is ignored.')
  }
  if (document.errors.length === 0) return
  const [marker] = templateMarkers(text)
  if (marker) {
    const fix = 'Render the template first, then import what comes out.'
    findings.error(placeAt(marker.offset), `${marker.marker} ${marker.is}.`, fix)
    // What a template looks like to a YAML reader helps no one.
    if (isTemplateSyntax(marker.marker)) return
  }
  const noBreakSpace = text.indexOf('\u00A0')
  if (noBreakSpace >= 0) {
    const message = 'This is a no-break space, which is no space to YAML.'
    findings.error(placeAt(noBreakSpace), message, 'Replace no-break spaces with plain ones.')
  }
  // After the first, tokens that stand where they should not are its echoes.
  const told = document.errors.filter(({ code }, index) => index === 0 || code !== 'UNEXPECTED_TOKEN')
  for (const error of told.slice(0, SYNTAX_ERRORS_MAX)) reportError(error, text, placeAt, findings)
}

function reportError({ code, message, pos }: YAMLError, text: string, placeAt: PlaceAt, findings: Findings): void {
  const place = placeAt(pos[0])
  const hint = alignmentHint(text, place.line)
  if (hint) findings.error({ ...place, line: hint.line, column: hint.column }, hint.message)
  else findings.error(place, ...syntaxSentence(code, message, text, pos[0]))
}
