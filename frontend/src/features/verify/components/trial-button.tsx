import { FlaskConical } from 'lucide-react';

import { Button } from '@/components/ui/button';
import type { Job } from '@/types/job';

import { useStartTrial } from '../api/start-trial';

type Props = { jobId: string; onAccepted: (job: Job) => void };

/** Has the bundle deployed on a disposable account, tried and taken down again. */
export function TrialButton({ jobId, onAccepted }: Props) {
  const trial = useStartTrial(jobId, onAccepted);
  const busy = trial.isPending || trial.isSuccess;
  return (
    <div className="flex flex-col items-end gap-1">
      <Button
        size="small"
        disabled={busy}
        title="Deploys the bundle on a disposable account of an emulator, tries it, and takes it down again"
        onClick={() => {
          trial.mutate(undefined);
        }}
      >
        <FlaskConical aria-hidden className="size-4" />
        {busy ? 'Starting the trial…' : 'Prove it'}
      </Button>
      {trial.isError && (
        <p role="alert" className="text-[13px] text-bad">
          Not started: {trial.error.message}
        </p>
      )}
    </div>
  );
}
