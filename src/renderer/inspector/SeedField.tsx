import { LIMITS } from '@sim'
import { type FormEvent, useId, useState } from 'react'
import { useStore } from '../state/store'

/** The seed of the visible run; another one runs the scenario again under other users and other accidents. */
export function SeedField({ seed }: { readonly seed: number }) {
  const [text, setText] = useState(String(seed))
  const setSeed = useStore((state) => state.setSeed)
  const fieldId = useId()
  const value = Number(text)
  const isValid = /^\d+$/.test(text.trim()) && value <= LIMITS.seedMax
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isValid) setSeed(value)
  }
  return (
    <form className="seed-form" onSubmit={onSubmit}>
      <label htmlFor={fieldId}>Seed</label>
      <input
        id={fieldId}
        className="text-field mono"
        inputMode="numeric"
        value={text}
        aria-invalid={!isValid}
        aria-describedby={isValid ? undefined : `${fieldId}-problem`}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button" disabled={!isValid || value === seed}>
        Run again
      </button>
      {!isValid && (
        <p className="seed-problem" id={`${fieldId}-problem`}>
          A whole number from 0 to {LIMITS.seedMax}.
        </p>
      )}
    </form>
  )
}
