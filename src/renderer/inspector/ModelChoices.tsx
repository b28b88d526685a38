import { type ModelChoice, modelChoicesOf } from '@sim'
import { useMemo } from 'react'
import type { PlayheadView } from '../state/frame'

interface ModelChoicesProps {
  readonly view: PlayheadView
  readonly isFutureHidden: boolean
}

/** What AWS does not publish and this run rests on; told at the end only while the future is hidden. */
export function ModelChoices({ view: { result, tMs }, isFutureHidden }: ModelChoicesProps) {
  const choices = useMemo(() => modelChoicesOf(result), [result])
  if (choices.length === 0 || (isFutureHidden && tMs < result.endedAtMs)) return null
  return (
    <section className="inspector-section" aria-label="Model choices">
      <details className="remarks">
        <summary>Model choices ({choices.length})</summary>
        <p className="inspector-quiet">AWS publishes no rule for these; with others this would be another run.</p>
        <ul>
          {choices.map((choice) => (
            <ModelChoiceItem key={choice.id} choice={choice} />
          ))}
        </ul>
      </details>
    </section>
  )
}

function ModelChoiceItem({ choice: { label, rule, why, settings } }: { readonly choice: ModelChoice }) {
  return (
    <li>
      <strong>{label}.</strong> {rule} {why}
      {settings.length > 0 && (
        <>
          {' '}
          Set by <span className="mono">{settings.join(', ')}</span>.
        </>
      )}
    </li>
  )
}
