import clsx from 'clsx';
import { lazy, Suspense, useMemo } from 'react';

import { MARKS } from '@/components/diagram/scene-marks';
import { EmptyState } from '@/components/ui/empty-state';
import { QueryError } from '@/components/ui/query-error';
import { Skeleton } from '@/components/ui/skeleton';
import { plural } from '@/lib/format/quantity';

import { useArtifacts } from '../api/get-artifacts';
import { changedFiles } from './changed-files';

const FileDifference = lazy(() =>
  import('./file-difference-view').then((module) => ({ default: module.FileDifference })),
);

type Props = { before: string; after: string; file: string | null; onFile: (name: string) => void };

/** The files that differ, and what differs in one of them. */
export function FilesComparison({ before, after, file, onFile }: Props) {
  const [earlier, later] = [useArtifacts(before), useArtifacts(after)];
  const changes = useMemo(
    () => changedFiles(earlier.data ?? [], later.data ?? []),
    [earlier.data, later.data],
  );
  if (earlier.isPending || later.isPending) return <Skeleton lines={6} label="Loading the files" />;
  const failed = earlier.isError ? earlier : later.isError ? later : null;
  if (failed?.error)
    return <QueryError what="The files" error={failed.error} retry={() => void failed.refetch()} />;
  const shown =
    changes.find(({ name }) => name === file) ??
    changes.find(({ name }) => name.endsWith('.tf')) ??
    changes[0];
  if (!shown) return <EmptyState title="No file differs">The digests of all are the same.</EmptyState>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[260px_minmax(0,1fr)]">
      <nav
        aria-label="Files that differ"
        className="max-h-80 overflow-auto rounded-lg border border-line bg-surface p-2 lg:max-h-[76vh]"
      >
        <p className="lettering px-2 pt-1 pb-2 text-faint">{plural(changes.length, 'file')}</p>
        <ul className="space-y-px">
          {changes.map(({ name, mark }) => (
            <li key={name}>
              <button
                type="button"
                aria-current={name === shown.name ? 'true' : undefined}
                onClick={() => {
                  onFile(name);
                }}
                className={clsx(
                  'flex w-full items-center gap-2 rounded px-2 py-1 text-left text-[13px] hover:bg-sunken',
                  name === shown.name && 'bg-accent-soft font-medium hover:bg-accent-soft',
                )}
              >
                <span
                  aria-hidden
                  className={clsx('w-4 shrink-0 rounded-sm text-center font-mono text-xs', MARKS[mark].badge)}
                >
                  {MARKS[mark].sign}
                </span>
                <span className="min-w-0 break-all">{name}</span>
                <span className="sr-only">, {MARKS[mark].word}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Suspense fallback={<Skeleton lines={8} label="Loading the difference" />}>
        <FileDifference key={shown.name} before={before} after={after} change={shown} />
      </Suspense>
    </div>
  );
}
