import { player } from '../playback/player'
import { resultOf, useStore } from './store'

/**
 * Ties the store to the playback clock: a new run sets the clock's length, another scenario starts at the beginning, and the clock tells
 * the store where it stands, at most ten times a second. Returns how to untie them.
 */
export function followPlayer(): () => void {
  const stopListening = player.onChange(() => {
    useStore.setState({ playheadMs: player.nowMs(), isPlaying: player.isPlaying(), speed: player.speed() })
  })
  const stopFollowing = useStore.subscribe((state, before) => {
    const [result, last] = [resultOf(state), resultOf(before)]
    if (!result || result === last) return
    if (result.identity.scenarioDigest !== last?.identity.scenarioDigest) player.rewind()
    player.setDuration(result.endedAtMs)
  })
  return () => {
    stopListening()
    stopFollowing()
  }
}
