/**
 * The text without the given character at its end, however often it stands there. A pattern such as /x+$/ would try
 * again from each character of a long run and take time by the square of it.
 */
export function withoutEnding(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end -= 1
  return text.slice(0, end)
}
