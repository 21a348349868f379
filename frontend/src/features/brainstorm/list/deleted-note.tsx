import { Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { Button } from '@/components/ui/button';

import { titleOf, type Conversation } from '../api/conversation';
import { useRestore } from '../api/delete-conversation';
import { tellFault } from '../faults';

type Props = { conversation: Conversation; onRestored: (conversation: Conversation) => void };

/** Says what was deleted, and takes it back. It takes the focus, which the deleted row had. */
export function DeletedNote({ conversation, onRestored }: Props) {
  const restore = useRestore(onRestored);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    undo.current?.focus();
  }, []);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line-strong bg-surface px-4 py-2.5 text-sm shadow-card">
      <p role="status" className="min-w-0 flex-1 basis-52">
        <span className="font-medium">{titleOf(conversation)}</span> was deleted. It is kept for 30 days.
      </p>
      <Button
        ref={undo}
        size="small"
        disabled={restore.isPending}
        onClick={() => {
          restore.mutate(conversation);
        }}
      >
        <Undo2 aria-hidden className="size-4" />
        {restore.isPending ? 'Restoring…' : 'Undo'}
      </Button>
      {restore.isError && (
        <p role="alert" className="w-full text-[13px] text-bad">
          Not restored: {tellFault(restore.error)}
        </p>
      )}
    </div>
  );
}
