/** What a templating tool would have replaced, and whether the file can mean anything while it is there. */
export interface TemplateMarker {
  readonly offset: number
  readonly marker: string
  readonly tool: string
}

const MARKERS: readonly { readonly tool: string; readonly pattern: RegExp }[] = [
  { tool: 'a Jinja, Helm or cookiecutter template', pattern: /\{\{[^}\n]*\}\}|\{%[^%\n]*%\}/g },
  { tool: 'an ERB template', pattern: /<%[^%\n]*%>/g },
  { tool: 'a shell or Terraform template', pattern: /\$\{[^}\n]*\}/g },
  { tool: 'a placeholder', pattern: /<[A-Z][A-Z0-9_ -]*>|&&[A-Za-z_]+&&|@@[A-Za-z_]+@@|__[A-Z][A-Z0-9_]*__/g },
]

/** Every template marker of a text, from its beginning to its end. YAML comments are left out. */
export function templateMarkers(text: string): readonly TemplateMarker[] {
  const readable = text.replaceAll(/(^|[ \t])#[^\n]*/g, (comment) => ' '.repeat(comment.length))
  return MARKERS.flatMap(({ tool, pattern }) =>
    [...readable.matchAll(pattern)].map(({ 0: marker, index }) => ({ offset: index, marker, tool })),
  ).toSorted((a, b) => a.offset - b.offset)
}

/** True for the markers that no AppSpec can contain on purpose. */
export function isTemplateSyntax(marker: string): boolean {
  return marker.startsWith('{') || marker.startsWith('<%')
}
