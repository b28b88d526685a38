import type { DatapointKind } from './types'

/** THE registry of operators (API: ComparisonOperator, without the three of anomaly detection), with their words. */
export const COMPARISON_OPERATORS = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number]

/** What a datapoint that breaches is to the threshold. */
export const COMPARISON_WORDS: Readonly<Record<ComparisonOperator, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
}

/** What a datapoint is to an alarm with this operator and threshold; null: nothing was published. */
export function datapointKind(value: number | null, operator: ComparisonOperator, threshold: number): DatapointKind {
  if (value === null) return 'missing'
  return breaches(value, operator, threshold) ? 'breaching' : 'ok'
}

function breaches(value: number, operator: ComparisonOperator, threshold: number): boolean {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold
    case 'GreaterThanThreshold':
      return value > threshold
    case 'LessThanThreshold':
      return value < threshold
    case 'LessThanOrEqualToThreshold':
      return value <= threshold
  }
}
