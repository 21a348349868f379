/** What an assumption is about, in words: `load_balancer.requests_per_month` of a part, `users` of the whole. */
import { FIGURES } from '@/config/limits';
import { capitalize, spell } from '@/lib/format/words';

const TITLES = new Map<string, string>(FIGURES.map(({ value, label }) => [value, label]));

export type Subject = { part: string; title: string };

/** `names` are the components' by their id. */
export function readSubject(subject: string, names: ReadonlyMap<string, string>): Subject {
  const [id = '', option] = subject.split('.');
  if (option === undefined) return { part: '', title: TITLES.get(id) ?? sentence(id) };
  return { part: names.get(id) ?? sentence(id), title: sentence(option) };
}

/** Can another value be put in its place? `parts`: also where it is an option of one component. */
export function isEditable(subject: string, parts: boolean): boolean {
  if (subject === 'region' || subject === 'environment' || TITLES.has(subject)) return true;
  return parts && /^[a-z0-9_]+\.[a-z0-9_]+$/.test(subject);
}

const sentence = (name: string): string => capitalize(spell(name));
