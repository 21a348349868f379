import type { ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';
import { tellError } from '@/lib/api/errors';
import { useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

import { PinsForm } from './again/pins-form';
import { suggestPins } from './again/suggestions';
import type { Analysis, Option } from './api/analysis';
import { fixedBody, implementBody, pinnedBody } from './api/bodies';
import { AtAGlance } from './compare/at-a-glance';
import { DifferencesTable } from './compare/differences-table';
import { OptionsGrid, type Shown } from './compare/options-grid';
import { RecommendationCard } from './recommendation-card';

type Props = {
  job: Job;
  analysis: Analysis;
  mayChange: boolean;
  shown: Shown;
  findings: (option: Option) => ReactNode;
  /** A bundle is on its way. */
  onImplemented: (job: Job) => void;
  /** The same comparison, asked otherwise, is on its way. */
  onCompared: (job: Job) => void;
};

/** The recommendation, the options, and the ways on from here. */
export function CompareView({ job, analysis, mayChange, shown, findings, onImplemented, onCompared }: Props) {
  const implementation = useSubmission('/api/v1/jobs', onImplemented);
  const comparison = useSubmission('/api/v1/jobs', onCompared);
  const implement = mayChange
    ? (option: string) => {
        implementation.mutate(implementBody(job, option));
      }
    : undefined;
  const takeBack = mayChange
    ? (option: string, check: string) => {
        const left = (job.options.option_fixes?.[option] ?? []).filter((one) => one !== check);
        comparison.mutate(fixedBody(job, option, left));
      }
    : undefined;
  const comparing = comparison.isPending || comparison.isSuccess;
  const busy = implementation.isPending || implementation.isSuccess || comparing;
  return (
    <div className="space-y-8">
      <RecommendationCard analysis={analysis} onImplement={implement} busy={busy} />
      {implementation.isError && (
        <Alert tone="bad" title="The option was not started">
          {tellError(implementation.error)}
        </Alert>
      )}
      <AtAGlance analysis={analysis} />
      <OptionsGrid
        jobId={job.id}
        analysis={analysis}
        shown={shown}
        findings={findings}
        onImplement={implement}
        onTakeBack={takeBack}
        busy={busy}
      />
      <DifferencesTable options={analysis.options} />
      {mayChange && (
        <PinsForm
          pinned={analysis.pins}
          suggestions={suggestPins(analysis.options, analysis.pins)}
          busy={comparing}
          error={comparison.error}
          onSubmit={(pins) => {
            comparison.mutate(pinnedBody(job, pins));
          }}
        />
      )}
    </div>
  );
}
