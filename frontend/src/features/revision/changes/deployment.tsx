import clsx from 'clsx';

import { Alert } from '@/components/ui/alert';
import { plural } from '@/lib/format/quantity';

import type { Effect } from '../api/revision';

const ACTIONS = {
  delete: { title: 'Destroyed', look: 'text-bad' },
  replace: { title: 'Replaced', look: 'text-warn' },
  update: { title: 'Changed in place', look: 'text-muted' },
  create: { title: 'Made', look: 'text-good' },
} as const;
const ORDER = ['delete', 'replace', 'update', 'create'] as const;

type Props = { effects: Effect[]; source: string; names: ReadonlyMap<string, string> };

/** What deploying this version over the one before does, and first of all what becomes of data. */
export function Deployment({ effects, source, names }: Props) {
  if (effects.length === 0)
    return (
      <p className="text-sm text-muted">
        Nothing that is deployed changes. <span className="text-[13px] text-faint">{source}</span>
      </p>
    );
  return (
    <div className="space-y-3">
      {ORDER.map((action) => {
        const own = dataFirst(effects.filter((effect) => effect.action === action));
        return own.length > 0 && <Group key={action} action={action} effects={own} names={names} />;
      })}
      <p className="text-[13px] text-faint">{source.replaceAll('`', '')}</p>
    </div>
  );
}

function dataFirst(effects: Effect[]): Effect[] {
  return [...effects.filter(({ data }) => data), ...effects.filter(({ data }) => !data)];
}

function Group({
  action,
  effects,
  names,
}: {
  action: keyof typeof ACTIONS;
  effects: Effect[];
  names: Props['names'];
}) {
  const { title, look } = ACTIONS[action];
  const grave = action === 'delete' || action === 'replace';
  return (
    <details open={grave} className="rounded-lg border border-line bg-surface">
      <summary className="px-4 py-2.5 text-sm">
        <span className={clsx('font-medium', look)}>{title}</span>{' '}
        <span className="font-mono text-xs text-faint">{effects.length}</span>
      </summary>
      <ul className="divide-y divide-line border-t border-line">
        {effects.map((effect) => (
          <li
            key={effect.resource}
            className="grid gap-x-6 px-4 py-2 text-[13px] sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <p className="min-w-0 break-words">
              <span className="font-mono font-medium">{effect.resource}</span>{' '}
              <span className="font-mono text-xs text-faint">{effect.type}</span>
              {effect.because.length > 0 && (
                <span className="block text-muted">because of {effect.because.join(', ')}</span>
              )}
            </p>
            <p className="text-muted">
              {names.get(effect.component) ?? effect.component}
              {effect.data && (
                <span className={clsx('ml-2 font-medium', effect.data === 'lost' ? 'text-bad' : 'text-warn')}>
                  {DATA[effect.data]}
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

const DATA = {
  lost: 'its data is lost',
  snapshot: 'a snapshot stays',
  kept: 'the old one stays, with its data',
} as const;

/** Stores that are replaced or destroyed: said before everything else. */
export function DataWarning({ effects, names }: Omit<Props, 'source'>) {
  const told = (data: Effect['data']): string[] => [
    ...new Set(
      effects
        .filter((effect) => effect.data === data)
        .map(({ component, resource }) => names.get(component) ?? resource),
    ),
  ];
  const lost = told('lost');
  const kept = [...told('snapshot'), ...told('kept')];
  if (lost.length === 0 && kept.length === 0) return null;
  return (
    <div className="space-y-3">
      {lost.length > 0 && (
        <Alert
          tone="bad"
          title={`Deploying this loses the data of ${plural(lost.length, 'store')}: ${lost.join(', ')}`}
        >
          Make a copy first. Over what is deployed, the stores are destroyed or made anew, and nothing of them
          is kept.
        </Alert>
      )}
      {kept.length > 0 && (
        <Alert tone="warn" title={`Data has to be brought over: ${kept.join(', ')}`}>
          Deploying this takes the old store away or makes a new, empty one. A snapshot, or the old store,
          stays; nothing of it is in the new one by itself.
        </Alert>
      )}
    </div>
  );
}
