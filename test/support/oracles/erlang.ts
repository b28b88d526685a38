/**
 * A. K. Erlang's formulas for `servers` places and an offered load of `load` erlangs (arrival rate times mean service).
 * Written from the textbook recursion; nothing here knows the simulator.
 */

/** Share of requests lost when nobody may wait: M/M/c/c, and M/G/c/c for any law of service. */
export function erlangB(servers: number, load: number): number {
  let blocking = 1
  for (let place = 1; place <= servers; place++) blocking = (load * blocking) / (place + load * blocking)
  return blocking
}

/** Share of requests that wait when everybody may: M/M/c. Needs `load` below `servers`. */
export function erlangC(servers: number, load: number): number {
  const blocking = erlangB(servers, load)
  return blocking / (1 - (load / servers) * (1 - blocking))
}

/** Mean wait in M/M/c, in mean service times, those who do not wait included. */
export function meanWaitMmc(servers: number, load: number): number {
  return erlangC(servers, load) / (servers - load)
}

/** Share of requests that wait at most `time` mean service times in M/M/c: the service level of a call centre. */
export function serviceLevelMmc(servers: number, load: number, time: number): number {
  return 1 - erlangC(servers, load) * Math.exp(-(servers - load) * time)
}

/** Share of requests lost in M/M/c/K: `servers` places, and room for `capacity` requests in service and waiting together. */
export function lossMmck(servers: number, capacity: number, load: number): number {
  let weight = 1
  let sum = 1
  for (let count = 1; count <= capacity; count++) {
    weight *= load / Math.min(count, servers)
    sum += weight
  }
  return weight / sum
}

/** Percentile of the response time in M/M/1, in mean service times: an exponential law of rate 1 - load. */
export function responsePercentileMm1(load: number, share: number): number {
  return -Math.log(1 - share) / (1 - load)
}
