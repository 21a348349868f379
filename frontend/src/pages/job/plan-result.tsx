import { lazy, Suspense, type ReactNode } from 'react';
import { useNavigate } from 'react-router';

import { Skeleton } from '@/components/ui/skeleton';
import type { Tab } from '@/components/ui/tabs';
import { ResultView } from '@/features/implement/result/result-view';
import { readRevision } from '@/features/revision/api/revision';
import { ReviseBox } from '@/features/revision/revise-box';
import { UndoLink } from '@/features/revision/undo-link';
import { VersionsNav } from '@/features/revision/versions-nav';
import { useSession } from '@/features/session/session-context';
import { jobPath, useSubmission } from '@/lib/api/use-submission';
import type { Job, JobResult } from '@/types/job';

import { useComparison } from './use-comparison';
import { useTab } from './use-tab';

const ChangesView = lazy(() =>
  import('@/features/revision/changes-view').then((module) => ({ default: module.ChangesView })),
);
const CompareView = lazy(() =>
  import('@/features/implement/compare/compare-view').then((module) => ({ default: module.CompareView })),
);
const AssumptionsForm = lazy(() =>
  import('@/features/assumptions/assumptions-form').then((module) => ({ default: module.AssumptionsForm })),
);

const ReviewTab = lazy(() => import('./review-tab').then((module) => ({ default: module.ReviewTab })));
const ComponentEditor = lazy(() =>
  import('./component-editor').then((module) => ({ default: module.ComponentEditor })),
);

type Props = { job: Job; result: JobResult; activity: ReactNode };

/** A bundle: what is in it, what changed in this version, and the ways to the next one. */
export function PlanResult({ job, result, activity }: Props) {
  const { role } = useSession();
  const navigate = useNavigate();
  const open = ({ id }: Job): void => void navigate(`/jobs/${id}`);
  const revision = readRevision(result);
  const address = useTab(revision ? 'changes' : 'diagram', 'README.md');
  const comparison = useComparison(job.id, address.compared);
  const names = new Map(result.components.map(({ id, name }) => [id, name]));
  const changes: Tab<string>[] = revision
    ? [
        {
          id: 'changes',
          label: 'Changes',
          badge: `v${revision.version}`,
          content: (
            <Suspense fallback={<Skeleton lines={8} label="Loading the changes" />}>
              <ChangesView revision={revision} names={names} undo={<UndoLink jobId={job.id} />} />
            </Suspense>
          ),
        },
      ]
    : [];
  const { finding, onFinding, ...shown } = address;
  return (
    <ResultView
      jobId={job.id}
      result={result}
      editor={
        role === 'viewer'
          ? undefined
          : (component, onClose) => (
              <Suspense fallback={<Skeleton lines={8} label="Loading the settings" className="p-4" />}>
                <ComponentEditor job={job} component={component} names={names} onClose={onClose} />
              </Suspense>
            )
      }
      actions={
        <div className="space-y-4">
          <VersionsNav jobId={job.id} />
          {role !== 'viewer' && <ReviseBox jobId={job.id} result={result} onAccepted={open} />}
        </div>
      }
      tabsBefore={changes}
      tabsAfter={[
        ...(comparison
          ? [
              {
                id: 'compare',
                label: 'Compare',
                content: (
                  <Suspense fallback={<Skeleton lines={8} label="Loading the comparison" />}>
                    <CompareView
                      {...comparison}
                      onBefore={(before) => {
                        address.onCompared(before, address.comparedFile);
                      }}
                      file={address.comparedFile}
                      onFile={(name) => {
                        address.onCompared(comparison.before.jobId, name);
                      }}
                    />
                  </Suspense>
                ),
              },
            ]
          : []),
        {
          id: 'review',
          label: 'Review',
          content: (
            <Suspense fallback={<Skeleton lines={8} label="Loading the review" />}>
              <ReviewTab
                job={job}
                names={names}
                selected={finding}
                onSelect={onFinding}
                onAccepted={role === 'viewer' ? undefined : open}
              />
            </Suspense>
          ),
        },
        {
          id: 'assumptions',
          label: 'Assumptions',
          badge: String(result.assumptions.length),
          content: <Assumptions job={job} result={result} names={names} onAccepted={open} />,
        },
        { id: 'activity', label: 'Activity', content: activity },
      ]}
      {...shown}
    />
  );
}

type AssumptionsProps = {
  job: Job;
  result: JobResult;
  names: ReadonlyMap<string, string>;
  onAccepted: (job: Job) => void;
};

function Assumptions({ job, result, names, onAccepted }: AssumptionsProps) {
  const { role } = useSession();
  const revision = useSubmission(jobPath(job.id, '/revisions'), onAccepted);
  return (
    <Suspense fallback={<Skeleton lines={8} label="Loading the assumptions" />}>
      <AssumptionsForm
        parts
        assumptions={result.assumptions}
        names={names}
        action="Draw the next version"
        busy={revision.isPending || revision.isSuccess}
        error={revision.error}
        onSubmit={
          role === 'viewer'
            ? undefined
            : (assumptions) => {
                revision.mutate({ assumptions });
              }
        }
      />
    </Suspense>
  );
}
