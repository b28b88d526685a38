/**
 * The balance of a group between its Availability Zones. Pure arithmetic on the number of instances in each zone, by the
 * zone's index (Auto Scaling user guide, how Auto Scaling balances capacity).
 */

/** The zone with the fewest instances, which is where the next one is launched. MODEL: of equal zones the first listed. */
export function emptiestZone(counts: readonly number[]): number {
  return counts.indexOf(Math.min(...counts))
}

/** The zone with the most instances among those that may lose one. MODEL: of equal zones the first listed. */
export function fullestZone(counts: readonly number[], mayLose: (zoneIndex: number) => boolean): number | null {
  let fullest: number | null = null
  for (const zoneIndex of counts.keys()) {
    if (mayLose(zoneIndex) && (fullest === null || counts[zoneIndex] > counts[fullest])) fullest = zoneIndex
  }
  return fullest
}

/** How many instances would have to move until no two zones differ by more than one. */
export function movesToBalance(counts: readonly number[]): number {
  const moved = [...counts]
  let moves = 0
  while (Math.max(...moved) - Math.min(...moved) > 1) {
    moved[moved.indexOf(Math.max(...moved))]--
    moved[emptiestZone(moved)]++
    moves++
  }
  return moves
}

/** So far may a group exceed its maximum size while it balances zones: 10 %, or one instance where that is more. MODEL: rounded down. */
export function balanceMargin(maxSize: number): number {
  return Math.max(Math.floor(maxSize / 10), 1)
}
