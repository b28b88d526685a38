import type { Session } from 'electron'

/** "Copy report" writes plain text to the clipboard; the page needs nothing else that has to be permitted. */
const PERMITTED = 'clipboard-sanitized-write'

/**
 * Refuses every permission but that one, and that one to anybody but the window's own top page. Both handlers, because a
 * page that is refused at the check goes on to ask (Electron, session).
 * @param home the address of the page
 */
export function permitOnlyCopying(session: Session, home: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) =>
    answer(isPermitted(permission, requestingUrl, isMainFrame)),
  )
  session.setPermissionCheckHandler((_contents, permission, _origin, { requestingUrl, isMainFrame }) =>
    isPermitted(permission, requestingUrl, isMainFrame),
  )

  function isPermitted(permission: string, url: string | undefined, isMainFrame: boolean): boolean {
    return permission === PERMITTED && isMainFrame && url?.startsWith(home) === true
  }
}
