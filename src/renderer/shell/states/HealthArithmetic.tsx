import { formatCount } from '../../text/format'
import { Arithmetic } from './Arithmetic'

interface HealthArithmeticProps {
  readonly targetCount: number
  readonly requiredCount: number
  /** Instances that are, or would have to be, out of service. */
  readonly outCount: number
  readonly outLabel: string
  /** True: those out have failed; false: they would be taken out. */
  readonly isFailure: boolean
}

/** Minimum healthy hosts as cells and two brackets: what is out on the left, what must stay on the right. */
export function HealthArithmetic({ targetCount, requiredCount, outCount, outLabel, isFailure }: HealthArithmeticProps) {
  const out = `${formatCount(outCount)} ${outLabel}`
  const required = `${formatCount(requiredCount)} required`
  return (
    <Arithmetic
      label={`${out}, ${formatCount(requiredCount)} of ${formatCount(targetCount)} required`}
      runs={[
        { kind: isFailure ? 'failed' : 'absent', count: outCount },
        { kind: 'standing', count: Math.max(0, targetCount - outCount) },
      ]}
      brackets={[
        { tone: 'out', from: 0, to: outCount, text: out },
        { tone: 'required', from: Math.max(0, targetCount - requiredCount), to: targetCount, text: required },
      ]}
    />
  )
}
