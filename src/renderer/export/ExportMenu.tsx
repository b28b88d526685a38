import { Share } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useStore } from '../state/store'
import { Chord } from '../ui/Chord'
import { EXPORTERS, type Exporter } from './exporters'
import { exportMenu } from './menu-state'
import { fileStem, saveText } from './save-text'
import './export-menu.css'

/** The Export button and its menu of formats. */
export function ExportMenu() {
  const isOpen = exportMenu((state) => state.isOpen)
  const toggle = exportMenu((state) => state.toggle)
  const close = exportMenu((state) => state.close)
  const hasResult = useStore((state) => state.shown !== null)
  const boxRef = useRef<HTMLDivElement>(null)
  const buttonRef = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!isOpen) return
    itemsOf(boxRef.current)[0]?.focus()
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !boxRef.current?.contains(event.target)) close()
    }
    window.addEventListener('pointerdown', onPointerDown)
    return () => window.removeEventListener('pointerdown', onPointerDown)
  }, [isOpen, close])

  const closeAndReturn = () => {
    close()
    buttonRef.current?.focus()
  }
  return (
    <div className="export-menu" ref={boxRef}>
      <button
        type="button"
        ref={buttonRef}
        className="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-keyshortcuts="E"
        disabled={!hasResult}
        onClick={toggle}
      >
        <Share size={14} strokeWidth={1.35} aria-hidden="true" />
        Export
        <Chord chord="E" />
      </button>
      {isOpen && hasResult && (
        <div
          className="export-menu-list"
          role="menu"
          aria-label="Export"
          tabIndex={-1}
          onKeyDown={(event) => moveInMenu(event, boxRef.current, closeAndReturn)}
        >
          {EXPORTERS.map((exporter) => (
            <ExportItem key={exporter.id} exporter={exporter} onChosen={closeAndReturn} />
          ))}
        </div>
      )}
    </div>
  )
}

function ExportItem({ exporter, onChosen }: { readonly exporter: Exporter; readonly onChosen: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="export-menu-item"
      onClick={() => {
        onChosen()
        exportRun(exporter)
      }}
    >
      <span>{exporter.label}</span>
      <span className="export-menu-description">{exporter.description}</span>
    </button>
  )
}

/** Writes the visible run and saves it; what goes wrong is a toast that offers to try again. */
function exportRun(exporter: Exporter): void {
  const { shown, toast } = useStore.getState()
  if (!shown) return
  const { entry, result } = shown
  const origin = `${entry.id}/${result.identity.digest}/${exporter.id}`
  const name = `${fileStem(result.scenario.name)}-seed-${result.identity.seed}.${exporter.extension}`
  try {
    void saveText({ origin, name, mediaType: exporter.mediaType, text: exporter.write(result) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    toast({ tone: 'problem', message: `${name} was not written: ${reason}`, retry: () => exportRun(exporter) })
  }
}

function itemsOf(box: HTMLElement | null): HTMLElement[] {
  return box ? [...box.querySelectorAll<HTMLElement>('[role=menuitem]')] : []
}

function moveInMenu(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  const items = itemsOf(box)
  const active = document.activeElement
  const focused = active instanceof HTMLElement ? items.indexOf(active) : -1
  const next = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: items.length - 1 }[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') close()
  if (event.key === 'Escape' || next !== undefined) {
    event.preventDefault()
    event.stopPropagation()
  }
  if (next !== undefined) items.at(next % items.length)?.focus()
}
