import type { ReactNode } from 'react'
import './stage-message.css'

interface StageMessageProps {
  readonly drawing: ReactNode
  readonly title: string
  readonly text: string
  /** The buttons. */
  readonly children?: ReactNode
}

/** What the stage shows when there is no run to show: a drawing, what is the matter, what to do. */
export function StageMessage({ drawing, title, text, children }: StageMessageProps) {
  return (
    <div className="stage-message">
      <div className="stage-message-drawing">{drawing}</div>
      <h1 className="stage-message-title">{title}</h1>
      <p className="stage-message-text">{text}</p>
      <div className="stage-message-buttons">{children}</div>
    </div>
  )
}
