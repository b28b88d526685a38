import { BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { CHANNEL } from './contract'
import { createFileRequests, type FileDialogs } from './file-requests'

/**
 * Answers the methods of the contract.
 * @param home the address of the only page that may ask
 */
export function handleContract(home: string): void {
  const files = createFileRequests()
  ipcMain.handle(CHANNEL.saveFile, (event, request: unknown) => {
    refuseStrangers(event, home)
    return files.saveFile(request, dialogsOf(event))
  })
}

/** @throws when anything but the window's own top page asks: no page of ours does, so that is a broken shell */
function refuseStrangers({ sender, senderFrame }: IpcMainInvokeEvent, home: string): void {
  if (senderFrame === null || senderFrame !== sender.mainFrame || !senderFrame.url.startsWith(home)) {
    throw new Error('refused: the request does not come from the window')
  }
}

function dialogsOf({ sender }: IpcMainInvokeEvent): FileDialogs {
  const window = BrowserWindow.fromWebContents(sender)
  return {
    async choosePlaceToSave(suggestedName) {
      const options = { defaultPath: suggestedName }
      const { canceled, filePath } = await (window
        ? dialog.showSaveDialog(window, options)
        : dialog.showSaveDialog(options))
      return canceled || filePath === '' ? null : filePath
    },
  }
}
