import type { PlaybackClock } from '../../../src/renderer/playback/clock'

/** A clock that stands still until the test moves it; frames come when it is moved. */
export class FakeClock implements PlaybackClock {
  isReduced = false
  private wallMs = 1_000
  private frames: (() => void)[] = []
  private hidden: (() => void)[] = []

  nowMs(): number {
    return this.wallMs
  }

  requestFrame(callback: () => void): number {
    return this.frames.push(callback)
  }

  prefersReducedMotion(): boolean {
    return this.isReduced
  }

  onHidden(callback: () => void): void {
    this.hidden.push(callback)
  }

  hide(): void {
    for (const callback of this.hidden) callback()
  }

  /** Whether anybody waits for a frame. */
  isBusy(): boolean {
    return this.frames.length > 0
  }

  /** Lets time pass in frames of `frameMs`. */
  pass(durationMs: number, frameMs = 16): void {
    for (let passedMs = 0; passedMs < durationMs; passedMs += frameMs) {
      this.wallMs += Math.min(frameMs, durationMs - passedMs)
      this.frame()
    }
  }

  /** One frame without time. */
  frame(): void {
    for (const callback of this.frames.splice(0)) callback()
  }
}
