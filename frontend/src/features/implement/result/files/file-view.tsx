import clsx from 'clsx';
import { Download } from 'lucide-react';
import { useMemo } from 'react';

import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { QueryError } from '@/components/ui/query-error';
import { ScrollArea } from '@/components/ui/scroll-area';
import { Skeleton } from '@/components/ui/skeleton';
import { artifactUrl } from '@/lib/api/artifact-url';
import { formatBytes } from '@/lib/format/quantity';
import { highlight, type TokenKind } from '@/lib/highlight/highlight';

import type { Artifact } from '../../api/get-artifacts';
import { useTextArtifact } from '../../api/get-text-artifact';
import { baseName, isText } from './file-tree';

type Props = { jobId: string; file: Artifact };

export function FileView({ jobId, file }: Props) {
  return (
    <section
      aria-label={`File ${file.name}`}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      {isText(file) ? <TextFile jobId={jobId} file={file} /> : <OtherFile jobId={jobId} file={file} />}
    </section>
  );
}

function TextFile({ jobId, file }: Props) {
  const content = useTextArtifact(jobId, file.name);
  return (
    <>
      <FileBar jobId={jobId} file={file} text={content.data} />
      {content.isPending && <Skeleton lines={8} label="Loading the file" className="p-4" />}
      {content.isError && (
        <div className="p-4">
          <QueryError what="The file" error={content.error} retry={() => void content.refetch()} />
        </div>
      )}
      {content.data !== undefined && <Code name={file.name} text={content.data} />}
    </>
  );
}

function OtherFile({ jobId, file }: Props) {
  return (
    <>
      <FileBar jobId={jobId} file={file} text={undefined} />
      <div className="p-4">
        <EmptyState title="Not a text file">Download it to look inside.</EmptyState>
      </div>
    </>
  );
}

function FileBar({ jobId, file, text }: Props & { text: string | undefined }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 pr-2 pl-4">
      <h2
        className="min-w-0 flex-1 basis-full truncate font-mono text-[13px] font-medium tracking-normal sm:basis-0"
        title={file.name}
      >
        {file.name}
      </h2>
      <span className="font-mono text-xs text-faint">{formatBytes(file.size)}</span>
      <span className="flex">
        {text !== undefined && <CopyButton text={text} label={`Copy ${baseName(file.name)}`} />}
        <a
          href={artifactUrl(jobId, file.name)}
          download={baseName(file.name)}
          aria-label={`Download ${baseName(file.name)}`}
          className={buttonClass({ size: 'small', variant: 'quiet' })}
        >
          <Download aria-hidden className="size-4" />
          Download
        </a>
      </span>
    </div>
  );
}

const COLOURS: Record<TokenKind, string> = {
  comment: 'text-faint italic',
  string: 'text-good',
  number: 'text-warn',
  keyword: 'text-accent font-medium',
  name: 'text-ink',
  plain: 'text-muted',
};

function Code({ name, text }: { name: string; text: string }) {
  const lines = useMemo(() => highlight(text, name), [text, name]);
  return (
    <ScrollArea label={`Content of ${name}`} className="max-h-[70vh] overflow-auto outline-offset-[-2px]">
      <table className="font-mono text-[12.5px] leading-5">
        <tbody>
          {lines.map((line, index) => (
            <tr key={index}>
              <td
                aria-hidden
                data-line={index + 1}
                className="sticky left-0 min-w-12 bg-surface pr-4 pl-3 text-right text-faint select-none before:content-[attr(data-line)]"
              />
              <td className="pr-6 whitespace-pre">
                {line.map((token, position) => (
                  <span key={position} className={clsx(COLOURS[token.kind])}>
                    {token.text}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
