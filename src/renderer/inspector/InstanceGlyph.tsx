import { useEffect, useRef } from 'react'
import { cellLook } from '../scene/cell-look'
import { drawCell } from '../scene/draw-cell'
import { runIndexOf } from '../scene/run-index'
import { createSvgSurface, type SvgSurface } from '../scene/svg-surface'
import type { PlayheadView } from '../state/frame'

const SIZE = 44

interface InstanceGlyphProps {
  readonly view: PlayheadView
  readonly instanceIndex: number
}

/** The instance as the scene draws it, at the head of the inspector. */
export function InstanceGlyph({ view, instanceIndex }: InstanceGlyphProps) {
  const groupRef = useRef<SVGGElement>(null)
  const surfaceRef = useRef<SvgSurface | null>(null)
  useEffect(() => {
    const instance = view.frame.instances[instanceIndex]
    if (!groupRef.current || !instance) return
    surfaceRef.current ??= createSvgSurface(groupRef.current, 'scene')
    const look = cellLook(view.result, runIndexOf(view.result), view.frame, instance)
    surfaceRef.current.paint(drawCell({ x: SIZE / 2, y: SIZE / 2, ringDiameter: SIZE - 2 }, look))
  }, [view, instanceIndex])
  return (
    <svg className="instance-glyph" width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
      <g ref={groupRef} />
    </svg>
  )
}
