import type { Findings } from '../findings'
import { type PlaceAt, placesOf } from './places'

const MERGE_MARKER = /^(<{7}|>{7})(?: (.*))?$/gm

/**
 * The text of a file without its byte order mark, or null with an error when it is no text, empty, or still has the
 * markers of a merge conflict.
 */
export function readableText(file: string, text: string, findings: Findings): string | null {
  const readable = text.replace(/^\uFEFF/, '')
  const placeAt = placesOf(file, readable)
  if (isEmpty(readable)) {
    const message =
      'This file is empty. An application specification file defines at minimum "version" and "os"; what the AWS CLI prints is JSON.'
    findings.error(placeAt(0), message)
    return null
  }
  const strangeAt = Math.max(readable.indexOf('\0'), readable.indexOf('\uFFFD'))
  if (strangeAt >= 0) {
    const message = 'This file is not UTF-8 text from here on.'
    const fix =
      'Save it as UTF-8 (PowerShell writes UTF-16 with >), and import the AppSpec itself instead of the bundle that holds it.'
    findings.error(placeAt(strangeAt), message, fix)
    return null
  }
  return tellMergeMarkers(readable, placeAt, findings) ? null : readable
}

/** Nothing but white space and comments. */
function isEmpty(text: string): boolean {
  return text.split(/\r\n|\n|\r/).every((line) => /^\s*(#.*|---|\.\.\.)?$/.test(line))
}

function tellMergeMarkers(text: string, placeAt: PlaceAt, findings: Findings): boolean {
  const markers = [...text.replaceAll('\r', ' ').matchAll(MERGE_MARKER)]
  for (const { 0: marker, 2: branch, index } of markers) {
    const side = branch?.trim() ? ` (${branch.trim()})` : ''
    const message = `This line is a merge conflict marker, ${marker.slice(0, 7)}${side}.`
    findings.error(placeAt(index), message, 'Resolve the merge, then import the file.')
  }
  return markers.length > 0
}
