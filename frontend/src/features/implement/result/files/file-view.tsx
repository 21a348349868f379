import { Download } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';

import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { artifactUrl } from '@/lib/api/artifact-url';
import { formatBytes } from '@/lib/format/quantity';

import type { Artifact } from '../../api/get-artifacts';
import { useTextArtifact } from '../../api/get-text-artifact';
import { CodeView } from './code-view';
import { baseName, isText } from './file-tree';
import { FindBar } from './find-bar';
import { findAll } from './finding';

type Props = { jobId: string; file: Artifact };
type LineProps = {
  /** The line that the address names, from 1. */
  line?: number | null | undefined;
  onLine?: ((line: number) => void) | undefined;
};

export function FileView({ jobId, file, line, onLine }: Props & LineProps) {
  return (
    <section
      aria-label={`File ${file.name}`}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      {isText(file) ? (
        <TextFile jobId={jobId} file={file} line={line} onLine={onLine} />
      ) : (
        <OtherFile jobId={jobId} file={file} />
      )}
    </section>
  );
}

function TextFile({ jobId, file, ...line }: Props & LineProps) {
  const content = useTextArtifact(jobId, file.name);
  return (
    <>
      <FileBar jobId={jobId} file={file} text={content.data} />
      <div className={content.data === undefined ? 'p-4' : undefined}>
        <Loaded what="the file" query={content} lines={8}>
          {(text) => <Code name={file.name} text={text} {...line} />}
        </Loaded>
      </div>
    </>
  );
}

function Code({ name, text, line, onLine }: { name: string; text: string } & LineProps) {
  const [wanted, setWanted] = useState('');
  const [current, setCurrent] = useState(0);
  const searched = useDeferredValue(wanted);
  const found = useMemo(() => findAll(text, searched), [text, searched]);
  return (
    <>
      <FindBar
        wanted={wanted}
        count={found.length}
        current={current}
        onWanted={(words) => {
          setWanted(words);
          setCurrent(0);
        }}
        onCurrent={setCurrent}
      />
      <CodeView
        name={name}
        text={text}
        line={line ?? null}
        onLine={onLine}
        found={found}
        current={found[current] ?? null}
      />
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
