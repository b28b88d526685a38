import { browserClock, type PlaybackClock } from './clock'

/** A stretch of the run that playback repeats; `fromMs` is before `toMs`. */
export interface LoopRange {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * The only playback clock of the window: it maps wall time to simulated time in one requestAnimationFrame loop.
 * All times are whole milliseconds from the start of the run.
 */
export interface Player {
  nowMs(): number
  durationMs(): number
  /** A new length keeps the playhead where it is, or at the new end. */
  setDuration(durationMs: number): void
  /** For another run: stops at the start, and forgets the loop, which was a stretch of the last one. */
  rewind(): void
  /** From the end, starts again at the beginning; from outside the loop, at its start. */
  play(): void
  pause(): void
  toggle(): void
  seek(tMs: number): void
  /** Moves by whole seconds: from 3.4 s one step forward is 4 s, one back is 3 s. */
  stepSeconds(seconds: number): void
  /** Simulated seconds per second, from 1 to 100. */
  setSpeed(speed: number): void
  speed(): number
  isPlaying(): boolean
  /** 1 forwards, -1 backwards. */
  direction(): 1 | -1
  /** J and L: plays in that direction; once more doubles the speed. */
  shuttle(direction: 1 | -1): void
  loop(): LoopRange | null
  setLoop(range: LoopRange | null): void
  /** Leaves the loop, or takes up the last one again; without one, the whole run. */
  toggleLoop(): void
  /** Called once at once and at every frame in which the playhead has moved. Returns how to stop. */
  onFrame(paint: (tMs: number) => void): () => void
  /** Play, pause, speed, loop, length and stop at once; moves at most ten times a second, and the last one. */
  onChange(listener: () => void): () => void
}

const SPEED_MIN = 1
const SPEED_MAX = 100
const CHANGE_INTERVAL_MS = 100
const REDUCED_MOTION_STEP_MS = 1_000

/** A player on `clock`; the window has one (`player`), tests make their own. */
export function createPlayer(clock: PlaybackClock): Player {
  const painters = new Set<(tMs: number) => void>()
  const listeners = new Set<() => void>()
  let durationMs = 0
  /** The playhead before rounding; while playing, as it was at `anchorWallMs`. */
  let anchorMs = 0
  let anchorWallMs = 0
  let speed = 1
  let direction: 1 | -1 = 1
  let playing = false
  let loop: LoopRange | null = null
  let lastLoop: LoopRange | null = null
  let frameHandle: number | null = null
  let paintedMs = 0
  let changeIsDue = false
  let changedAtWallMs = Number.NEGATIVE_INFINITY

  const clamp = (tMs: number) => Math.min(durationMs, Math.max(0, tMs))
  const bounds = () => loop ?? { fromMs: 0, toMs: durationMs }

  function positionAt(wallMs: number): number {
    if (!playing) return anchorMs
    const freeMs = anchorMs + direction * speed * (wallMs - anchorWallMs)
    return loop ? repeatedMs(anchorMs, freeMs, loop) : clamp(freeMs)
  }

  function nowMs(): number {
    const tMs = positionAt(clock.nowMs())
    if (playing && clock.prefersReducedMotion()) {
      const stepped = Math.floor(tMs / REDUCED_MOTION_STEP_MS) * REDUCED_MOTION_STEP_MS
      return tMs === durationMs ? durationMs : stepped
    }
    return Math.round(tMs)
  }

  function anchor(tMs: number): void {
    anchorMs = clamp(tMs)
    anchorWallMs = clock.nowMs()
  }

  function notify(): void {
    changeIsDue = false
    changedAtWallMs = clock.nowMs()
    for (const listener of [...listeners]) listener()
  }

  function requestFrame(): void {
    if (frameHandle === null) frameHandle = clock.requestFrame(frame)
  }

  function stopAtTheEdge(): void {
    const { fromMs, toMs } = bounds()
    const tMs = positionAt(clock.nowMs())
    const isAtEdge = direction > 0 ? tMs >= toMs : tMs <= fromMs
    if (!playing || loop || !isAtEdge) return
    playing = false
    direction = 1
    anchor(tMs)
    notify()
  }

  function paint(): void {
    const tMs = nowMs()
    if (tMs === paintedMs) return
    paintedMs = tMs
    changeIsDue = true
    for (const painter of [...painters]) painter(tMs)
  }

  function frame(): void {
    frameHandle = null
    stopAtTheEdge()
    paint()
    if (changeIsDue && clock.nowMs() - changedAtWallMs >= CHANGE_INTERVAL_MS) notify()
    if (playing || changeIsDue) requestFrame()
  }

  function play(): void {
    if (playing || durationMs === 0) return
    const { fromMs, toMs } = bounds()
    const tMs = positionAt(clock.nowMs())
    const starts = direction > 0 ? tMs >= toMs || tMs < fromMs : tMs <= fromMs || tMs > toMs
    anchor(starts ? (direction > 0 ? fromMs : toMs) : tMs)
    playing = true
    notify()
    requestFrame()
  }

  function pause(): void {
    if (!playing) return
    anchor(nowMs())
    playing = false
    direction = 1
    notify()
    requestFrame()
  }

  function seek(tMs: number): void {
    const isMoved = Math.round(clamp(tMs)) !== nowMs()
    anchor(Math.round(tMs))
    if (isMoved) requestFrame()
  }

  function setSpeed(next: number): void {
    const clamped = Math.min(SPEED_MAX, Math.max(SPEED_MIN, next))
    if (clamped === speed) return
    anchor(positionAt(clock.nowMs()))
    speed = clamped
    notify()
  }

  function shuttle(next: 1 | -1): void {
    if (playing && direction === next) {
      setSpeed(speed * 2)
      return
    }
    anchor(positionAt(clock.nowMs()))
    playing = false
    direction = next
    play()
  }

  function setLoop(range: LoopRange | null): void {
    const tMs = positionAt(clock.nowMs())
    loop = range && { fromMs: clamp(range.fromMs), toMs: clamp(range.toMs) }
    if (loop) lastLoop = loop
    anchor(tMs)
    notify()
    requestFrame()
  }

  function rewind(): void {
    playing = false
    direction = 1
    loop = null
    lastLoop = null
    anchor(0)
    notify()
    requestFrame()
  }

  clock.onHidden(pause)

  return {
    nowMs,
    durationMs: () => durationMs,
    setDuration: (nextMs) => {
      const tMs = positionAt(clock.nowMs())
      durationMs = nextMs
      if (loop && loop.toMs > nextMs) loop = null
      if (lastLoop && lastLoop.toMs > nextMs) lastLoop = null
      anchor(tMs)
      notify()
      requestFrame()
    },
    rewind,
    play,
    pause,
    toggle: () => (playing ? pause() : play()),
    seek,
    stepSeconds: (seconds) => {
      const from = nowMs() / 1_000
      seek(1_000 * (seconds > 0 ? Math.floor(from) + seconds : Math.ceil(from) + seconds))
    },
    setSpeed,
    speed: () => speed,
    isPlaying: () => playing,
    direction: () => direction,
    shuttle,
    loop: () => loop,
    setLoop,
    toggleLoop: () => setLoop(loop ? null : (lastLoop ?? { fromMs: 0, toMs: durationMs })),
    onFrame: (painter) => {
      painters.add(painter)
      painter(nowMs())
      return () => painters.delete(painter)
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/**
 * Where a playhead that set out at `startMs` and ran freely to `freeMs` is when the stretch repeats. One that is on its way
 * to the stretch runs up to it; one that has left it behind begins it anew.
 */
function repeatedMs(startMs: number, freeMs: number, { fromMs, toMs }: LoopRange): number {
  const lengthMs = toMs - fromMs
  if (lengthMs <= 0) return fromMs
  const distanceMs = Math.abs(freeMs - startMs)
  if (freeMs >= startMs) {
    const tMs = (startMs > toMs ? fromMs : startMs) + distanceMs
    return tMs < toMs ? tMs : fromMs + ((tMs - fromMs) % lengthMs)
  }
  const tMs = (startMs < fromMs ? toMs : startMs) - distanceMs
  return tMs > fromMs ? tMs : toMs - ((toMs - tMs) % lengthMs)
}

export const player: Player = createPlayer(browserClock())
