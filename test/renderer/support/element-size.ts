import { afterAll, beforeAll, vi } from 'vitest'

/** jsdom lays nothing out: for the tests of a file every element has this size, and begins at the origin. */
export function giveElementsASize(width: number, height: number): void {
  beforeAll(() => {
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe(): void {}
        disconnect(): void {}
      },
    )
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width)
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height)
    // Without a canvas, what is drawn on it is left out; real browsers are for test/e2e.
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    HTMLElement.prototype.setPointerCapture = () => {}
  })
  afterAll(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
}
