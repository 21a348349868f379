import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { ConnectionNote } from '@/components/ui/connection-note';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { useJob } from '@/features/jobs/api/get-job';
import { ActivityLog } from '@/features/jobs/components/activity-log';
import { CancelButton } from '@/features/jobs/components/cancel-button';
import { JobHeader } from '@/features/jobs/components/job-header';
import { StageAnnouncement, StageStepper } from '@/features/jobs/components/stage-stepper';
import { UsageNote } from '@/features/jobs/components/usage-note';
import { useJobProgress } from '@/features/jobs/progress/use-job-progress';
import { useSession } from '@/features/session/session-context';
import { ApiError } from '@/lib/api/errors';
import { formatAgo } from '@/lib/format/time';
import { hasEnded, type Job } from '@/types/job';

import { NextSteps } from './job/next-steps';
import { NotFoundPage } from './not-found-page';
import { usePageTitle } from './use-page-title';

const AnalysisResult = lazy(() =>
  import('./job/analysis-result').then((module) => ({ default: module.AnalysisResult })),
);
const PlanResult = lazy(() => import('./job/plan-result').then((module) => ({ default: module.PlanResult })));
const TrialResult = lazy(() =>
  import('./job/trial-result').then((module) => ({ default: module.TrialResult })),
);

export function JobPage() {
  const { jobId = '' } = useParams();
  const job = useJob(jobId);
  if (job.data) return <JobView key={job.data.id} job={job.data} />;
  if (job.error instanceof ApiError && [404, 422].includes(job.error.status)) return <NotFoundPage />;
  return (
    <div className="mx-auto max-w-6xl px-5 py-10 sm:px-8">
      {job.isError ? (
        <QueryError what="The plan" error={job.error} retry={() => void job.refetch()} />
      ) : (
        <Skeleton lines={6} label="Loading the plan" />
      )}
    </div>
  );
}

function JobView({ job }: { job: Job }) {
  const { live_url: liveUrl, role } = useSession();
  const { progress, connection } = useJobProgress(job, liveUrl);
  const running = !hasEnded(job.state);
  const activity = (
    <section aria-label="Activity" className="space-y-8">
      <StageStepper progress={progress} />
      <ActivityLog progress={progress} running={running} />
      {job.usage && <UsageNote usage={job.usage} />}
    </section>
  );
  usePageTitle(job.result?.title ?? job.request.slice(0, 60));
  return (
    <div className="mx-auto max-w-6xl space-y-8 px-5 py-8 sm:px-8 sm:py-10">
      <JobHeader
        job={job}
        action={running ? role !== 'viewer' && <CancelButton jobId={job.id} /> : <NextSteps job={job} />}
      />
      <StageAnnouncement progress={progress} />
      <ConnectionNote connection={connection} />
      <Ending job={job} />
      <Suspense fallback={<Skeleton lines={8} label="Loading the result" />}>
        {job.mode === 'verify' && job.state === 'succeeded' && <TrialResult jobId={job.id} />}
        {job.result && job.mode === 'analyze' && (
          <AnalysisResult job={job} result={job.result} activity={activity} />
        )}
        {job.result && job.mode === 'implement' && (
          <PlanResult job={job} result={job.result} activity={activity} />
        )}
      </Suspense>
      {!hasResult(job) && activity}
    </div>
  );
}

/** Does the result hold the activity in one of its tabs? */
function hasResult(job: Job): boolean {
  return Boolean(job.result) && job.mode !== 'verify';
}

function Ending({ job }: { job: Job }) {
  if (job.files_removed_at) {
    return (
      <Alert tone="info" title={`Its files were removed ${formatAgo(job.files_removed_at)}`}>
        Files are kept for as long as the organization’s plan says. What was asked and the figures stay; ask
        for it again to have the files made anew.
      </Alert>
    );
  }
  if (job.state === 'failed') {
    return (
      <Alert tone="bad" title={job.error?.message ?? 'It failed, and no reason was recorded'}>
        {job.error && <span className="font-mono text-xs">{job.error.code}</span>}
      </Alert>
    );
  }
  if (job.state === 'cancelled') {
    return (
      <Alert tone="info" title="This plan was cancelled">
        Nothing of it was kept but the request.
      </Alert>
    );
  }
  if (job.state === 'succeeded' && !job.result && job.mode !== 'verify') {
    return <Alert tone="warn" title="The plan is ready, but its summary could not be read" />;
  }
  return null;
}
