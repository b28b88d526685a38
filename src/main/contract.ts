/**
 * What the window may ask of the shell: the whole of it. Files are opened with the page's own file input, which needs no
 * shell. Types and names only, so that the window can import it without
 * taking anything of Electron or Node with it. Every failure that a user can cause is a value with one sentence; a
 * promise rejects only when the shell itself is broken.
 */

/** The Ipc channels, one per method of {@link FleetshiftApi} that crosses processes. */
export const CHANNEL = {
  saveFile: 'fleetshift:save-file',
} as const

/** What to save, and where to suggest that it goes. */
export interface SaveFileRequest {
  /** A file name without folders, offered in the dialog. */
  readonly suggestedName: string
  readonly text: string
  /**
   * Save here without asking. Honoured only for a path that the user chose in a dialog of this session (it came back
   * from an earlier save); any other path brings up the dialog.
   */
  readonly path?: string
}

/** The outcome of {@link FleetshiftApi.saveFile}. */
export type SaveFileResult =
  | { readonly status: 'saved'; readonly path: string }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly message: string }

/** `window.fleetshift`: there in the desktop shell, absent in a browser. */
export interface FleetshiftApi {
  /** Node's name of the operating system, such as `linux`, `darwin` or `win32`. */
  readonly platform: string
  /** Writes a file whole or not at all: a failed save leaves an existing file as it was. */
  saveFile(request: SaveFileRequest): Promise<SaveFileResult>
}
