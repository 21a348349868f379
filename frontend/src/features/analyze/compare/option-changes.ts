/** What one comparison was asked otherwise than the one before it, and what came of it. Pure. */
import { readSubject } from '@/lib/format/subjects';
import { spell } from '@/lib/format/words';
import type { Job } from '@/types/job';

import type { Option } from '../api/analysis';

const NO_NAMES = new Map<string, string>();

/** In words: `Balanced: fix dependencies are watched`, `Users: 50 → 90`, `pinned: no Lambda`. */
export function askedOtherwise(before: Job['options'], after: Job['options'], options: Option[]): string[] {
  return [
    ...options.flatMap(({ name, title }) =>
      lists(
        before.option_fixes?.[name] ?? [],
        after.option_fixes?.[name] ?? [],
        (check) => `${title}: with the fix “${sentence(check)}”`,
        (check) => `${title}: without the fix “${sentence(check)}”`,
      ),
    ),
    ...lists(
      before.pins,
      after.pins,
      (pin) => `Pinned: ${pin}`,
      (pin) => `No longer pinned: ${pin}`,
    ),
    ...values(known(before), known(after)),
  ];
}

/** A check's id is its sentence. */
export function sentence(check: string): string {
  return spell(check);
}

function lists(
  before: string[],
  after: string[],
  added: (one: string) => string,
  gone: (one: string) => string,
): string[] {
  return [
    ...after.filter((one) => !before.includes(one)).map(added),
    ...before.filter((one) => !after.includes(one)).map(gone),
  ];
}

function known({ region, environment, assumptions }: Job['options']): Record<string, string> {
  return {
    ...(region ? { region } : {}),
    ...(environment ? { environment } : {}),
    ...assumptions,
  };
}

function values(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((subject) => before[subject] !== after[subject])
    .map((subject) => {
      const { title } = readSubject(subject, NO_NAMES);
      return `${title}: ${before[subject] ?? 'as assumed'} → ${after[subject] ?? 'as assumed'}`;
    });
}
