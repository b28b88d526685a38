/**
 * Flags that let V8 inline the whole event loop of the simulation into one function. They change nothing but speed
 * (about a tenth in Node, a third in Chromium), so the interface also works in a browser that was started without them.
 */
export const V8_FLAGS: readonly string[] = [
  '--max-inlined-bytecode-size-cumulative=4000',
  '--max-inlined-bytecode-size=2000',
]
