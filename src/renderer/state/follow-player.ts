import { player } from '../playback/player'
import { useStore } from './store'

/**
 * Ties the store to the playback clock: a new run sets the clock's length, another scenario its start, and the clock tells
 * the store where it stands, at most ten times a second. Returns how to untie them.
 */
export function followPlayer(): () => void {
  const stopListening = player.onChange(() => {
    useStore.setState({ playheadMs: player.nowMs(), isPlaying: player.isPlaying(), speed: player.speed() })
  })
  const stopFollowing = useStore.subscribe((state, before) => {
    const { result } = state
    if (!result || result === before.result) return
    if (result.identity.scenarioDigest !== before.result?.identity.scenarioDigest) {
      player.pause()
      player.seek(0)
    }
    player.setDuration(result.endedAtMs)
  })
  return () => {
    stopListening()
    stopFollowing()
  }
}
