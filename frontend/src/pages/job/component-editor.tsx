import { useState } from 'react';
import { Link } from 'react-router';

import type { SceneComponent } from '@/components/diagram/scene';
import { Alert } from '@/components/ui/alert';
import { Button, buttonClass } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { Spinner } from '@/components/ui/spinner';
import { useJob } from '@/features/jobs/api/get-job';
import { useJobProgress } from '@/features/jobs/progress/use-job-progress';
import { readRevision } from '@/features/revision/api/revision';
import { useBlockOptions } from '@/features/revision/edit/block-options';
import { ComponentForm } from '@/features/revision/edit/component-form';
import { EditOutcome } from '@/features/revision/edit/edit-outcome';
import { useSession } from '@/features/session/session-context';
import { jobPath, useSubmission } from '@/lib/api/use-submission';
import { hasEnded, type Job } from '@/types/job';

type Props = {
  job: Job;
  component: SceneComponent;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
};

/** A component's settings as a form; sending it draws the next version, and what that does is told beside the drawing. */
export function ComponentEditor({ job, component, names, onClose }: Props) {
  const [next, setNext] = useState<string | null>(null);
  const options = useBlockOptions(component.block);
  const revision = useSubmission(jobPath(job.id, '/revisions'), ({ id }) => {
    setNext(id);
  });
  // The form stays as it was while the version is drawn, so that one that fails can be put right.
  return (
    <>
      <div className={next === null ? 'flex min-h-0 flex-1 flex-col' : 'hidden'}>
        <Loaded what="the settings" query={options} lines={8}>
          {(limits) => (
            <ComponentForm
              component={component}
              options={limits}
              busy={revision.isPending}
              error={revision.error}
              onCancel={onClose}
              onSubmit={(assumptions) => {
                revision.mutate({ assumptions });
              }}
            />
          )}
        </Loaded>
      </div>
      {next !== null && (
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 text-[13px] leading-snug">
          <Outcome
            key={next}
            jobId={next}
            before={job.options.version}
            names={names}
            onAgain={() => {
              setNext(null);
            }}
            onClose={onClose}
          />
        </div>
      )}
    </>
  );
}

type OutcomeProps = {
  jobId: string;
  before: number;
  names: ReadonlyMap<string, string>;
  onAgain: () => void;
  onClose: () => void;
};

function Outcome({ jobId, ...rest }: OutcomeProps) {
  const job = useJob(jobId);
  return (
    <Loaded what="the next version" query={job} lines={3}>
      {(data) => <Drawn job={data} {...rest} />}
    </Loaded>
  );
}

function Drawn({ job, before, names, onAgain, onClose }: Omit<OutcomeProps, 'jobId'> & { job: Job }) {
  const { live_url: liveUrl } = useSession();
  const { progress } = useJobProgress(job, liveUrl);
  const revision = job.result && readRevision(job.result);
  const open = (look: 'primary' | 'outline', told: string) => (
    <Link to={`/jobs/${job.id}`} className={buttonClass({ size: 'small', variant: look })}>
      {told}
    </Link>
  );
  if (!hasEnded(job.state)) {
    const stage = progress.stages.find(({ status }) => status === 'active');
    return (
      <div className="space-y-4">
        <p role="status" className="flex items-center gap-2.5">
          <Spinner /> Drawing version {job.options.version}
          {stage && `: ${stage.title.toLowerCase()}`} …
        </p>
        {open('outline', 'Follow it on its page')}
      </div>
    );
  }
  if (job.state === 'succeeded' && revision)
    return (
      <EditOutcome
        revision={revision}
        names={names}
        actions={
          <>
            {open('primary', `Open version ${revision.version}`)}
            <Button size="small" onClick={onClose}>
              Undo: stay at version {before}
            </Button>
          </>
        }
      />
    );
  return (
    <div className="space-y-4">
      <Alert
        tone={job.state === 'failed' ? 'bad' : 'info'}
        title={job.state === 'failed' ? 'The version could not be drawn' : `The version ${job.state}`}
      >
        {job.error?.message}
      </Alert>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="primary" onClick={onAgain}>
          Back to the settings
        </Button>
        {open('outline', 'Its page')}
      </div>
    </div>
  );
}
