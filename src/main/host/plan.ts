/** How `npm start` shows the interface. */
export type StartPlan =
  | { readonly kind: 'electron'; readonly binary: string }
  | { readonly kind: 'browser'; readonly binary: string; readonly says: readonly string[] }
  | { readonly kind: 'address'; readonly says: readonly string[] }

/** What the plan depends on. */
export interface StartFacts {
  /** Paths of the binaries; null where there is none. */
  readonly electron: string | null
  readonly browser: string | null
  readonly hasDisplay: boolean
  /** `--browser`: not Electron, even where it is installed. */
  readonly wantsBrowser: boolean
  /** `--no-open`: only the address. */
  readonly wantsAddress: boolean
}

const NO_ELECTRON =
  "Electron's binary is not installed: `npx install-electron` gets it, and then `npm start` opens its window."

/** The command that plays a scenario where there is no window. */
export const TERMINAL_COMMAND = 'npx fleetshift run assets/scenarios/half-at-a-time.json'

/** Electron where it can be, else a browser's window, else the address; with the sentences that explain the choice. */
export function planStart(facts: StartFacts): StartPlan {
  const { electron, browser, wantsAddress, wantsBrowser } = facts
  if (electron && facts.hasDisplay && !wantsBrowser && !wantsAddress) return { kind: 'electron', binary: electron }
  const says = electron ? [] : [NO_ELECTRON]
  if (wantsAddress) return { kind: 'address', says }
  if (!facts.hasDisplay) return { kind: 'address', says: [...says, 'There is no display here, so no window opens.'] }
  if (browser) return { kind: 'browser', binary: browser, says }
  return { kind: 'address', says: [...says, 'No Chromium, Chrome or Edge was found to open the window with.'] }
}
