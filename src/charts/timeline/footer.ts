import type { RunResult } from '@sim'
import { textWidth } from '../svg/measure'
import { INK_1, INK_2, INK_3, PAPER, ROLE_COLORS } from '../svg/palette'
import { STYLES, type TextLine } from '../svg/text'
import { element } from '../svg/xml'
import { rule } from './header'
import { FOOTER_BASELINE, FOOTER_RULE, LEFT, RIGHT } from './page'
import type { Piece } from './piece'

const CLAIM = 'Simulated, not measured, with model choices where AWS is silent. Scenario and seed repeat it.'
const LOGO_WIDTH = 16
const GAP = 22

/** The v1 square passing into the v2 circle. */
function logo(x: number, baseline: number): string {
  const middle = baseline - 4
  const square = element('rect', { x, y: middle - 4.5, width: 9, height: 9, rx: 1.5, fill: ROLE_COLORS.v1.line })
  const circle = { cx: x + 10.5, cy: middle, r: 5, fill: ROLE_COLORS.v2.line, stroke: PAPER, 'stroke-width': 1 }
  return square + element('circle', circle)
}

/** What one needs to make this chart again. */
function identityWords({ identity }: RunResult): string[] {
  return [
    `scenario ${identity.scenarioDigest}`,
    `seed ${identity.seed}`,
    `engine ${identity.engineVersion}, 1 s step`,
    `run ${identity.digest}`,
  ]
}

/** Sets texts from the right edge, in their order. */
function rightAligned(words: readonly string[]): TextLine[] {
  const style = STYLES.mono
  let right = RIGHT
  return words
    .toReversed()
    .map((text): TextLine => {
      const line: TextLine = { text, x: right, y: FOOTER_BASELINE, style, anchor: 'end', fill: INK_2 }
      right -= textWidth(text, style) + GAP
      return line
    })
    .toReversed()
}

/** Logo, the claim, and the identity of the run. */
export function footerPiece(result: RunResult): Piece {
  const brandX = LEFT + LOGO_WIDTH + 8
  const claimX = brandX + textWidth('Fleetshift', STYLES.brand) + GAP
  const y = FOOTER_BASELINE
  return {
    shapes: rule(FOOTER_RULE) + logo(LEFT, y),
    texts: [
      { text: 'Fleetshift', x: brandX, y, style: STYLES.brand, fill: INK_1 },
      { text: CLAIM, x: claimX, y, style: STYLES.footer, fill: INK_3 },
      ...rightAligned(identityWords(result)),
    ],
  }
}
