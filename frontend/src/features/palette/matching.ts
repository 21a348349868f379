/** What the palette offers, and which of it fits what was typed. Pure. */
import type { LucideIcon } from 'lucide-react';

export type Command = {
  id: string;
  group: string;
  label: string;
  /** What is said beside it, and is searched too. */
  hint?: string;
  icon: LucideIcon;
  run: () => void;
};
export type Group = { name: string; commands: Command[] };

const MOST = 8;

/** Those that have every word, by group, those whose label begins with the text first; of each group only a few. */
export function match(commands: readonly Command[], text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, hint = '' }) => {
    const said = `${label} ${hint}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const begins = ({ label }: Command): number => (label.toLowerCase().startsWith(words.join(' ')) ? 0 : 1);
  const groups = new Map<string, Command[]>();
  for (const command of found.toSorted((a, b) => begins(a) - begins(b))) {
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  const order = [...new Set(commands.map(({ group }) => group))];
  return order.flatMap((name) => {
    const members = groups.get(name);
    return members ? [{ name, commands: members.slice(0, MOST) }] : [];
  });
}
