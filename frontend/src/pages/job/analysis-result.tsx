import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

import { Alert } from '@/components/ui/alert';
import { Loaded } from '@/components/ui/loaded';
import { Tabs } from '@/components/ui/tabs';
import { showToast } from '@/components/ui/toast';
import { readAnalysis, type Analysis, type Option } from '@/features/analyze/api/analysis';
import { assumedBody, fixedBody } from '@/features/analyze/api/bodies';
import { useAssumptions } from '@/features/analyze/api/get-assumptions';
import { ChangedSince } from '@/features/analyze/changed-since';
import { CompareView } from '@/features/analyze/compare-view';
import { AssumptionsForm } from '@/features/assumptions/assumptions-form';
import { FilesPanel } from '@/features/implement/result/files/files-panel';
import { useJob } from '@/features/jobs/api/get-job';
import { FindingsSummary } from '@/features/revision/fixes/findings-summary';
import { useSession } from '@/features/session/session-context';
import { useSubmission } from '@/lib/api/use-submission';
import { plural } from '@/lib/format/quantity';
import type { Job, JobResult } from '@/types/job';

import { useAnalysisAddress } from './use-analysis-address';

type Props = { job: Job; result: JobResult; activity: ReactNode };

/** Three options compared, with what they count on and their files. */
export function AnalysisResult({ job, result, activity }: Props) {
  const { role } = useSession();
  const navigate = useNavigate();
  const address = useAnalysisAddress();
  const open = ({ id }: Job): void => void navigate(`/jobs/${id}`);
  /** The next comparison says what differs from this one, and leads back here. */
  const follow = ({ id }: Job): void => {
    void navigate(`/jobs/${id}?before=${job.id}`);
    showToast('Comparing again. This comparison stays as it is.', () => void navigate(`/jobs/${job.id}`));
  };
  const analysis = readAnalysis(result);
  if (!analysis)
    return <Alert tone="warn" title="The options are ready, but their comparison could not be read" />;
  const names = new Map(result.components.map(({ id, name }) => [id, name]));
  const mayChange = role !== 'viewer';
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
      {address.before !== null && <Since before={address.before} after={{ job, analysis }} />}
      <Tabs
        label="The comparison"
        selected={address.tab}
        onSelect={address.onTab}
        tabs={[
          {
            id: 'options',
            label: 'Options',
            badge: String(analysis.options.length),
            content: (
              <CompareView
                job={job}
                analysis={analysis}
                mayChange={mayChange}
                shown={address}
                findings={(option) => (
                  <Findings
                    job={job}
                    option={option}
                    names={names}
                    address={address}
                    onCompared={mayChange ? follow : undefined}
                  />
                )}
                onImplemented={open}
                onCompared={follow}
              />
            ),
          },
          {
            id: 'assumptions',
            label: 'Assumptions',
            content: (
              <Assumptions
                job={job}
                names={names}
                analysis={analysis}
                onAccepted={mayChange ? follow : undefined}
              />
            ),
          },
          {
            id: 'files',
            label: 'Files',
            badge: String(result.files),
            content: <FilesPanel jobId={job.id} selected={address.file} onSelect={address.onFile} />,
          },
          { id: 'activity', label: 'Activity', content: activity },
        ]}
      />
    </div>
  );
}

/** Nothing where the comparison before is gone, or was none. */
function Since({ before, after }: { before: string; after: { job: Job; analysis: Analysis } }) {
  const { data: job } = useJob(before);
  const analysis = job?.result ? readAnalysis(job.result) : null;
  return job && analysis && <ChangedSince before={{ job, analysis }} after={after} />;
}

type FindingsProps = {
  job: Job;
  option: Option;
  names: ReadonlyMap<string, string>;
  address: ReturnType<typeof useAnalysisAddress>;
  /** Absent where one may only look. */
  onCompared: ((job: Job) => void) | undefined;
};

function Findings({ job, option, names, address, onCompared }: FindingsProps) {
  const comparison = useSubmission('/api/v1/jobs', onCompared ?? (() => undefined));
  return (
    <FindingsSummary
      jobId={job.id}
      option={option}
      names={names}
      open={address.findings === option.name}
      selected={address.finding}
      onOpen={(open) => {
        address.onFindings(open ? option.name : null);
      }}
      onSelect={(check) => {
        address.onFindings(option.name, check);
      }}
      applying={
        onCompared && {
          label: `Apply it to ${option.title.toLowerCase()}`,
          busy: comparison.isPending || comparison.isSuccess,
          error: comparison.error,
          onApply: ({ check }) => {
            const known = job.options.option_fixes?.[option.name] ?? [];
            comparison.mutate(fixedBody(job, option.name, [...known, check]));
          },
        }
      }
    />
  );
}

type AssumptionsProps = {
  job: Job;
  names: ReadonlyMap<string, string>;
  analysis: Analysis;
  /** Absent where one may only look. */
  onAccepted: ((job: Job) => void) | undefined;
};

function Assumptions({ job, names, analysis, onAccepted }: AssumptionsProps) {
  const assumptions = useAssumptions(job.id, analysis.recommendation.option);
  const comparison = useSubmission('/api/v1/jobs', onAccepted ?? (() => undefined));
  return (
    <Loaded what="the assumptions" query={assumptions} lines={8}>
      {(assumed) => (
        <AssumptionsForm
          parts={false}
          assumptions={assumed}
          names={names}
          action="Compare again"
          busy={comparison.isPending || comparison.isSuccess}
          error={comparison.error}
          onSubmit={
            onAccepted &&
            ((changed) => {
              comparison.mutate(assumedBody(job, changed));
            })
          }
        />
      )}
    </Loaded>
  );
}
