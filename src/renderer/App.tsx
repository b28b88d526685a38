import { Header } from './header/Header'
import { Inspector } from './inspector/Inspector'
import { HelpSheet } from './keyboard/HelpSheet'
import { Rail } from './library/Rail'
import { Transport } from './playback/Transport'
import { Scene } from './scene/Scene'
import { DropZone } from './shell/DropZone'
import { LiveRegion } from './shell/LiveRegion'
import { CannotRunNotice } from './shell/states/CannotRunNotice'
import { ComputingStage, ComputingTimeline, useIsSlow } from './shell/states/Computing'
import { EmptyStage } from './shell/states/EmptyStage'
import { ProblemsPanel } from './shell/states/ProblemsPanel'
import { TitleBar } from './shell/TitleBar'
import { resultOf, useStore } from './state/store'
import { Timeline } from './timeline/Timeline'
import { Toasts } from './ui/Toasts'
import './app.css'

/** The window: title bar over library, stage and inspector. */
export function App() {
  const isHelpOpen = useStore((state) => state.isHelpOpen)
  return (
    <>
      <div className="app" inert={isHelpOpen}>
        <TitleBar />
        <div className="app-body">
          <Rail />
          <Stage />
          <Inspector />
        </div>
      </div>
      <HelpSheet />
      <Toasts />
      <LiveRegion />
      <DropZone />
    </>
  )
}

function Stage() {
  const result = useStore(resultOf)
  const hasIssues = useStore((state) => state.issues.length > 0)
  const isSlow = useIsSlow()
  const className = ['stage-body', hasIssues ? 'stage-veiled' : '', isSlow ? 'stage-computing' : ''].join(' ')
  return (
    <main className="stage">
      {result && <Header />}
      {result && <CannotRunNotice result={result} />}
      <div className={className} inert={hasIssues}>
        {result ? <RunView isSlow={isSlow} /> : isSlow ? <ComputingStage /> : <EmptyStage />}
      </div>
      {hasIssues && <ProblemsPanel />}
    </main>
  )
}

function RunView({ isSlow }: { readonly isSlow: boolean }) {
  return (
    <>
      <Scene />
      <Transport />
      <div className="timeline-place">
        <div inert={isSlow}>
          <Timeline />
        </div>
        {isSlow && <ComputingTimeline />}
      </div>
    </>
  )
}
