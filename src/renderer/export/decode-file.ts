import { textEncodingOf } from '@interop'

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark, as the command reads it.
 * @throws {NotText} when it holds bytes that stand for no character
 */
export async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const encoding = textEncodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new NotText(
      `${file.name} is not text: it holds bytes that are not valid ${encoding.toUpperCase()}. Save it as UTF-8.`,
    )
  }
}

/** Its message is a sentence for the person. */
export class NotText extends Error {}
