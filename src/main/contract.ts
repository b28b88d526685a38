/**
 * What the window may ask of the shell: the whole of it. Types and names only, so that the window can import it without
 * taking anything of Electron or Node with it. Every failure that a user can cause is a value with one sentence; a
 * promise rejects only when the shell itself is broken.
 */

/** The Ipc channels, one per method of {@link FleetshiftApi} that crosses processes. */
export const CHANNEL = {
  openFile: 'fleetshift:open-file',
  saveFile: 'fleetshift:save-file',
} as const

/** What to ask the user to open. */
export interface OpenFileRequest {
  /** The title of the dialog. */
  readonly title: string
  /** Allowed file name endings without the dot, for example `['json', 'yml']`. Empty: any file. */
  readonly extensions: readonly string[]
}

/** The outcome of {@link FleetshiftApi.openFile}. */
export type OpenFileResult =
  | {
      readonly status: 'opened'
      /** The file's name without its folders. */
      readonly name: string
      /** The absolute path; pass it to {@link FleetshiftApi.saveFile} to save over the same file. */
      readonly path: string
      /** The contents, decoded as UTF-8; a byte order mark is left in place. */
      readonly text: string
    }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly message: string }

/** What to save, and where to suggest that it goes. */
export interface SaveFileRequest {
  /** A file name without folders, offered in the dialog. */
  readonly suggestedName: string
  readonly text: string
  /**
   * Save here without asking. Honoured only for a path that the user chose in a dialog of this session (it came back
   * from an earlier open or save); any other path brings up the dialog.
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
  /** Asks the user for a file and reads it. */
  openFile(request: OpenFileRequest): Promise<OpenFileResult>
  /** Writes a file whole or not at all: a failed save leaves an existing file as it was. */
  saveFile(request: SaveFileRequest): Promise<SaveFileResult>
}
