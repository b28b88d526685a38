import type { Command } from '../keyboard/command'
import { resultOf, useStore } from '../state/store'
import { eventStepMs } from './event-steps'
import { player } from './player'
import { SPEED_STOPS } from './speeds'

const SPEED_GROUP_LABEL = '1, 2, 3, 5, 10, 20, 30, 50, 100 times as fast'

/** Moves the playhead to the next or previous thing that happened. */
export function stepEvent(direction: 1 | -1): void {
  const result = resultOf(useStore.getState())
  if (result) player.seek(eventStepMs(result, player.nowMs(), direction))
}

/** What the keyboard can do with the playback clock. */
export const PLAYBACK_COMMANDS: readonly Command[] = [
  { id: 'toggle', group: 'Playback', label: 'Play or pause', chords: ['Space'], run: () => player.toggle() },
  {
    id: 'shuttle-back',
    group: 'Playback',
    label: 'Back, stop, forward; again: twice as fast',
    chords: ['J'],
    run: () => player.shuttle(-1),
  },
  {
    id: 'shuttle-stop',
    group: 'Playback',
    label: 'Back, stop, forward; again: twice as fast',
    chords: ['K'],
    run: () => player.pause(),
  },
  {
    id: 'shuttle-forward',
    group: 'Playback',
    label: 'Back, stop, forward; again: twice as fast',
    chords: ['L'],
    run: () => player.shuttle(1),
  },
  {
    id: 'second-back',
    group: 'Playback',
    label: 'One second',
    chords: ['ArrowLeft'],
    run: () => player.stepSeconds(-1),
  },
  {
    id: 'second-forward',
    group: 'Playback',
    label: 'One second',
    chords: ['ArrowRight'],
    run: () => player.stepSeconds(1),
  },
  {
    id: 'event-back',
    group: 'Playback',
    label: 'Previous or next event',
    chords: ['Shift+ArrowLeft'],
    run: () => stepEvent(-1),
  },
  {
    id: 'event-forward',
    group: 'Playback',
    label: 'Previous or next event',
    chords: ['Shift+ArrowRight'],
    run: () => stepEvent(1),
  },
  { id: 'start', group: 'Playback', label: 'Start, end', chords: ['Home'], run: () => player.seek(0) },
  { id: 'end', group: 'Playback', label: 'Start, end', chords: ['End'], run: () => player.seek(player.durationMs()) },
  ...SPEED_STOPS.map(
    (speed, index): Command => ({
      id: `speed-${speed}`,
      group: 'Playback',
      label: SPEED_GROUP_LABEL,
      chords: [String(index + 1)],
      printedChord: '1…9',
      run: () => player.setSpeed(speed),
    }),
  ),
]
