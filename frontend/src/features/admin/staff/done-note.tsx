import { Undo2 } from 'lucide-react';

import { Button } from '@/components/ui/button';

type Props = { children: string; pending: boolean; onUndo: () => void };

/** Says what was done, and takes it back. The taking back is an act of its own in the log. */
export function DoneNote({ children, pending, onUndo }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line-strong bg-surface px-4 py-2.5 text-sm shadow-card">
      <p role="status" className="min-w-0 flex-1 basis-52">
        {children}
      </p>
      <Button size="small" disabled={pending} onClick={onUndo}>
        <Undo2 aria-hidden className="size-4" />
        Undo
      </Button>
    </div>
  );
}
