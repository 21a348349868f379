import { useNavigate } from 'react-router';

import { showToast } from '@/components/ui/toast';
import { ReviewPanel } from '@/features/revision/fixes/review-panel';
import { jobPath, useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

type Props = {
  job: Job;
  names: ReadonlyMap<string, string>;
  selected: string | null;
  onSelect: (check: string | null) => void;
  /** The next version is on its way. Absent where one may only look. */
  onAccepted: ((job: Job) => void) | undefined;
};

/** The review of a bundle; a fix makes the next version, and the one before stays. */
export function ReviewTab({ job, names, selected, onSelect, onAccepted }: Props) {
  const navigate = useNavigate();
  const revision = useSubmission(jobPath(job.id, '/revisions'), (next) => {
    onAccepted?.(next);
    showToast(
      `Version ${next.options.version} is made with the fix.`,
      () => void navigate(`/jobs/${job.id}`),
    );
  });
  return (
    <ReviewPanel
      jobId={job.id}
      names={names}
      selected={selected}
      onSelect={onSelect}
      applying={
        onAccepted && {
          label: 'Apply the fix',
          busy: revision.isPending || revision.isSuccess,
          error: revision.error,
          onApply: ({ check }) => {
            revision.mutate({ fixes: [check] });
          },
        }
      }
    />
  );
}
