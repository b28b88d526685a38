import { InvalidArgumentError, Option } from 'commander'

/** An option that takes a whole number; the sentence about a bad one names the range. */
export function wholeNumberOption(flags: string, description: string, min: number, max: number): Option {
  const range = `whole numbers from ${min} to ${max}`
  return new Option(flags, `${description} (${range})`).argParser((text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max) throw new InvalidArgumentError(`Allowed are ${range}.`)
    return value
  })
}

/** An option that takes a number, with or without decimals. */
export function numberOption(flags: string, description: string, min: number, max: number): Option {
  const range = `numbers from ${min} to ${max}`
  return new Option(flags, `${description} (${range})`).argParser((text) => {
    const value = Number(text)
    if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`Allowed are ${range}.`)
    return value
  })
}
