import { z } from 'zod'
import type { SaveFileRequest, SaveFileResult } from './contract'
import { writeTextFile } from './text-files'

/** The system's dialogs, as far as they are needed; null when the user cancels. */
export interface FileDialogs {
  /** @param suggestedName a file name without folders */
  choosePlaceToSave(suggestedName: string): Promise<string | null>
}

const saveFileRequest = z.strictObject({
  suggestedName: z
    .string()
    .min(1)
    .max(255)
    // A name, never a way to another folder.
    .refine((name) => !/[/\\\0]/.test(name)),
  text: z.string(),
  path: z.string().min(1).max(4096).optional(),
})

const MISUNDERSTOOD = 'The window asked for something that the shell does not understand. Please report this.'

/**
 * Answers the window's file requests. What comes from the window is data from a sandbox: it is validated, and it reaches
 * only files that the user has chosen in a dialog since the application started.
 */
export function createFileRequests() {
  /** Paths that came out of a dialog, and so may be saved to without asking again. */
  const chosenPaths = new Set<string>()

  return {
    async saveFile(argument: unknown, dialogs: FileDialogs): Promise<SaveFileResult> {
      const request = saveFileRequest.safeParse(argument)
      if (!request.success) return { status: 'failed', message: MISUNDERSTOOD }
      const path = await placeOf(request.data, dialogs)
      if (path === null) return { status: 'cancelled' }
      const written = await writeTextFile(path, request.data.text)
      if (!written.ok) return { status: 'failed', message: written.message }
      chosenPaths.add(path)
      return { status: 'saved', path }
    },
  }

  function placeOf({ path, suggestedName }: SaveFileRequest, dialogs: FileDialogs): Promise<string | null> {
    return path !== undefined && chosenPaths.has(path)
      ? Promise.resolve(path)
      : dialogs.choosePlaceToSave(suggestedName)
  }
}
