import clsx from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';

import { Button } from './button';

type Props = { title: string; onClose: () => void; wide?: boolean; children: ReactNode };

/** A modal <dialog>, open while it is mounted: the browser keeps the focus in it, and Escape closes it. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return (
    // A click on the backdrop closes, as Escape does by itself.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- keys have Escape
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={clsx(
        'm-auto max-h-[92dvh] w-[calc(100vw-1.5rem)] overflow-hidden rounded-xl border border-line-strong bg-canvas text-ink shadow-card backdrop:bg-black/50 open:flex open:flex-col',
        wide ? 'max-w-6xl' : 'max-w-2xl',
      )}
    >
      <div className="flex items-center justify-between gap-4 border-b border-line bg-surface py-2 pr-2 pl-5">
        <h2 id={id} className="min-w-0 truncate text-base">
          {title}
        </h2>
        <Button size="icon" variant="quiet" aria-label="Close" onClick={onClose}>
          <X aria-hidden className="size-5" />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4 sm:p-5">{children}</div>
    </dialog>
  );
}
