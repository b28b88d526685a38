/** What a templating tool would have replaced, and whether the file can mean anything while it is there. */
export interface TemplateMarker {
  readonly offset: number
  readonly marker: string
  /** What it is, as the rest of a sentence: "is a placeholder". */
  readonly is: string
}

const MARKERS: readonly { readonly is: string; readonly pattern: RegExp }[] = [
  { is: 'belongs to a Jinja, Helm or cookiecutter template', pattern: /\{\{[^}\n]*\}\}|\{%[^%\n]*%\}/g },
  { is: 'belongs to an ERB template', pattern: /<%[^%\n]*%>/g },
  { is: 'belongs to a shell or Terraform template', pattern: /\$\{[^}\n]*\}/g },
  { is: 'is a placeholder', pattern: /<[A-Z][A-Z0-9_ -]*>|&&[A-Za-z_]+&&|@@[A-Za-z_]+@@|__[A-Z][A-Z0-9_]*__/g },
]

/** Every template marker of a text, from its beginning to its end. YAML comments are left out. */
export function templateMarkers(text: string): readonly TemplateMarker[] {
  const readable = text.replaceAll(/(^|[ \t])#[^\n]*/g, (comment) => ' '.repeat(comment.length))
  return MARKERS.flatMap(({ is, pattern }) =>
    [...readable.matchAll(pattern)].map(({ 0: marker, index }) => ({ offset: index, marker, is })),
  ).toSorted((a, b) => a.offset - b.offset)
}

/** True for the markers that no AppSpec can contain on purpose. */
export function isTemplateSyntax(marker: string): boolean {
  return marker.startsWith('{') || marker.startsWith('<%')
}
