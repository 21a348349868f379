import { Undo2 } from 'lucide-react';

import { Button } from '@/components/ui/button';

import { useSheetUndo } from '../api/change-conversation';
import { tellFault } from '../faults';

type Props = {
  id: string;
  disabled: boolean;
  /** Nothing was set since, whose end is told instead. */
  isLast: boolean;
  onUndo: () => void;
};

/** Takes back what was set last, or what the last answer changed. */
export function UndoButton({ id, disabled, isLast, onUndo }: Props) {
  const undo = useSheetUndo(id);
  return (
    <span className="-my-1.5 -mr-2 flex shrink-0 items-center gap-2">
      <span role="status" className="max-w-48 text-right text-xs text-muted">
        {isLast && undo.isError && tellFault(undo.error)}
        {isLast && undo.isSuccess && 'Put back'}
      </span>
      <Button
        size="icon"
        variant="quiet"
        aria-label="Undo the last change of the sheet"
        title="Undo the last change of the sheet"
        disabled={disabled || undo.isPending}
        onClick={() => {
          onUndo();
          undo.mutate();
        }}
      >
        <Undo2 aria-hidden className="size-4" />
      </Button>
    </span>
  );
}
