/** The textures of the tracks. Tints take their colour from `currentColor`, so that one pattern serves every role. */
export const TEXTURE_ID = 'timeline-texture'

const ROLES = ['v1', 'v2', 'fail', 'warn', 'fault', 'ink', 'quiet'] as const

export function Patterns() {
  return (
    <svg className="timeline-patterns" width="0" height="0" aria-hidden="true">
      <defs>
        {ROLES.map((role) => (
          <g key={role} className={`timeline-role-${role}`}>
            <pattern id={`${TEXTURE_ID}-hatch-${role}`} {...TILE} patternTransform="rotate(-45)">
              <rect width="5" height="5" fill="currentColor" opacity="0.22" />
              <rect width="5" height="1.8" fill="currentColor" />
            </pattern>
            <pattern id={`${TEXTURE_ID}-counterHatch-${role}`} {...TILE} patternTransform="rotate(45)">
              <rect width="5" height="5" fill="currentColor" opacity="0.22" />
              <rect width="5" height="1.8" fill="currentColor" />
            </pattern>
            <pattern id={`${TEXTURE_ID}-levels-${role}`} width="4" height="4" patternUnits="userSpaceOnUse">
              <rect width="4" height="1.6" fill="currentColor" />
            </pattern>
          </g>
        ))}
      </defs>
    </svg>
  )
}

const TILE = { width: 5, height: 5, patternUnits: 'userSpaceOnUse' } as const
