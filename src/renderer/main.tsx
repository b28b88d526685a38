import 'inter-ui/inter-variable.css'
import '@fontsource-variable/jetbrains-mono'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { listenToKeyboard } from './keyboard/registry'
import { warmWorker } from './run/client'
import { followAppearance } from './state/appearance'
import { followPlayer } from './state/follow-player'
import { useStore } from './state/store'

followAppearance()
followPlayer()
listenToKeyboard()
warmWorker()

const { lastScenarioId, openScenario } = useStore.getState()
if (lastScenarioId !== null) openScenario(lastScenarioId)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
