/** What was just done, for a few seconds, with the way back: undo instead of a question beforehand. */
import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';

type Toast = { key: number; text: string; undo?: () => void };

/** On the colour of the text, so that the looks of other buttons do not fit. */
const BUTTON =
  'inline-grid h-8 shrink-0 place-items-center rounded-md text-[13px] hover:bg-canvas/15 focus-visible:outline-canvas';
const SHOWN_MS = 8_000;

let shown: Toast | null = null;
let made = 0;
const listeners = new Set<() => void>();

function set(toast: Toast | null): void {
  shown = toast;
  listeners.forEach((listener) => {
    listener();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says `text` at the bottom of the window, in the place of what was said before. */
export function showToast(text: string, undo?: () => void): void {
  made += 1;
  set({ key: made, text, ...(undo ? { undo } : {}) });
}

/** Takes away what is said, if anything is. */
export function hideToast(): void {
  set(null);
}

/** Where they appear: once, in the frame of all pages. Screen readers hear of each. */
export function Toasts() {
  const toast = useSyncExternalStore(subscribe, () => shown);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center px-4 sm:bottom-6"
    >
      {toast && <ToastCard key={toast.key} toast={toast} />}
    </div>
  );
}

function ToastCard({ toast: { text, undo } }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = window.setTimeout(() => {
      hideToast();
    }, SHOWN_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [held]);
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  return (
    // Who reaches for the button must not see it go.
    <div
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
      className="pointer-events-auto flex max-w-full animate-appear items-center gap-2 rounded-lg border border-line-strong bg-ink py-1.5 pr-1.5 pl-4 text-sm text-canvas shadow-card"
    >
      <span className="min-w-0">{text}</span>
      {undo && (
        <button
          type="button"
          className={`${BUTTON} px-2.5 font-medium underline underline-offset-2`}
          onClick={() => {
            undo();
            hideToast();
          }}
        >
          Undo
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className={`${BUTTON} w-8`}
        onClick={() => {
          hideToast();
        }}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
