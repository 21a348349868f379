import { ArrowLeft, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { RESULT_TABS, ResultView } from '@/features/implement/result/result-view';
import { useJob } from '@/features/jobs/api/get-job';
import { ActivityLog } from '@/features/jobs/components/activity-log';
import { CancelButton } from '@/features/jobs/components/cancel-button';
import { ConnectionNote } from '@/features/jobs/components/connection-note';
import { JobHeader } from '@/features/jobs/components/job-header';
import { StageAnnouncement, StageStepper } from '@/features/jobs/components/stage-stepper';
import { useJobProgress } from '@/features/jobs/progress/use-job-progress';
import { useSession } from '@/features/session/session-context';
import { ReceiptView } from '@/features/verify/components/receipt-view';
import { TrialButton } from '@/features/verify/components/trial-button';
import { ApiError } from '@/lib/api/errors';
import { hasEnded, type Job } from '@/types/job';

import { NotFoundPage } from './not-found-page';
import { usePageTitle } from './use-page-title';

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
    </section>
  );
  usePageTitle(job.result?.title ?? job.request.slice(0, 60));
  return (
    <div className="mx-auto max-w-6xl space-y-8 px-5 py-8 sm:px-8 sm:py-10">
      <JobHeader
        job={job}
        action={running ? role !== 'viewer' && <CancelButton jobId={job.id} /> : <Next job={job} />}
      />
      <StageAnnouncement progress={progress} />
      <ConnectionNote connection={connection} />
      <Ending job={job} />
      {job.mode === 'verify' && job.state === 'succeeded' && <ReceiptView jobId={job.id} />}
      {job.result ? <Result job={job} activity={activity} /> : activity}
    </div>
  );
}

/** The tab and the file stand in the address, so that a link shows what its sender saw. */
function Result({ job, activity }: { job: Job; activity: ReactNode }) {
  const [query, setQuery] = useSearchParams();
  if (!job.result) return null;
  const tab = RESULT_TABS.find((name) => name === query.get('tab')) ?? 'diagram';
  return (
    <ResultView
      jobId={job.id}
      result={job.result}
      activity={activity}
      tab={tab}
      file={query.get('file') ?? 'README.md'}
      onTab={(next) => {
        setQuery({ tab: next }, { replace: true, preventScrollReset: true });
      }}
      onFile={(name) => {
        setQuery({ tab: 'files', file: name }, { replace: true, preventScrollReset: true });
      }}
    />
  );
}

function Ending({ job }: { job: Job }) {
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

/** What one may do with a job that has ended. */
function Next({ job }: { job: Job }) {
  const { role } = useSession();
  const navigate = useNavigate();
  if (job.mode === 'verify') {
    return job.options.based_on ? (
      <Link to={`/jobs/${job.options.based_on}`} className={buttonClass({ size: 'small' })}>
        <ArrowLeft aria-hidden className="size-4" />
        The plan that was tried
      </Link>
    ) : null;
  }
  const provable = job.mode === 'implement' && job.state === 'succeeded' && role !== 'viewer';
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {provable && <TrialButton jobId={job.id} onAccepted={({ id }) => void navigate(`/jobs/${id}`)} />}
      <EditAgain job={job} />
    </div>
  );
}

function EditAgain({ job }: { job: Job }) {
  const draft = {
    request: job.request,
    region: job.options.region ?? '',
    environment: job.options.environment ?? '',
  };
  return (
    <Link to="/" state={draft} className={buttonClass({ size: 'small' })}>
      <PencilLine aria-hidden className="size-4" />
      Edit and draw again
    </Link>
  );
}
