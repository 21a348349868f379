import { Download } from 'lucide-react';

import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { Loaded } from '@/components/ui/loaded';
import { Tabs } from '@/components/ui/tabs';
import { readAnalysis, type Analysis } from '@/features/analyze/api/analysis';
import { useAssumptions } from '@/features/analyze/api/get-assumptions';
import { AtAGlance } from '@/features/analyze/compare/at-a-glance';
import { DifferencesTable } from '@/features/analyze/compare/differences-table';
import { OptionsGrid } from '@/features/analyze/compare/options-grid';
import { RecommendationCard } from '@/features/analyze/recommendation-card';
import { AssumptionsForm } from '@/features/assumptions/assumptions-form';
import { FilesPanel } from '@/features/implement/result/files/files-panel';
import { FindingsSummary } from '@/features/revision/fixes/findings-summary';
import type { Shared } from '@/features/sharing/api/get-shared';
import { artifactUrl } from '@/lib/api/artifact-url';
import type { JobResult } from '@/types/job';

import { useAnalysisAddress } from '../job/use-analysis-address';

type Props = { token: string; shared: Shared; result: JobResult };

/** A comparison to read: which option, why, and everything that tells them apart. */
export function SharedAnalysis({ token, shared, result }: Props) {
  const address = useAnalysisAddress();
  const analysis = readAnalysis(result);
  if (!analysis) return <Alert tone="warn" title="The comparison could not be read" />;
  const names = new Map(result.components.map(({ id, name }) => [id, name]));
  return (
    <div className="space-y-8">
      {shared.allows_download && !shared.files_removed_at && (
        <a
          href={artifactUrl(token, 'bundle.zip')}
          download="bundle.zip"
          className={buttonClass({ size: 'small' })}
        >
          <Download aria-hidden className="size-4" />
          Download all options
        </a>
      )}
      <Tabs
        label="The comparison"
        selected={address.tab}
        onSelect={address.onTab}
        tabs={[
          {
            id: 'options',
            label: 'Options',
            badge: String(analysis.options.length),
            content: <Options token={token} analysis={analysis} names={names} address={address} />,
          },
          {
            id: 'assumptions',
            label: 'Assumptions',
            content: <Assumptions token={token} analysis={analysis} names={names} />,
          },
          {
            id: 'files',
            label: 'Files',
            badge: String(result.files),
            content: <FilesPanel jobId={token} selected={address.file} onSelect={address.onFile} />,
          },
        ]}
      />
    </div>
  );
}

type PartProps = { token: string; analysis: Analysis; names: ReadonlyMap<string, string> };

function Options({
  token,
  analysis,
  names,
  address,
}: PartProps & { address: ReturnType<typeof useAnalysisAddress> }) {
  return (
    <div className="space-y-8">
      <RecommendationCard analysis={analysis} busy={false} />
      <AtAGlance analysis={analysis} />
      <OptionsGrid
        jobId={token}
        analysis={analysis}
        shown={address}
        findings={(option) => (
          <FindingsSummary
            jobId={token}
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
            applying={undefined}
          />
        )}
        busy={false}
      />
      <DifferencesTable options={analysis.options} />
    </div>
  );
}

function Assumptions({ token, analysis, names }: PartProps) {
  const assumptions = useAssumptions(token, analysis.recommendation.option);
  return (
    <Loaded what="the assumptions" query={assumptions} lines={8}>
      {(data) => (
        <AssumptionsForm parts={false} assumptions={data} names={names} action="" busy={false} error={null} />
      )}
    </Loaded>
  );
}
