import { GLYPH_HEIGHT, GLYPH_WIDTH, type WaveSteps, waveGlyphPath } from './wave-glyph'

/** The planned waves of a scenario as an icon, whatever becomes of them; a dashed line where its file cannot be read. */
export function WaveGlyph({ steps }: { readonly steps: WaveSteps | null }) {
  const line = waveGlyphPath(steps ?? [])
  return (
    <svg
      className="wave-glyph"
      width={GLYPH_WIDTH}
      height={GLYPH_HEIGHT}
      viewBox={`0 0 ${GLYPH_WIDTH} ${GLYPH_HEIGHT}`}
      aria-hidden="true"
    >
      {steps && steps.length > 0 && <path className="wave-glyph-area" d={`${line}V${GLYPH_HEIGHT}H0z`} />}
      <path className={steps ? 'wave-glyph-line' : 'wave-glyph-line wave-glyph-line-broken'} d={line} />
    </svg>
  )
}
