import { chaptersOf } from '@sim'
import type { Command } from '../keyboard/command'
import { player } from '../playback/player'
import { resultOf, useStore } from '../state/store'
import { chapterStepMs } from './chapter-steps'
import { showWholeRun, toggleTable, zoomStep } from './view'

function stepChapter(direction: 1 | -1): void {
  const result = resultOf(useStore.getState())
  if (result) player.seek(chapterStepMs(chaptersOf(result), player.nowMs(), direction, result.endedAtMs))
}

/** The loop begins or ends at the playhead; its other end stays, or is that of the run. */
function setLoopEdge(edge: 'fromMs' | 'toMs'): void {
  const loop = { ...(player.loop() ?? { fromMs: 0, toMs: player.durationMs() }), [edge]: player.nowMs() }
  if (loop.toMs > loop.fromMs) player.setLoop(loop)
}

/** What the keyboard can do with the timeline. */
export const TIMELINE_COMMANDS: readonly Command[] = [
  {
    id: 'chapter-back',
    group: 'Playback',
    label: 'Previous or next chapter',
    chords: ['['],
    run: () => stepChapter(-1),
  },
  {
    id: 'chapter-forward',
    group: 'Playback',
    label: 'Previous or next chapter',
    chords: [']'],
    run: () => stepChapter(1),
  },
  {
    id: 'loop-in',
    group: 'Playback',
    label: 'Loop from here, to here, on or off',
    chords: ['I'],
    run: () => setLoopEdge('fromMs'),
  },
  {
    id: 'loop-out',
    group: 'Playback',
    label: 'Loop from here, to here, on or off',
    chords: ['O'],
    run: () => setLoopEdge('toMs'),
  },
  {
    id: 'loop-toggle',
    group: 'Playback',
    label: 'Loop from here, to here, on or off',
    chords: ['R'],
    run: () => player.toggleLoop(),
  },
  {
    id: 'zoom-in',
    group: 'Timeline and view',
    label: 'Zoom in, out, whole run',
    chords: ['+', '='],
    printedChord: '+',
    run: () => zoomStep(1),
  },
  {
    id: 'zoom-out',
    group: 'Timeline and view',
    label: 'Zoom in, out, whole run',
    chords: ['-'],
    run: () => zoomStep(-1),
  },
  { id: 'zoom-fit', group: 'Timeline and view', label: 'Zoom in, out, whole run', chords: ['0'], run: showWholeRun },
  { id: 'table', group: 'Timeline and view', label: 'Charts as a table', chords: ['Ctrl+T'], run: toggleTable },
]
