import { Eye, EyeOff, Pause, Play, Repeat, ScanEye, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react'
import { type MouseEvent, useEffect, useRef, useSyncExternalStore } from 'react'
import { type FutureMode, resultOf, useStore } from '../state/store'
import { formatClock } from '../text/format'
import { IconButton } from '../ui/IconButton'
import { stepEvent } from './commands'
import { player } from './player'
import { SpeedSlider } from './SpeedSlider'
import './transport.css'

/** The bar under the scene: what moves the playhead, how fast, and what of the future is shown. */
export function Transport() {
  const isPlaying = useStore((state) => state.isPlaying)
  const result = useStore(resultOf)
  const isEmpty = result === null
  return (
    <section className="transport" aria-label="Playback" inert={isEmpty}>
      <IconButton icon={SkipBack} label="Start" chord="Home" onClick={() => player.seek(0)} />
      <StepButton direction={-1} />
      <button
        type="button"
        className="transport-play"
        aria-label={isPlaying ? 'Pause' : 'Play'}
        aria-keyshortcuts="Space"
        onClick={() => player.toggle()}
      >
        {isPlaying ? (
          <Pause size={16} fill="currentColor" strokeWidth={0} />
        ) : (
          <Play size={16} fill="currentColor" strokeWidth={0} />
        )}
      </button>
      <StepButton direction={1} />
      <IconButton icon={SkipForward} label="End" chord="End" onClick={() => player.seek(player.durationMs())} />
      <Clock durationMs={result?.endedAtMs ?? 0} />
      <SpeedSlider />
      <span className="transport-gap" />
      <LoopButton />
      <FutureButton />
      {result && <span className="transport-seed">seed {result.identity.seed}</span>}
    </section>
  )
}

/** A second, or with Shift to the next thing that happened. */
function StepButton({ direction }: { readonly direction: 1 | -1 }) {
  const isForward = direction > 0
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey) stepEvent(direction)
    else player.stepSeconds(direction)
  }
  const Icon = isForward ? StepForward : StepBack
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={isForward ? 'One second forward' : 'One second back'}
      aria-keyshortcuts={isForward ? 'ArrowRight Shift+ArrowRight' : 'ArrowLeft Shift+ArrowLeft'}
      onClick={onClick}
    >
      <Icon size={15} strokeWidth={1.35} aria-hidden="true" />
      <span className="icon-button-tooltip icon-button-tooltip-below" aria-hidden="true">
        {isForward ? 'Next second; with Shift, next event' : 'Previous second; with Shift, previous event'}
      </span>
    </button>
  )
}

/** The time of the run. It is written at every frame by the playback clock, not by React. */
function Clock({ durationMs }: { readonly durationMs: number }) {
  const whole = useRef<HTMLSpanElement>(null)
  const tenths = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      player.onFrame((tMs) => {
        if (whole.current) whole.current.textContent = formatClock(tMs)
        if (tenths.current) tenths.current.textContent = `.${Math.floor(tMs / 100) % 10}`
      }),
    [],
  )
  return (
    <p className="transport-clock">
      <span ref={whole} className="transport-clock-now" />
      <span ref={tenths} className="transport-clock-tenths" />
      <span className="transport-clock-end"> / {formatClock(durationMs)}</span>
    </p>
  )
}

function LoopButton() {
  const loop = useSyncExternalStore(player.onChange, player.loop)
  return (
    <IconButton
      icon={Repeat}
      label={loop ? 'Leave the loop' : 'Loop (Alt drag on the timeline)'}
      chord="R"
      isPressed={loop !== null}
      onClick={() => player.toggleLoop()}
    />
  )
}

const FUTURE: Readonly<Record<FutureMode, { readonly icon: typeof Eye; readonly label: string }>> = {
  dimmed: { icon: Eye, label: 'Future dimmed' },
  hidden: { icon: EyeOff, label: 'Future hidden' },
  shown: { icon: ScanEye, label: 'Future shown' },
}

function FutureButton() {
  const future = useStore((state) => state.future)
  const cycleFuture = useStore((state) => state.cycleFuture)
  const { icon: Icon, label } = FUTURE[future]
  return (
    <button type="button" className="transport-future" aria-keyshortcuts="H" onClick={cycleFuture}>
      <Icon size={14} strokeWidth={1.35} aria-hidden="true" />
      {label}
    </button>
  )
}
