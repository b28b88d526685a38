/** The v1 square passing into the v2 circle. */
export function Logo() {
  return (
    <svg className="logo" width="20" height="12" viewBox="0 0 20 12" aria-hidden="true">
      <path d="M3 0h9v12H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="var(--v1)" />
      <circle cx="13.5" cy="6" r="6.5" fill="var(--bg-1)" />
      <circle cx="13.5" cy="6" r="5.6" fill="var(--v2)" />
    </svg>
  )
}
