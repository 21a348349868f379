import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { readAnalysis, type Analysis } from '@/features/analyze/api/analysis';
import { assumedBody } from '@/features/analyze/api/bodies';
import { useAssumptions } from '@/features/analyze/api/get-assumptions';
import { CompareView } from '@/features/analyze/compare-view';
import { AssumptionsForm } from '@/features/assumptions/assumptions-form';
import { FilesPanel } from '@/features/implement/result/files/files-panel';
import { useSession } from '@/features/session/session-context';
import { useSubmission } from '@/lib/api/use-submission';
import { plural } from '@/lib/format/quantity';
import type { Job, JobResult } from '@/types/job';

import { useTab } from './use-tab';

type Props = { job: Job; result: JobResult; activity: ReactNode };

/** Three options compared, with what they count on and their files. */
export function AnalysisResult({ job, result, activity }: Props) {
  const { role } = useSession();
  const navigate = useNavigate();
  const open = ({ id }: Job): void => void navigate(`/jobs/${id}`);
  const { tab, file, onTab, onFile } = useTab('options', 'comparison.md');
  const analysis = readAnalysis(result);
  if (!analysis)
    return <Alert tone="warn" title="The options are ready, but their comparison could not be read" />;
  return (
    <div className="space-y-8">
      {result.notes.length > 0 && (
        <Alert tone="warn" title={plural(result.notes.length, 'note')}>
          <ul className="list-disc space-y-1 pl-4">
            {result.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Tabs
        label="The comparison"
        selected={tab}
        onSelect={onTab}
        tabs={[
          {
            id: 'options',
            label: 'Options',
            badge: String(analysis.options.length),
            content: (
              <CompareView job={job} analysis={analysis} mayChange={role !== 'viewer'} onAccepted={open} />
            ),
          },
          {
            id: 'assumptions',
            label: 'Assumptions',
            content: <Assumptions job={job} result={result} analysis={analysis} onAccepted={open} />,
          },
          {
            id: 'files',
            label: 'Files',
            badge: String(result.files),
            content: <FilesPanel jobId={job.id} selected={file} onSelect={onFile} />,
          },
          { id: 'activity', label: 'Activity', content: activity },
        ]}
      />
    </div>
  );
}

type AssumptionsProps = { job: Job; result: JobResult; analysis: Analysis; onAccepted: (job: Job) => void };

function Assumptions({ job, result, analysis, onAccepted }: AssumptionsProps) {
  const { role } = useSession();
  const assumptions = useAssumptions(job.id, analysis.recommendation.option);
  const comparison = useSubmission('/api/v1/jobs', onAccepted);
  if (assumptions.isPending) return <Skeleton lines={8} label="Loading the assumptions" />;
  if (assumptions.isError)
    return (
      <QueryError what="The assumptions" error={assumptions.error} retry={() => void assumptions.refetch()} />
    );
  return (
    <AssumptionsForm
      parts={false}
      assumptions={assumptions.data}
      names={new Map(result.components.map(({ id, name }) => [id, name]))}
      action="Compare again"
      busy={comparison.isPending || comparison.isSuccess}
      error={comparison.error}
      onSubmit={
        role === 'viewer'
          ? undefined
          : (changed) => {
              comparison.mutate(assumedBody(job, changed));
            }
      }
    />
  );
}
