import { ArrowLeft, Download, PencilLine } from 'lucide-react';
import { Link, useNavigate } from 'react-router';

import { buttonClass } from '@/components/ui/button';
import { useSession } from '@/features/session/session-context';
import { ShareButton } from '@/features/sharing/share-button';
import { TrialButton } from '@/features/verify/components/trial-button';
import { artifactUrl } from '@/lib/api/artifact-url';
import type { Job } from '@/types/job';

/** What one may do with a job that has ended. */
export function NextSteps({ job }: { job: Job }) {
  const { role } = useSession();
  const navigate = useNavigate();
  if (job.mode === 'verify') return <TriedPlan job={job} />;
  const succeeded = job.state === 'succeeded';
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      {job.mode === 'implement' && succeeded && role !== 'viewer' && (
        <TrialButton jobId={job.id} onAccepted={({ id }) => void navigate(`/jobs/${id}`)} />
      )}
      {job.mode === 'analyze' && succeeded && (
        <a
          href={artifactUrl(job.id, 'bundle.zip')}
          download="bundle.zip"
          className={buttonClass({ size: 'small' })}
        >
          <Download aria-hidden className="size-4" />
          Download all options
        </a>
      )}
      {succeeded && job.result && role !== 'viewer' && <ShareButton jobId={job.id} />}
      <EditAgain job={job} />
    </div>
  );
}

function TriedPlan({ job }: { job: Job }) {
  if (!job.options.based_on) return null;
  return (
    <Link to={`/jobs/${job.options.based_on}`} className={buttonClass({ size: 'small' })}>
      <ArrowLeft aria-hidden className="size-4" />
      The plan that was tried
    </Link>
  );
}

function EditAgain({ job }: { job: Job }) {
  const draft = {
    mode: job.mode,
    request: job.request,
    region: job.options.region ?? '',
    environment: job.options.environment ?? '',
  };
  return (
    <Link to="/" state={draft} className={buttonClass({ size: 'small' })}>
      <PencilLine aria-hidden className="size-4" />
      Edit the request
    </Link>
  );
}
