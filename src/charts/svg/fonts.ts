import { INTER_WOFF2_BASE64 } from '../fonts/inter'
import { MONO_WOFF2_BASE64 } from '../fonts/mono'
import { MONO_FAMILY, SANS_FAMILY } from './text'
import { element } from './xml'

function fontFace(family: string, weights: string, base64: string): string {
  const source = `url(data:font/woff2;base64,${base64}) format('woff2')`
  return `@font-face{font-family:'${family}';font-weight:${weights};src:${source}}`
}

/** The embedded faces (Inter and JetBrains Mono, SIL Open Font License 1.1), cut down to what charts can need. */
export function fontStyle(): string {
  const faces = fontFace(SANS_FAMILY, '400 650', INTER_WOFF2_BASE64) + fontFace(MONO_FAMILY, '400', MONO_WOFF2_BASE64)
  return element('style', {}, faces)
}
