import type { RunResult } from '@sim'
import { FlaskConical, Globe, Smartphone, Split, Webhook } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type WheelEvent } from 'react'
import { player } from '../playback/player'
import { resultOf, useStore } from '../state/store'
import type { DensityLevel } from './density'
import { hasTestFunction } from './draw-test-traffic'
import { fleetShape, type SceneFocus } from './fill-order'
import { Legend } from './Legend'
import { type SceneLayout, type Slot, sceneLayout } from './layout'
import { SceneBreadcrumb } from './SceneBreadcrumb'
import { SceneGrid } from './SceneGrid'
import { SceneTip } from './SceneTip'
import { SelectionBrackets } from './SelectionBrackets'
import type { SceneKind } from './scene-kind'
import { createScenePainter, type ScenePainter, SNAP_SPEED } from './scene-painter'
import { Textures } from './Textures'
import { useElementSize } from './use-element-size'
import { useSceneFocus } from './use-scene-focus'
import { VersionGrid } from './VersionGrid'
import './scene.css'

/** The moving picture of the run: clients, balancer, zones, instances, and every n-th request. Empty before the first run. */
export function Scene() {
  const result = useStore(resultOf)
  const section = useRef<HTMLElement>(null)
  const size = useElementSize(section)
  return (
    <section className="scene" aria-label="Scene" ref={section}>
      {result && size && <Stage result={result} width={size.width} height={size.height} />}
    </section>
  )
}

/** A scene lower than this in pixels has no room for the legend; what the marks stand for is said all the same. */
const LEGEND_HEIGHT_MIN: Readonly<Record<SceneKind, number>> = {
  'one-fleet': 262,
  'two-fleets': 262,
  'task-sets': 370,
  alias: 262,
}

interface StageProps {
  readonly result: RunResult
  readonly width: number
  readonly height: number
}

function Stage({ result, width, height }: StageProps) {
  const { focus, zoomIn, zoomOut, setFocus } = useSceneFocus(result)
  const [hovered, setHovered] = useState<Slot | null>(null)
  const layout = useSceneLayout(result, focus, width, height)
  const layers = useScenePainter(result, layout)
  const isSnapping = useStore((state) => state.speed >= SNAP_SPEED)

  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    if (event.deltaY > 0) zoomOut()
    else if (hovered) zoomIn(hovered.instanceIndexes[0] ?? 0)
  }

  return (
    <div className={isSnapping ? 'scene-stage is-snapping' : 'scene-stage'} onWheel={onWheel}>
      <svg className="scene-layer" width={width} height={height} aria-hidden="true">
        <Textures />
        <g ref={layers.ground} />
        <g ref={layers.flow} />
      </svg>
      <canvas className="scene-layer" ref={layers.marks} />
      <canvas className="scene-layer" ref={layers.fleet} />
      <svg className="scene-layer" width={width} height={height} aria-hidden="true">
        <g ref={layers.cells} className="scene-cells" />
        <g ref={layers.words} />
        <SelectionBrackets layout={layout} />
      </svg>
      <SceneIcons result={result} layout={layout} />
      <Legend
        result={result}
        kind={layout.kind}
        isLow={height < LEGEND_HEIGHT_MIN[layout.kind]}
        width={layout.targetGroup.x - 32}
      />
      {layout.kind === 'alias' && <VersionGrid layout={layout} />}
      <SceneGrid layout={layout} focus={focus} onZoomIn={zoomIn} onZoomOut={zoomOut} onHover={setHovered} />
      <SceneBreadcrumb result={result} focus={focus} onFocus={setFocus} />
      <SceneTip layout={layout} slot={hovered} />
      <p id="scene-grid-help" hidden>
        Arrows walk, Enter inspects, Shift Enter zooms into the zone and then the wave, Backspace zooms out, Escape
        leaves.
      </p>
    </div>
  )
}

function useSceneLayout(result: RunResult, focus: SceneFocus | null, width: number, height: number): SceneLayout {
  const previousLevel = useRef<DensityLevel | null>(null)
  const layout = useMemo(
    () => sceneLayout({ width, height }, fleetShape(result, focus), previousLevel.current),
    [result, focus, width, height],
  )
  useEffect(() => {
    previousLevel.current = layout.level
  }, [layout])
  return layout
}

/** Makes a painter for the run and layout, feeds it from the playback clock, and repaints when something else changes. */
function useScenePainter(result: RunResult, layout: SceneLayout) {
  const ground = useRef<SVGGElement>(null)
  const flow = useRef<SVGGElement>(null)
  const marks = useRef<HTMLCanvasElement>(null)
  const fleet = useRef<HTMLCanvasElement>(null)
  const cells = useRef<SVGGElement>(null)
  const words = useRef<SVGGElement>(null)
  const painter = useRef<ScenePainter | null>(null)
  const selected = useStore((state) => state.selectedInstance)
  const theme = useStore((state) => state.theme)

  useLayoutEffect(() => {
    const layers = {
      ground: ground.current,
      flow: flow.current,
      marks: marks.current,
      fleet: fleet.current,
      cells: cells.current,
      words: words.current,
    }
    if (!isComplete(layers)) return
    const created = createScenePainter(layers, result, layout)
    painter.current = created
    created.select(useStore.getState().selectedInstance)
    const stopFrames = player.onFrame(created.paint)
    const stopChanges = player.onChange(created.repaint)
    return () => {
      stopFrames()
      stopChanges()
    }
  }, [result, layout])

  useEffect(() => {
    painter.current?.select(selected)
    painter.current?.repaint()
  }, [selected])

  const onTheme = useCallback((_theme: string) => {
    painter.current?.forgetColours()
    painter.current?.repaint()
  }, [])
  useEffect(() => onTheme(theme), [theme, onTheme])

  return { ground, flow, marks, fleet, cells, words }
}

function isComplete<T extends object>(parts: T): parts is { [K in keyof T]: NonNullable<T[K]> } {
  return Object.values(parts).every((part) => part !== null)
}

/** Kinds of clients, and what the balancer does, as icons: they stand still. */
function SceneIcons({ result, layout }: { readonly result: RunResult; readonly layout: SceneLayout }) {
  const left = layout.ribbonX * 0.43 - 21
  const clients = [Globe, Smartphone, Webhook]
  const { balancer } = layout
  return (
    <div className="scene-icons" aria-hidden="true">
      {clients.map((Icon, row) => (
        <Icon
          // biome-ignore lint/suspicious/noArrayIndexKey: the three clients never change places.
          key={row}
          size={14}
          strokeWidth={1.35}
          className="scene-icon"
          style={{ left, top: layout.flowY + (row - 1) * 22 - 7 }}
        />
      ))}
      {layout.kind !== 'alias' && layout.testFlowY === null && (
        <Split
          size={16}
          strokeWidth={1.35}
          className="scene-icon"
          style={{ left: balancer.x + balancer.width / 2 - 8, top: balancer.y + balancer.height - 31 }}
        />
      )}
      {layout.testFlowY !== null && hasTestFunction(result) && (
        <FlaskConical size={15} strokeWidth={1.35} className="scene-icon" style={{ left, top: layout.testFlowY - 7 }} />
      )}
    </div>
  )
}
