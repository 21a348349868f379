import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Fragment, useMemo } from 'react';

import { QueryError } from '@/components/ui/query-error';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Skeleton } from '@/components/ui/skeleton';

import { textArtifact } from '../api/get-text-artifact';
import type { FileChange } from './changed-files';
import { diffTexts, type DiffLine } from './text-difference';

type Props = { before: string; after: string; change: FileChange };

/** One file, unified: what went above what came, with the numbers of both sides. */
export function FileDifference({ before, after, change: { name, mark } }: Props) {
  const earlier = useQuery({ ...textArtifact(before, name), enabled: mark !== 'added' });
  const later = useQuery({ ...textArtifact(after, name), enabled: mark !== 'removed' });
  const [was, is] = [mark === 'added' ? '' : earlier.data, mark === 'removed' ? '' : later.data];
  const difference = useMemo(
    () => (was === undefined || is === undefined ? null : diffTexts(was, is)),
    [was, is],
  );
  const failed = earlier.isError ? earlier : later.isError ? later : null;
  if (failed?.error)
    return <QueryError what="The file" error={failed.error} retry={() => void failed.refetch()} />;
  if (!difference) return <Skeleton lines={8} label="Loading the difference" />;
  const { hunks, added, removed } = difference;
  return (
    <section
      aria-label={`What differs in ${name}`}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-2 font-mono text-[13px] font-medium">
        <span className="break-all">{name}</span>
        <span className="text-xs">
          <span className="text-good">+{added}</span> <span className="text-bad">−{removed}</span>
        </span>
      </h3>
      <ScrollArea
        label={`Lines of ${name} that differ`}
        className="max-h-[70vh] overflow-auto outline-offset-[-2px]"
      >
        <div className="w-max min-w-full py-1 font-mono text-[12.5px] leading-5">
          {hunks.map(({ lines }, index) => (
            <Fragment key={index}>
              {index > 0 && <p className="my-1 border-y border-line bg-sunken px-4 text-xs text-faint">⋯</p>}
              {lines.map((line, position) => (
                <Line key={position} line={line} />
              ))}
            </Fragment>
          ))}
        </div>
      </ScrollArea>
    </section>
  );
}

const LOOKS = { added: 'bg-good-soft', removed: 'bg-bad-soft', same: 'text-muted' };
const SIGNS = { added: '+', removed: '−', same: ' ' };

function Line({ line: { kind, text, before, after } }: { line: DiffLine }) {
  return (
    <div className={clsx('flex', LOOKS[kind])}>
      <span
        aria-hidden
        data-before={before ?? ''}
        data-after={after ?? ''}
        className="flex w-22 shrink-0 justify-end gap-2 pr-3 text-faint select-none before:w-9 before:text-right before:content-[attr(data-before)] after:w-9 after:text-right after:content-[attr(data-after)]"
      />
      <span className="w-4 shrink-0 select-none">{SIGNS[kind]}</span>
      <span className="pr-6 whitespace-pre">
        {kind !== 'same' && <span className="sr-only">{kind}: </span>}
        {text || ' '}
      </span>
    </div>
  );
}
