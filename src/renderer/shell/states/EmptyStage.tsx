import { openFilesFromDisk } from '../../export/scenario-files'
import { player } from '../../playback/player'
import { useStore } from '../../state/store'
import { counted } from '../../text/format'
import { StageMessage } from './StageMessage'

const ZONE_COLUMNS = [0, 1, 2]
const ROWS = [0, 1, 2]

/** Before the first run: the outline of what will stand here, and something to play. */
export function EmptyStage() {
  const bundled = useStore((state) => state.library).filter(({ source }) => source === 'bundled')
  const openScenario = useStore((state) => state.openScenario)
  const [first] = bundled
  const playFirst = () => {
    if (!first) return
    openScenario(first.id)
    playOnceReady()
  }
  return (
    <StageMessage
      drawing={<StageOutline />}
      title="Pick a scenario to fill the stage"
      text={`${counted(bundled.length, 'scenario')} are ready, or open a file of your own: a scenario, or an appspec.yml with the JSON of the AWS CLI.`}
    >
      {first && (
        <button type="button" className="button button-primary" onClick={playFirst}>
          Play “{first.name}”
        </button>
      )}
      <button type="button" className="button" onClick={() => void openFilesFromDisk()}>
        Open files
      </button>
    </StageMessage>
  )
}

/** Plays the run that is being computed as soon as it is there; a run that fails or is cancelled is not waited for. */
function playOnceReady(): void {
  const stop = useStore.subscribe(({ run }) => {
    if (run.status === 'computing') return
    stop()
    // After the clock has taken the length of the run.
    if (run.status === 'done') queueMicrotask(() => player.play())
  })
}

/** Clients, balancer and one target group, dashed. */
export function StageOutline() {
  return (
    <svg className="stage-outline" viewBox="0 0 400 190" aria-hidden="true">
      <path d="M14 95h58M102 95c34 0 34 0 68 0" />
      <rect x="72" y="50" width="30" height="90" rx="8" />
      <rect x="170" y="16" width="220" height="158" rx="10" />
      {ZONE_COLUMNS.flatMap((zone) =>
        ROWS.flatMap((row) =>
          [0, 1].map((column) => (
            <rect
              key={`${zone}-${row}-${column}`}
              x={190 + zone * 66 + column * 30}
              y={34 + row * 46}
              width="20"
              height="20"
              rx="4"
            />
          )),
        ),
      )}
    </svg>
  )
}
