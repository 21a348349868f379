import type { ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';
import { Tabs, type Tab } from '@/components/ui/tabs';
import { formatUsd } from '@/lib/format/money';
import { plural } from '@/lib/format/quantity';
import type { JobResult } from '@/types/job';

import { ChecksPanel } from './checks/checks-panel';
import { CostPanel } from './cost/cost-panel';
import type { Editor } from './diagram/component-panel';
import { DiagramPanel } from './diagram/diagram-panel';
import { FilesPanel } from './files/files-panel';
import { ReadmePanel } from './readme-panel';
import { TitleBlock } from './title-block';

type Props = {
  jobId: string;
  result: JobResult;
  tab: string;
  file: string;
  line: number | null;
  component: string | null;
  onTab: (tab: string) => void;
  onFile: (name: string) => void;
  onLine: (name: string, line: number) => void;
  onComponent: (component: string | null) => void;
  fileHref: (name: string, line: number) => string;
  /** Changes the settings of a component; missing where nobody may. */
  editor?: Editor | undefined;
  /** May the bundle be downloaded as a whole? */
  download?: boolean;
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
  line,
  component,
  onTab,
  onFile,
  onLine,
  onComponent,
  fileHref,
  editor,
  download = true,
  actions,
  tabsBefore = [],
  tabsAfter = [],
}: Props) {
  const { checks } = result;
  const tabs: Tab<string>[] = [
    ...tabsBefore,
    {
      id: 'diagram',
      label: 'Diagram',
      content: (
        <DiagramPanel
          jobId={jobId}
          result={result}
          component={component}
          onComponent={onComponent}
          fileHref={fileHref}
          editor={editor}
        />
      ),
    },
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
      content: <FilesPanel jobId={jobId} selected={file} onSelect={onFile} line={line} onLine={onLine} />,
    },
    { id: 'readme', label: 'README', content: <ReadmePanel jobId={jobId} /> },
    ...tabsAfter,
  ];
  return (
    <div className="space-y-8">
      <TitleBlock jobId={jobId} result={result} download={download} />
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
