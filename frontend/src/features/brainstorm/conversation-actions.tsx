import { PencilLine, Trash2 } from 'lucide-react';
import type { RefObject } from 'react';

import { Button } from '@/components/ui/button';

type Props = {
  /** What follows “Rename” and “Delete” for those who hear the page. */
  spoken: string;
  /** Where the focus comes back to once the title is written. */
  renameButton: RefObject<HTMLButtonElement | null>;
  onRename: () => void;
  onDelete: () => void;
  deleting: boolean;
};

export function ConversationActions({ spoken, renameButton, onRename, onDelete, deleting }: Props) {
  return (
    <>
      <Button
        ref={renameButton}
        size="icon"
        variant="quiet"
        aria-label={`Rename${spoken}`}
        title="Rename"
        onClick={onRename}
      >
        <PencilLine aria-hidden className="size-4" />
      </Button>
      <Button
        size="icon"
        variant="quiet"
        aria-label={`Delete${spoken}`}
        title="Delete"
        disabled={deleting}
        onClick={onDelete}
      >
        <Trash2 aria-hidden className="size-4" />
      </Button>
    </>
  );
}
