import { lazy, Suspense, useMemo, type ReactNode } from 'react';

import { compareScenes } from '@/components/diagram/scene-difference';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';

import { useScene } from '../api/get-scene';
import { CostComparison } from './cost-comparison';
import { FilesComparison } from './files-comparison';

const SceneView = lazy(() =>
  import('@/components/diagram/scene-view').then((module) => ({ default: module.SceneView })),
);

export type ComparedVersion = { jobId: string; version: number; told: string };

type Props = {
  before: ComparedVersion;
  after: ComparedVersion;
  /** Those that `after` can be compared with. */
  others: ComparedVersion[];
  onBefore: (jobId: string) => void;
  file: string | null;
  onFile: (name: string) => void;
};

/** Two versions of a plan beside each other: the drawing, the cost, the files. */
export function CompareView({ before, after, others, onBefore, file, onFile }: Props) {
  return (
    <div className="space-y-10">
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <label htmlFor="compared-with">From</label>
        <select
          id="compared-with"
          value={before.jobId}
          onChange={({ target }) => {
            onBefore(target.value);
          }}
          className="h-8 max-w-full rounded-md border border-line-strong bg-surface px-2 text-[13px] text-ink"
        >
          {others.map(({ jobId, version, told }) => (
            <option key={jobId} value={jobId}>
              v{version} · {told}
            </option>
          ))}
        </select>
        to <strong className="font-medium text-ink">v{after.version}</strong> · {after.told}
      </p>
      <Part title="Diagram">
        <DiagramComparison before={before.jobId} after={after.jobId} />
      </Part>
      <Part title="Cost by component">
        <CostComparison before={before} after={after} />
      </Part>
      <Part title="Files">
        <FilesComparison before={before.jobId} after={after.jobId} file={file} onFile={onFile} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-3 text-base">{title}</h2>
      {children}
    </section>
  );
}

function DiagramComparison({ before, after }: { before: string; after: string }) {
  const [earlier, later] = [useScene(before), useScene(after)];
  const difference = useMemo(
    () => (earlier.data && later.data ? compareScenes(earlier.data, later.data) : null),
    [earlier.data, later.data],
  );
  if (earlier.isPending || later.isPending) return <Skeleton lines={8} label="Loading the diagrams" />;
  if (!difference)
    return (
      <EmptyState title="The diagrams cannot be laid over each other">
        One of the versions is older than the diagram that one walks about in. Their files are compared below.
      </EmptyState>
    );
  const { added, removed, changed } = difference.counts;
  const told = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
  ];
  return (
    <>
      <p className="mb-3 text-sm text-muted">
        {told.length === 0 ? 'Every component is as it was.' : `Components: ${told.join(', ')}.`}
      </p>
      <Suspense fallback={<Skeleton lines={8} label="Loading the diagram" />}>
        <SceneView scene={difference.scene} marks={difference.marks} />
      </Suspense>
    </>
  );
}
