/** What staff are told of the chores, in words. */
import type { Chore } from './api/get-chores';

export type ChoreState = Chore['state'];

export const STATES: Record<ChoreState, { label: string; dot: string; text: string }> = {
  late: { label: 'Late', dot: 'bg-bad', text: 'text-bad' },
  failing: { label: 'Failing', dot: 'bg-warn', text: 'text-warn' },
  never: { label: 'Not yet', dot: 'border border-faint', text: 'text-muted' },
  running: { label: 'Running', dot: 'bg-accent animate-breathe', text: 'text-accent' },
  ok: { label: 'Well', dot: 'bg-good', text: 'text-good' },
};

const TROUBLES: ChoreState[] = ['late', 'failing'];

/** Those in trouble first, late ones above all; the others in the order in which they came. */
export function inOrder(chores: Chore[]): Chore[] {
  const rank = ({ state }: Chore): number =>
    TROUBLES.includes(state) ? TROUBLES.indexOf(state) : TROUBLES.length;
  return [...chores].sort((one, other) => rank(one) - rank(other));
}

/** batch_zips → Batch zips */
export function titleOf({ name }: Chore): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** every 2 seconds, every minute, every 15 minutes, every hour */
export function tellInterval(seconds: number): string {
  const [count, unit] =
    seconds % 3600 === 0
      ? [seconds / 3600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}

/** What is wrong with those that are late; nothing where none is. */
export function tellLate(chores: Chore[]): string | null {
  const late = chores.filter(({ state }) => state === 'late');
  if (late.length === 0) return null;
  if (late.length === chores.length) return 'No chore runs: is there a process of chores?';
  const one = late.length === 1;
  return `${late.map(titleOf).join(', ')} ${one ? 'is' : 'are'} late`;
}
