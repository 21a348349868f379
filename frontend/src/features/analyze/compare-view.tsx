import { Alert } from '@/components/ui/alert';
import { tellError } from '@/lib/api/errors';
import { useSubmission } from '@/lib/api/use-submission';
import type { Job } from '@/types/job';

import { PinsForm } from './again/pins-form';
import { suggestPins } from './again/suggestions';
import type { Analysis } from './api/analysis';
import { implementBody, pinnedBody } from './api/bodies';
import { OptionsGrid } from './compare/options-grid';
import { RecommendationCard } from './recommendation-card';

type Props = { job: Job; analysis: Analysis; mayChange: boolean; onAccepted: (job: Job) => void };

/** The recommendation, the options, and the ways on from here. */
export function CompareView({ job, analysis, mayChange, onAccepted }: Props) {
  const implementation = useSubmission('/api/v1/jobs', onAccepted);
  const comparison = useSubmission('/api/v1/jobs', onAccepted);
  const implement = mayChange
    ? (option: string) => {
        implementation.mutate(implementBody(job, option));
      }
    : undefined;
  const busy = implementation.isPending || implementation.isSuccess;
  return (
    <div className="space-y-8">
      <RecommendationCard analysis={analysis} onImplement={implement} busy={busy} />
      {implementation.isError && (
        <Alert tone="bad" title="The option was not started">
          {tellError(implementation.error)}
        </Alert>
      )}
      <OptionsGrid jobId={job.id} analysis={analysis} onImplement={implement} busy={busy} />
      {mayChange && (
        <PinsForm
          pinned={analysis.pins}
          suggestions={suggestPins(analysis.options, analysis.pins)}
          busy={comparison.isPending || comparison.isSuccess}
          error={comparison.error}
          onSubmit={(pins) => {
            comparison.mutate(pinnedBody(job, pins));
          }}
        />
      )}
    </div>
  );
}
