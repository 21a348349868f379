import clsx from 'clsx';
import { memo, useEffect, useMemo, useRef } from 'react';

import { ScrollArea } from '@/components/ui/scroll-area';
import { highlight, type HighlightToken, type TokenKind } from '@/lib/highlight/highlight';

import { markTokens, type Found } from './finding';

export const COLOURS: Record<TokenKind, string> = {
  comment: 'text-faint italic',
  string: 'text-good',
  number: 'text-warn',
  keyword: 'text-accent font-medium',
  name: 'text-ink',
  plain: 'text-muted',
};
const NONE: Found[] = [];

type Props = {
  name: string;
  text: string;
  line: number | null;
  onLine?: ((line: number) => void) | undefined;
  found: Found[];
  current: Found | null;
};

/** A file with its colours and line numbers; a number makes the address that leads to its line. */
export function CodeView({ name, text, line, onLine, found, current }: Props) {
  const lines = useMemo(() => highlight(text, name), [text, name]);
  const byLine = useMemo(() => groupByLine(found), [found]);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (line !== null) reveal(content.current, line);
  }, [line]);
  useEffect(() => {
    if (current) reveal(content.current, current.line + 1);
  }, [current]);
  return (
    <ScrollArea label={`Content of ${name}`} className="max-h-[70vh] overflow-auto outline-offset-[-2px]">
      <div ref={content} className="w-max min-w-full py-1 font-mono text-[12.5px] leading-5">
        {lines.map((tokens, index) => (
          <Line
            key={index}
            number={index + 1}
            tokens={tokens}
            chosen={line === index + 1}
            onLine={onLine}
            found={byLine.get(index) ?? NONE}
            current={current?.line === index ? current : null}
          />
        ))}
      </div>
    </ScrollArea>
  );
}

type LineProps = {
  number: number;
  tokens: HighlightToken[];
  chosen: boolean;
  onLine: ((line: number) => void) | undefined;
  found: Found[];
  current: Found | null;
};

/** Lines out of sight are not laid out: a template has thousands of them. */
const Line = memo(function Line({ number, tokens, chosen, onLine, found, current }: LineProps) {
  return (
    <div
      data-line-row={number}
      className={clsx(
        'flex [contain-intrinsic-size:auto_1.25rem] [content-visibility:auto]',
        chosen && 'bg-warn-soft',
      )}
    >
      {/* For the mouse: as a stop for the keyboard, thousands would stand before what follows. */}
      <button
        type="button"
        aria-hidden
        tabIndex={-1}
        title={onLine && 'Make the address lead here'}
        data-line={number}
        onClick={() => onLine?.(number)}
        className={clsx(
          'sticky left-0 w-14 shrink-0 pr-4 pl-3 text-right text-faint select-none before:content-[attr(data-line)] hover:text-accent',
          chosen ? 'bg-warn-soft' : 'bg-surface',
        )}
      />
      <span className="pr-6 whitespace-pre">
        {markTokens(tokens, found).map((token, position) =>
          token.found ? (
            <mark
              key={position}
              className={clsx(
                'rounded-[2px]',
                token.found === current ? 'bg-accent text-accent-ink' : 'bg-accent-soft text-ink',
              )}
            >
              {token.text}
            </mark>
          ) : (
            <span key={position} className={COLOURS[token.kind]}>
              {token.text}
            </span>
          ),
        )}
        {tokens.length === 0 && '\n'}
      </span>
    </div>
  );
});

function groupByLine(found: Found[]): Map<number, Found[]> {
  const byLine = new Map<number, Found[]>();
  for (const one of found) byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
  return byLine;
}

function reveal(content: HTMLElement | null, line: number): void {
  content?.querySelector(`[data-line-row="${line}"]`)?.scrollIntoView({ block: 'center', inline: 'nearest' });
}
