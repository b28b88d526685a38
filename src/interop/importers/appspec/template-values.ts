import type { SourceNode } from '../../document/node'
import { isTemplateSyntax, templateMarkers } from '../../document/template-markers'
import type { Findings } from '../../findings'
import type { Place } from '../../outcome'

const RENDER_FIRST = 'Render the template first, then import what comes out.'

/** Tells of every value that still waits for a templating tool: the agent takes it for what it says, letter by letter. */
export function checkMarkers(node: SourceNode, findings: Findings): void {
  if (node.kind === 'scalar') {
    if (typeof node.value === 'string') tellMarker(node.text, node.place, findings)
    return
  }
  if (node.kind === 'sequence') {
    for (const item of node.items) checkMarkers(item, findings)
    return
  }
  for (const { key, keyPlace, value } of node.entries) {
    // An unquoted {{ name }} is read as a mapping inside a mapping: as such, its key is what is left of it.
    const asWritten = key.startsWith('{') ? `{${key}}` : key
    tellMarker(asWritten, keyPlace, findings)
    checkMarkers(value, findings)
  }
}

function tellMarker(text: string, place: Place, findings: Findings): void {
  const [found] = templateMarkers(text)
  if (!found) return
  const message = `${found.marker} ${found.is}; the agent takes it letter by letter.`
  if (isTemplateSyntax(found.marker)) findings.error(place, message, RENDER_FIRST)
  else findings.warning(place, message, RENDER_FIRST)
}
