/** How two texts differ, line by line. Pure. */
import { structuredPatch } from 'diff';

export type DiffLine = {
  kind: 'same' | 'added' | 'removed';
  text: string;
  before: number | null;
  after: number | null;
};
export type Hunk = { lines: DiffLine[] };

/** Pieces with three lines around each change, and how many lines came and went. */
export function diffTexts(before: string, after: string): { hunks: Hunk[]; added: number; removed: number } {
  const patch = structuredPatch('', '', before, after, '', '', { context: 3 });
  const hunks = patch.hunks.map(({ oldStart, newStart, lines }) => {
    let [old, now] = [oldStart, newStart];
    return {
      lines: lines
        .filter((line) => !line.startsWith('\\'))
        .map((line): DiffLine => {
          const text = line.slice(1);
          if (line.startsWith('+')) return { kind: 'added', text, before: null, after: now++ };
          if (line.startsWith('-')) return { kind: 'removed', text, before: old++, after: null };
          return { kind: 'same', text, before: old++, after: now++ };
        }),
    };
  });
  const count = (kind: DiffLine['kind']): number =>
    hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === kind).length, 0);
  return { hunks, added: count('added'), removed: count('removed') };
}
