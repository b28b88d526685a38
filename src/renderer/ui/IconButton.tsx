import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import { keysOf } from './Chord'
import './icon-button.css'

interface IconButtonProps {
  readonly icon: LucideIcon
  /** What it does: read out, and shown in the tooltip after 400 ms. */
  readonly label: string
  readonly chord?: string
  readonly isPressed?: boolean
  readonly isExpanded?: boolean
  readonly tooltip?: 'below' | 'below-left'
  readonly ref?: Ref<HTMLButtonElement>
  readonly onClick: () => void
}

/** A button that is an icon of 28 x 28 px. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, chord, isPressed, isExpanded, tooltip = 'below', ref, onClick } = props
  return (
    <button
      type="button"
      ref={ref}
      className="icon-button"
      aria-label={label}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      aria-keyshortcuts={chord?.replace('Ctrl', 'Control')}
      onClick={onClick}
    >
      <Icon size={15} strokeWidth={1.35} aria-hidden="true" />
      <span className={`icon-button-tooltip icon-button-tooltip-${tooltip}`} aria-hidden="true">
        {label}
        {chord && <span className="mono">{keysOf(chord).join(' ')}</span>}
      </span>
    </button>
  )
}
