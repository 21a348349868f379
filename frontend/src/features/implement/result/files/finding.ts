/** Where a text stands in a file. Pure. */
import type { HighlightToken } from '@/lib/highlight/highlight';

/** Line and column from 0; the length is that of what was looked for. */
export type Found = { line: number; column: number; length: number };

const MOST = 2_000;

/** Without regard to case; nothing for an empty text, and `MOST` at most. */
export function findAll(text: string, wanted: string): Found[] {
  const needle = wanted.toLowerCase();
  if (!needle) return [];
  const found: Found[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    const lower = content.toLowerCase();
    for (
      let column = lower.indexOf(needle);
      column >= 0;
      column = lower.indexOf(needle, column + needle.length)
    ) {
      found.push({ line, column, length: needle.length });
      if (found.length === MOST) return found;
    }
  }
  return found;
}

export type MarkedToken = HighlightToken & { found: Found | null };

/** The tokens of one line, cut where something that was found begins and ends. */
export function markTokens(tokens: HighlightToken[], found: Found[]): MarkedToken[] {
  const marked: MarkedToken[] = [];
  let column = 0;
  for (const { kind, text } of tokens) {
    let at = 0;
    while (at < text.length) {
      const place = column + at;
      const inside = found.find((one) => one.column <= place && place < one.column + one.length) ?? null;
      const next = found.find((one) => one.column > place);
      const end = inside ? inside.column + inside.length : (next?.column ?? Infinity);
      const length = Math.min(text.length - at, end - place);
      marked.push({ kind, text: text.slice(at, at + length), found: inside });
      at += length;
    }
    column += text.length;
  }
  return marked;
}
