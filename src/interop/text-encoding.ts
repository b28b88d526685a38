export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * How the bytes of a text file are encoded: UTF-16 where it begins with that byte order mark, as Windows PowerShell writes
 * it when the output of a command is redirected, otherwise UTF-8 (Encoding Standard, BOM sniff). The name is a label of
 * `TextDecoder`, which takes the mark off.
 */
export function textEncodingOf(bytes: Uint8Array): TextEncodingName {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
