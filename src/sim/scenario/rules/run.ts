import type { Rule } from './rule'

export const RUN_RULES: readonly Rule[] = [
  {
    reads: ['/startAtMs', '/durationMs', '/deployment'],
    check: ({ startAtMs, durationMs, deployment }) => {
      if (deployment === null || durationMs === null || startAtMs < durationMs) return []
      return [
        { pointer: '/startAtMs', message: `found ${startAtMs}, allowed are times below durationMs (${durationMs})` },
      ]
    },
  },
]
