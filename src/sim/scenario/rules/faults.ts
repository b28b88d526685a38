import type { Rule } from './rule'

export const FAULT_RULES: readonly Rule[] = []
