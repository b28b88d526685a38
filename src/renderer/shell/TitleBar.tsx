import { CircleHelp, FolderOpen, Moon, PanelRight, Save, Sun } from 'lucide-react'
import { ExportMenu } from '../export/ExportMenu'
import { openFilesFromDisk, saveScenario } from '../export/scenario-files'
import { toggleInspector } from '../state/layout'
import { scenarioOf, useStore } from '../state/store'
import { Chord } from '../ui/Chord'
import { IconButton } from '../ui/IconButton'
import { Logo } from '../ui/Logo'
import './title-bar.css'

/** Where we are on the left, what can be done with it on the right. */
export function TitleBar() {
  const name = useStore((state) => scenarioOf(state)?.name)
  const theme = useStore((state) => state.theme)
  const setTheme = useStore((state) => state.setTheme)
  const setHelpOpen = useStore((state) => state.setHelpOpen)
  return (
    <header className="title-bar">
      <Logo />
      <span className="title-bar-product">Fleetshift</span>
      {name && <span className="title-bar-crumb">{name}</span>}
      <div className="title-bar-actions">
        <button type="button" className="button" aria-keyshortcuts="Control+O" onClick={() => void openFilesFromDisk()}>
          <FolderOpen size={14} strokeWidth={1.35} aria-hidden="true" />
          Open
          <Chord chord="Ctrl+O" />
        </button>
        <button
          type="button"
          className="button"
          aria-keyshortcuts="Control+S"
          disabled={!name}
          onClick={() => void saveScenario()}
        >
          <Save size={14} strokeWidth={1.35} aria-hidden="true" />
          Save
          <Chord chord="Ctrl+S" />
        </button>
        <ExportMenu />
        <IconButton
          icon={theme === 'dark' ? Sun : Moon}
          label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          chord="Ctrl+Shift+L"
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        />
        <IconButton icon={CircleHelp} label="Keyboard" chord="?" onClick={() => setHelpOpen(true)} />
        <IconButton icon={PanelRight} label="Inspector" chord="Ctrl+I" tooltip="below-left" onClick={toggleInspector} />
      </div>
    </header>
  )
}
