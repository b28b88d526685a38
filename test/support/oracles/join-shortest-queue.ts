/**
 * Join the shortest queue over two exponential servers, `load` each: mean number of requests in the system, from the
 * stationary law of the Markov chain on (shorter, longer), cut off where its mass is below 1e-12. Rates are per mean
 * service time.
 */
export function meanInSystemOfTwo(load: number): number {
  const cut = Math.ceil(-28 / Math.log(load * load)) + 10
  const mass = stationary(cut, 2 * load)
  let mean = 0
  for (let longer = 0; longer <= cut; longer++)
    for (let shorter = 0; shorter <= longer; shorter++)
      mean += (shorter + longer) * (mass[shorter * (cut + 1) + longer] ?? 0)
  return mean
}

/** Gauss-Seidel sweeps over the balance equations, from an even start, until nothing moves. */
function stationary(cut: number, rate: number): Float64Array {
  const mass = new Float64Array((cut + 1) * (cut + 1)).fill(1)
  const at = (shorter: number, longer: number): number =>
    shorter < 0 || longer > cut ? 0 : (mass[shorter * (cut + 1) + longer] ?? 0)
  for (let sweep = 0; sweep < 5_000; sweep++) {
    let sum = 0
    let moved = 0
    for (let longer = 0; longer <= cut; longer++)
      for (let shorter = 0; shorter <= longer; shorter++) {
        const before = at(shorter, longer)
        const after = inflow(at, shorter, longer, rate) / outflow(shorter, longer, cut, rate)
        mass[shorter * (cut + 1) + longer] = after
        sum += after
        moved = Math.max(moved, Math.abs(after - before))
      }
    for (let index = 0; index < mass.length; index++) mass[index] = (mass[index] ?? 0) / sum
    if (moved < 1e-13) break
  }
  return mass
}

type Mass = (shorter: number, longer: number) => number

/** Flow into a state. An arrival joins the shorter queue and, from a tie, makes the longer one; then each server's answers. */
function inflow(mass: Mass, shorter: number, longer: number, rate: number): number {
  const joined = mass(shorter - 1, longer) + (longer === shorter + 1 ? mass(shorter, shorter) : 0)
  const answered = mass(shorter, longer + 1) + (shorter < longer ? answeredByShorter(mass, shorter, longer) : 0)
  return rate * joined + answered
}

/** From a tie either server's answer leads here. */
function answeredByShorter(mass: Mass, shorter: number, longer: number): number {
  return mass(shorter + 1, longer) * (shorter + 1 === longer ? 2 : 1)
}

/** Rate at which a state is left; the last one takes no arrival, which would leave the table. */
function outflow(shorter: number, longer: number, cut: number, rate: number): number {
  return (shorter === cut ? 0 : rate) + Number(shorter > 0) + Number(longer > 0)
}

/** Mean response with `choices` servers looked at for each of infinitely many (Mitzenmacher's fixed point), mean service times. */
export function supermarketResponse(load: number, choices: number): number {
  let sum = 0
  for (let level = 1; ; level++) {
    const term = load ** ((choices ** level - choices) / (choices - 1))
    sum += term
    if (term < 1e-16) return sum
  }
}
