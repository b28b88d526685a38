import { contextBridge, ipcRenderer } from 'electron'
import { CHANNEL, type FleetshiftApi } from './contract'

const api: FleetshiftApi = {
  platform: process.platform,
  saveFile: (request) => ipcRenderer.invoke(CHANNEL.saveFile, request),
}

contextBridge.exposeInMainWorld('fleetshift', api)
