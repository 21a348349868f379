import { Alert } from '@/components/ui/alert';
import type { Tab } from '@/components/ui/tabs';
import { AssumptionsForm } from '@/features/assumptions/assumptions-form';
import { ResultView } from '@/features/implement/result/result-view';
import type { Shared } from '@/features/sharing/api/get-shared';
import { ReceiptView } from '@/features/verify/components/receipt-view';
import type { JobResult } from '@/types/job';

import { useTab } from '../job/use-tab';
import { SharedAnalysis } from './shared-analysis';

type Props = { token: string; shared: Shared };

/** A result as its members see it, without what one may do with it. The link's secret stands in the place of the job. */
export function SharedResult({ token, shared }: Props) {
  if (!shared.result)
    return <Alert tone="warn" title="What was shared is there, but its summary could not be read" />;
  const Result = shared.mode === 'analyze' ? SharedAnalysis : SharedPlan;
  return (
    <>
      {shared.files_removed_at && (
        <Alert tone="info" title="Its files were removed">
          Files are kept for a while, and that is over. The figures stay.
        </Alert>
      )}
      <Result token={token} shared={shared} result={shared.result} />
    </>
  );
}

function SharedPlan({ token, shared, result }: Props & { result: JobResult }) {
  const address = useTab('diagram', 'README.md');
  const trial: Tab<string>[] = shared.has_receipt
    ? [{ id: 'trial', label: 'Trial', content: <ReceiptView jobId={token} /> }]
    : [];
  return (
    <ResultView
      jobId={token}
      result={result}
      download={shared.allows_download && !shared.files_removed_at}
      tabsAfter={[
        ...trial,
        {
          id: 'assumptions',
          label: 'Assumptions',
          badge: String(result.assumptions.length),
          content: (
            <AssumptionsForm
              parts
              assumptions={result.assumptions}
              names={new Map(result.components.map(({ id, name }) => [id, name]))}
              action=""
              busy={false}
              error={null}
            />
          ),
        },
      ]}
      {...address}
    />
  );
}
