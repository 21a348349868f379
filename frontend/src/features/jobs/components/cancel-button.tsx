import { Ban } from 'lucide-react';

import { Button } from '@/components/ui/button';
import { ApiError } from '@/lib/api/errors';

import { useCancelJob } from '../api/cancel-job';

export function CancelButton({ jobId }: { jobId: string }) {
  const cancel = useCancelJob(jobId);
  const tooLate = cancel.error instanceof ApiError && cancel.error.status === 409;
  return (
    <div className="flex flex-col items-end gap-1">
      <Button
        variant="danger"
        size="small"
        disabled={cancel.isPending || cancel.isSuccess}
        onClick={() => {
          cancel.mutate();
        }}
      >
        <Ban aria-hidden className="size-4" />
        {cancel.isPending || cancel.isSuccess ? 'Cancelling…' : 'Cancel'}
      </Button>
      {cancel.isError && (
        <p role="alert" className="text-[13px] text-bad">
          {tooLate ? 'It had already ended.' : `Not cancelled: ${cancel.error.message}`}
        </p>
      )}
    </div>
  );
}
