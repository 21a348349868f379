import type { ReactNode } from 'react';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import { Alert } from '@/components/ui/alert';
import { Tabs, type Tab } from '@/components/ui/tabs';
import { artifactUrl } from '@/lib/api/artifact-url';
import { formatUsd } from '@/lib/format/money';
import { plural } from '@/lib/format/quantity';
import type { JobResult } from '@/types/job';

import { ChecksPanel } from './checks/checks-panel';
import { ComponentsList } from './components-list';
import { CostPanel } from './cost/cost-panel';
import { FilesPanel } from './files/files-panel';
import { ReadmePanel } from './readme-panel';
import { TitleBlock } from './title-block';

type Props = {
  jobId: string;
  result: JobResult;
  tab: string;
  file: string;
  onTab: (tab: string) => void;
  onFile: (name: string) => void;
  /** Below the figures: what one may do with the plan. */
  actions?: ReactNode;
  /** Tabs of other features, before and after those of the plan itself. The first of all is the one shown first. */
  tabsBefore?: Tab<string>[];
  tabsAfter?: Tab<string>[];
};

/** A finished plan: its figures, then everything in it. */
export function ResultView({
  jobId,
  result,
  tab,
  file,
  onTab,
  onFile,
  actions,
  tabsBefore = [],
  tabsAfter = [],
}: Props) {
  const { checks } = result;
  const tabs: Tab<string>[] = [
    ...tabsBefore,
    { id: 'diagram', label: 'Diagram', content: <Diagram jobId={jobId} result={result} /> },
    {
      id: 'cost',
      label: 'Cost',
      badge: formatUsd(result.monthly_usd),
      content: <CostPanel jobId={jobId} />,
    },
    {
      id: 'checks',
      label: 'Checks',
      badge: `${checks.passed}/${checks.passed + checks.failed + checks.skipped}`,
      content: <ChecksPanel jobId={jobId} />,
    },
    {
      id: 'files',
      label: 'Files',
      badge: String(result.files),
      content: <FilesPanel jobId={jobId} selected={file} onSelect={onFile} />,
    },
    { id: 'readme', label: 'README', content: <ReadmePanel jobId={jobId} /> },
    ...tabsAfter,
  ];
  return (
    <div className="space-y-8">
      <TitleBlock jobId={jobId} result={result} />
      {actions}
      {result.notes.length > 0 && <Notes notes={result.notes} />}
      <Tabs label="The plan" tabs={tabs} selected={tab} onSelect={onTab} />
    </div>
  );
}

function Notes({ notes }: { notes: string[] }) {
  return (
    <Alert tone="warn" title={plural(notes.length, 'note')}>
      <ul className="list-disc space-y-1 pl-4">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Diagram({ jobId, result }: { jobId: string; result: JobResult }) {
  const counts = `${plural(result.components.length, 'component')}, ${plural(result.connections.length, 'connection')}`;
  return (
    <>
      <DiagramViewer
        url={artifactUrl(jobId, 'diagram.svg')}
        description={`Architecture diagram of ${result.title}: ${counts}. The list below names them.`}
      />
      <ComponentsList components={result.components} />
    </>
  );
}
