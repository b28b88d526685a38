/** Cells of the clock array: every hot time of the kernel, in microseconds. Doubles travel here, never across calls. */
export const NOW = 0
/** When the next request arrives, whole microseconds; Infinity for never. */
export const ARRIVAL = 1
/** When the next answer is due (head of the calendar); Infinity for none. */
export const DEPARTURE = 2
/** No request in a waiting room times out before this; Infinity while nothing waits. */
export const EXPIRY = 3
/** The hot loop runs up to here. */
export const UNTIL = 4
/** Arrival time with its fraction: the next gap is added to this, so that rounding never adds up. */
export const ARRIVAL_EXACT = 5
/** End of the second whose arrival rate holds. */
export const CELL_END = 6
/** The last draw of a law, in the law's units. */
export const DRAW = 7
/** The balancer's idle timeout. */
export const IDLE_TIMEOUT = 8
/** Window of slow start; 0 is off. */
export const SLOW_START = 9
/** From when on an invocation's time counts against the function's timeout. */
export const TIMED_FROM = 10
/** Mean time between arrivals in the second of the next one, microseconds; Infinity for none. */
export const GAP = 11
/** What the offered load is multiplied by now. */
export const LOAD_FACTOR = 12
/** What is left of the last draw, in mean gaps, when no second of the run was left to spend it in. */
export const UNSPENT = 13
/** When the first client that waits to ask again is due; Infinity for none. */
export const RETRY = 14
/** When the next request arrives that is no further attempt; only kept while clients wait to ask again. */
export const FRESH = 15
export const CLOCK_CELLS = 16
