import { useEffect, useRef, useState } from 'react'
import { usePlayhead } from '../state/frame'
import { type Announcement, announcementBetween } from './announcements'

/** Real time between two messages, so that a fast run does not flood a screen reader; the newest state wins. */
const INTERVAL_MS = 2_000

/** Says aloud what happens to the deployment while the playhead moves forwards. */
export function LiveRegion() {
  const view = usePlayhead()
  const heard = useRef({ result: view?.result, tMs: view?.tMs ?? 0 })
  const waiting = useRef<Announcement | null>(null)
  const [said, setSaid] = useState<Announcement>({ words: '', isUrgent: false })

  useEffect(() => {
    if (!view) return
    const before = heard.current
    heard.current = { result: view.result, tMs: view.tMs }
    if (before.result !== view.result) return
    waiting.current = announcementBetween(view.result, before.tMs, view.tMs) ?? waiting.current
  }, [view])

  useEffect(() => {
    const timer = setInterval(() => {
      if (!waiting.current) return
      setSaid(waiting.current)
      waiting.current = null
    }, INTERVAL_MS)
    return () => clearInterval(timer)
  }, [])

  return (
    <div className="visually-hidden">
      <p aria-live="polite">{said.isUrgent ? '' : said.words}</p>
      <p aria-live="assertive">{said.isUrgent ? said.words : ''}</p>
    </div>
  )
}
