import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { tellError } from '@/lib/api/errors';

import { useCancelDeletion } from './deletion';

type Props = {
  organization: string;
  /** When it is deleted. */
  dueAt: string;
  /** Owners may take it back. */
  owner: boolean;
  onCancelled: () => void;
};

/** Told on every page of an organization that is about to be deleted. */
export function DeletionNote({ organization, dueAt, owner, onCancelled }: Props) {
  const cancel = useCancelDeletion(onCancelled);
  const date = new Date(dueAt).toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' });
  return (
    <Alert
      tone="warn"
      className="m-4"
      title={`${organization} is deleted on ${date}`}
      action={
        owner && (
          <Button
            size="small"
            disabled={cancel.isPending}
            onClick={() => {
              cancel.mutate();
            }}
          >
            Keep it
          </Button>
        )
      }
    >
      It takes no new plans. {owner ? 'Until then you can keep it.' : 'Until then an owner can keep it.'}
      {cancel.isError && <span className="text-bad"> Not kept: {tellError(cancel.error)}</span>}
    </Alert>
  );
}
