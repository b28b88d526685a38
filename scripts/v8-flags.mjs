/**
 * The flags of src/main/v8-flags.ts for what runs without a build: the command and the benchmark. The shell may import
 * neither of these; a test holds the two lists together.
 * @type {readonly string[]}
 */
export const V8_FLAGS = ['--max-inlined-bytecode-size-cumulative=4000', '--max-inlined-bytecode-size=2000']
