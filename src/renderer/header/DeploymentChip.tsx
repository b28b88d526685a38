import { BellRing, Check, Flag, Hourglass, type LucideIcon, Rocket, Split, Square, Undo2, X } from 'lucide-react'
import type { ChipGlyph, ChipTone } from './deployment-state'
import './deployment-chip.css'

const ICONS: Readonly<Record<ChipGlyph, LucideIcon>> = {
  rocket: Rocket,
  split: Split,
  hourglass: Hourglass,
  check: Check,
  x: X,
  undo: Undo2,
  flag: Flag,
  square: Square,
  alarm: BellRing,
}

interface DeploymentChipProps {
  readonly label: string
  readonly tone: ChipTone
  readonly glyph: ChipGlyph
  /** The API's word: where it differs from the label, the chip has it as its title. */
  readonly apiStatus?: string | null
}

/** The state of a deployment: glyph, word and colour. */
export function DeploymentChip({ label, tone, glyph, apiStatus }: DeploymentChipProps) {
  const Icon = ICONS[glyph]
  return (
    <span
      className={`deployment-chip deployment-chip-${tone}`}
      title={apiStatus && apiStatus !== apiWordOf(label) ? apiStatus : undefined}
    >
      <Icon size={13} strokeWidth={1.6} aria-hidden="true" />
      {label}
    </span>
  )
}

/** `In progress` as the API writes it: `InProgress`. */
function apiWordOf(label: string): string {
  return label.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())
}
