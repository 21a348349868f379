import clsx from 'clsx';
import { useMemo, useState } from 'react';

import { Loaded } from '@/components/ui/loaded';
import { ScrollArea } from '@/components/ui/scroll-area';
import { formatBytes } from '@/lib/format/quantity';
import { highlight, type TokenKind } from '@/lib/highlight/highlight';

import { useFile, type ShownFile } from './api';

const FIRST = 'terraform/compute.tf';

/** The files by folder, and the one that was chosen. */
export function FilesPanel({ files }: { files: ShownFile[] }) {
  const [chosen, setChosen] = useState(FIRST);
  const file = files.find(({ name }) => name === chosen) ?? files[0];
  if (!file) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-[15rem_minmax(0,1fr)]">
      <nav
        aria-label="Files of the example"
        className="max-h-56 overflow-auto rounded-lg border border-line bg-surface p-2 md:max-h-[32rem]"
      >
        {byFolder(files).map(([folder, members]) => (
          <div key={folder} className="not-first:mt-2">
            {folder && <p className="px-2 py-1 font-mono text-xs text-faint">{folder}/</p>}
            <ul>
              {members.map(({ name }) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-current={name === file.name ? 'true' : undefined}
                    onClick={() => {
                      setChosen(name);
                    }}
                    className="w-full truncate rounded px-2 py-1 text-left text-[13px] hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-medium"
                  >
                    {name.slice(folder ? folder.length + 1 : 0)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <FileView key={file.name} file={file} />
    </div>
  );
}

/** What somebody looks for first, then the rest as it lies. */
const FOLDERS = ['terraform', 'cloudformation', ''];

function byFolder(files: ShownFile[]): [string, ShownFile[]][] {
  const folders = new Map<string, ShownFile[]>();
  for (const file of files) {
    const folder = file.name.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const rank = (name: string): number => {
    const found = FOLDERS.indexOf(name);
    return found < 0 ? FOLDERS.length : found;
  };
  return [...folders].toSorted(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b));
}

function FileView({ file }: { file: ShownFile }) {
  const content = useFile(file.name);
  return (
    <section
      aria-label={`File ${file.name}`}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <p className="flex justify-between gap-4 border-b border-line px-4 py-2 font-mono text-[13px]">
        <span className="truncate font-medium">{file.name}</span>
        <span className="shrink-0 text-xs leading-5 text-faint">{formatBytes(file.size)}</span>
      </p>
      <Loaded what="the file" query={content} skeleton={<div className="h-[29rem]" />}>
        {(text) => <Code name={file.name} text={text} />}
      </Loaded>
    </section>
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
    <ScrollArea label={`Content of ${name}`} className="h-[29rem] overflow-auto outline-offset-[-2px]">
      <pre className="w-max min-w-full px-4 py-3 font-mono text-[12.5px] leading-5">
        {lines.map((line, index) => (
          <div key={index} className="min-h-5">
            {line.map((token, position) => (
              <span key={position} className={clsx(COLOURS[token.kind])}>
                {token.text}
              </span>
            ))}
          </div>
        ))}
      </pre>
    </ScrollArea>
  );
}
