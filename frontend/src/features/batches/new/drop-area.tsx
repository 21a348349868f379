import clsx from 'clsx';
import { Download, FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';

import { Button } from '@/components/ui/button';

import { EXAMPLE_LINES, TEMPLATES } from './templates';

type Props = { reading: boolean; onFile: (file: File) => void; onText: (text: string) => void };

/** Where a file is dropped, chosen, or its text pasted. */
export function DropArea({ reading, onFile, onText }: Props) {
  const [over, setOver] = useState(false);
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) onFile(file);
    // The same file may be chosen again, once it was mended.
    if (input.current) input.current.value = '';
  };
  return (
    <div className="space-y-4">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
        className={clsx(
          'drafting-grid rounded-xl border-2 border-dashed px-6 py-10 text-center transition-colors sm:py-14',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface',
        )}
      >
        <FileUp aria-hidden className="mx-auto size-8 text-accent" />
        <p className="mt-3 text-lg font-medium">Drop a file here</p>
        <p className="mt-1 text-sm text-muted">JSON Lines, JSON or CSV, plain or gzip: one item a line.</p>
        <input
          ref={input}
          id={`${id}-file`}
          type="file"
          accept=".jsonl,.ndjson,.json,.csv,.gz"
          aria-label="File with the items"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files);
          }}
        />
        <Button
          variant="primary"
          className="mt-5"
          disabled={reading}
          onClick={() => {
            input.current?.click();
          }}
        >
          {reading ? 'Reading…' : 'Choose a file'}
        </Button>
        <p className="mt-5 flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-[13px] text-muted">
          <span>A file to begin with:</span>
          {TEMPLATES.map(({ title, name, href }) => (
            <a
              key={name}
              href={href}
              download={name}
              className="inline-flex items-center gap-1 rounded text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent"
            >
              <Download aria-hidden className="size-3.5" />
              {title}
            </a>
          ))}
        </p>
      </div>
      <details className="group rounded-lg border border-line bg-surface">
        <summary className="rounded-lg px-4 py-3 text-sm font-medium">Or paste the items</summary>
        <div className="space-y-3 px-4 pb-4">
          <label htmlFor={`${id}-text`} className="sr-only">
            Items
          </label>
          <textarea
            id={`${id}-text`}
            rows={8}
            value={text}
            spellCheck={false}
            placeholder={EXAMPLE_LINES}
            onChange={(event) => {
              setText(event.target.value);
            }}
            className="w-full rounded-md border border-line-strong bg-canvas px-3 py-2 font-mono text-xs leading-relaxed placeholder:text-faint"
          />
          <Button
            size="small"
            disabled={reading || !text.trim()}
            onClick={() => {
              onText(text);
            }}
          >
            Look at them
          </Button>
        </div>
      </details>
    </div>
  );
}
