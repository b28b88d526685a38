import type { ChangeEvent, CSSProperties, KeyboardEvent } from 'react'
import { useStore } from '../state/store'
import { player } from './player'
import { nearestStop, neighbourStop, SPEED_STOPS, speedPosition } from './speeds'

/** Where each key leads, in stops. */
const KEY_STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -3,
  PageUp: 3,
  Home: -SPEED_STOPS.length,
  End: SPEED_STOPS.length,
}

/** Nine speeds on a logarithmic scale: a range input, drawn over. */
export function SpeedSlider() {
  const speed = useStore((state) => state.speed)
  const style = { '--speed-position': speedPosition(speed) } as CSSProperties
  const onChange = (event: ChangeEvent<HTMLInputElement>) => player.setSpeed(nearestStop(Number(event.target.value)))
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = KEY_STEPS[event.key]
    if (steps === undefined) return
    event.preventDefault()
    player.setSpeed(neighbourStop(speed, steps))
  }
  return (
    <div className="speed" style={style}>
      <div className="speed-track" aria-hidden="true">
        {SPEED_STOPS.map((stop) => (
          <span
            key={stop}
            className={stop <= speed ? 'speed-stop is-passed' : 'speed-stop'}
            style={{ left: `${speedPosition(stop) * 100}%` }}
          />
        ))}
        <span className="speed-thumb" />
      </div>
      <input
        type="range"
        className="speed-input"
        aria-label="Speed"
        aria-valuetext={`${speed} times`}
        min={0}
        max={1}
        step="any"
        value={speedPosition(speed)}
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
      <output className="speed-value">{speed}×</output>
    </div>
  )
}
