import clsx from 'clsx';
import { useState, type ReactNode } from 'react';

import { DiagramViewer } from '@/components/diagram/diagram-viewer';
import { Loaded } from '@/components/ui/loaded';
import { Tabs } from '@/components/ui/tabs';
import { formatUsd } from '@/lib/format/money';
import { formatQuantity, plural } from '@/lib/format/quantity';

import { exampleUrl, useAbout, type About } from './api';
import { ChecksPanel } from './checks-panel';
import { CostPanel } from './cost-panel';
import { FilesPanel } from './files-panel';

type TabId = 'diagram' | 'cost' | 'checks' | 'files';

/** A bundle that the engine made, to click through: what was asked, and everything that came of it. */
export function ExampleView() {
  const about = useAbout();
  return (
    <Loaded what="the example" query={about} skeleton={<div className="h-[46rem] rounded-xl bg-sunken" />}>
      {(data) => <Example about={data} />}
    </Loaded>
  );
}

function Example({ about }: { about: About }) {
  const [tab, setTab] = useState<TabId>('diagram');
  const { request, result, shown, made_on: madeOn } = about;
  const counts = `${plural(result.components.length, 'component')}, ${plural(result.connections.length, 'connection')}`;
  return (
    <div className="overflow-hidden rounded-xl border border-line-strong bg-surface shadow-card">
      <div className="border-b border-line p-5 sm:p-6">
        <p className="lettering flex flex-wrap gap-x-3 text-faint">
          <span className="text-accent">Example</span>
          <span>
            made on <time dateTime={madeOn}>{tellDay(madeOn)}</time>, as it came
          </span>
        </p>
        <blockquote className="mt-3 max-w-[72ch] border-l-2 border-accent pl-4 text-[17px] leading-relaxed">
          {request}
        </blockquote>
      </div>
      <dl className="grid grid-cols-2 gap-px bg-line sm:grid-cols-4">
        <Figure label="A month">{formatUsd(result.monthly_usd)}</Figure>
        <Figure label="Components">{formatQuantity(result.components.length)}</Figure>
        <Figure label="Checks" tone={result.checks.failed > 0 ? 'bad' : 'good'}>
          {result.checks.failed > 0
            ? `${result.checks.failed} failed`
            : `${formatQuantity(result.checks.passed)} passed${result.checks.skipped > 0 ? `, ${formatQuantity(result.checks.skipped)} skipped` : ''}`}
        </Figure>
        <Figure label="Files">{formatQuantity(result.files)}</Figure>
      </dl>
      <div className="sm:min-h-[30rem] border-t border-line bg-canvas px-4 pt-2 pb-5 sm:px-6">
        <Tabs<TabId>
          label="The example"
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: 'diagram',
              label: 'Diagram',
              content: (
                <DiagramViewer
                  url={exampleUrl('diagram.svg')}
                  description={`Architecture diagram of the example: ${counts}. It shows ${result.components.map(({ name }) => name).join(', ')}.`}
                />
              ),
            },
            {
              id: 'files',
              label: 'Files',
              badge: String(shown.length),
              content: <FilesPanel files={shown} />,
            },
            { id: 'cost', label: 'Cost', badge: formatUsd(result.monthly_usd), content: <CostPanel /> },
            { id: 'checks', label: 'Checks', badge: String(result.checks.passed), content: <ChecksPanel /> },
          ]}
        />
      </div>
    </div>
  );
}

function Figure({ label, tone, children }: { label: string; tone?: 'good' | 'bad'; children: ReactNode }) {
  return (
    <div className="bg-surface px-5 py-3 sm:px-6">
      <dt className="lettering text-faint">{label}</dt>
      <dd
        className={clsx(
          'mt-0.5 text-lg font-medium tracking-tight',
          tone === 'good' && 'text-good',
          tone === 'bad' && 'text-bad',
        )}
      >
        {children}
      </dd>
    </div>
  );
}

/** “November 23, 2026”, wherever the reader is. */
function tellDay(iso: string): string {
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}
