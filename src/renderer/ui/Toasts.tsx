import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect } from 'react'
import { type Toast, useStore } from '../state/store'
import './toasts.css'

const DONE_TOAST_MS = 5_000

/** Short messages at the bottom, never a modal. What went wrong stays until it is put away. */
export function Toasts() {
  const toasts = useStore((state) => state.toasts)
  return (
    <section className="toasts" aria-label="Messages">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const dismissToast = useStore((state) => state.dismissToast)
  const dismiss = () => dismissToast(toast.id)
  useEffect(() => {
    if (toast.tone !== 'done') return
    const timer = setTimeout(() => dismissToast(toast.id), DONE_TOAST_MS)
    return () => clearTimeout(timer)
  }, [toast, dismissToast])

  const { retry } = toast
  const Icon = toast.tone === 'done' ? CircleCheck : CircleAlert
  return (
    <div className={`toast toast-${toast.tone}`} role={toast.tone === 'done' ? 'status' : 'alert'}>
      <Icon size={15} strokeWidth={1.35} aria-hidden="true" />
      <p className="toast-message">{toast.message}</p>
      {retry && (
        <button
          type="button"
          className="button"
          onClick={() => {
            dismiss()
            retry()
          }}
        >
          Retry
        </button>
      )}
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
        <X size={14} strokeWidth={1.35} aria-hidden="true" />
      </button>
    </div>
  )
}
