import { useEffect, useState } from 'react'
import { openFileList } from '../export/scenario-files'
import './drop-zone.css'

/** Takes files that are dropped anywhere on the window. */
export function DropZone() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      setOver(false)
      if (files.length === 0) return
      event.preventDefault()
      void openFileList(files)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
  if (!isOver) return null
  return (
    <div className="drop-zone">
      <p className="drop-zone-words">
        Drop a scenario, or an appspec.yml with the JSON of{' '}
        <code className="mono">aws deploy get-deployment-group</code>
      </p>
    </div>
  )
}
