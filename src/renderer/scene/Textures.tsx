import { SCENE_ID } from './scene-painter'

/** The textures of the scene as SVG definitions; the canvas has tiles of the same looks. */
export function Textures() {
  return (
    <defs>
      <pattern id={`${SCENE_ID}-dot-grid`} width="20" height="20" patternUnits="userSpaceOnUse">
        <circle cx="10" cy="10" r="0.8" fill="var(--line-1)" />
      </pattern>
      <pattern
        id={`${SCENE_ID}-hatch-v2`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="5" height="5" fill="var(--v2)" opacity="0.38" />
        <rect width="5" height="2.2" fill="var(--v2)" />
      </pattern>
      {(['v1', 'v2'] as const).map((version) => (
        <pattern key={version} id={`${SCENE_ID}-bars-${version}`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="4" height="2" fill={`var(--${version})`} />
        </pattern>
      ))}
      <linearGradient id={`${SCENE_ID}-fade-clients`}>
        <stop offset="0" stopColor="var(--ink-3)" stopOpacity="0.05" />
        <stop offset="1" stopColor="var(--ink-3)" stopOpacity="0.3" />
      </linearGradient>
      {(['v1', 'v2'] as const).map((version) => (
        <linearGradient key={version} id={`${SCENE_ID}-fade-${version}`}>
          <stop offset="0" stopColor={`var(--${version})`} stopOpacity="0.2" />
          <stop offset="1" stopColor={`var(--${version})`} stopOpacity="0.42" />
        </linearGradient>
      ))}
    </defs>
  )
}
