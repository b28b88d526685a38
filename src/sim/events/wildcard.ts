/** A wildcard pattern taken apart: texts that must come in this order, with anything between them. */
export type WildcardTexts = readonly string[]

/**
 * Takes a wildcard pattern apart at its asterisks; a backslash makes an asterisk or a backslash plain text. null when
 * the pattern is no good: two asterisks beside each other, or a backslash before anything else (EventBridge user guide,
 * matching using wildcards).
 */
export function wildcardTexts(pattern: string): WildcardTexts | null {
  const texts = ['']
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '*') {
      if (pattern[at - 1] === '*' && texts[texts.length - 1] === '' && texts.length > 1) return null
      texts.push('')
    } else if (character === '\\') {
      const escaped = pattern[++at]
      if (escaped !== '*' && escaped !== '\\') return null
      texts[texts.length - 1] += escaped
    } else texts[texts.length - 1] += character
  }
  return texts
}

/** Whether a text is made of the texts in their order, in one pass and without going back. */
export function matchesWildcard(text: string, texts: WildcardTexts): boolean {
  const first = texts[0]
  const last = texts[texts.length - 1]
  if (texts.length === 1) return text === first
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
  const end = text.length - last.length
  let from = first.length
  for (const middle of texts.slice(1, -1)) {
    const found = text.indexOf(middle, from)
    if (found < 0 || found + middle.length > end) return false
    from = found + middle.length
  }
  return true
}
