import clsx from 'clsx';
import { useId } from 'react';

import type { Kind, Level, NotificationChange, NotificationPreferences } from './api/notifications';

type Shown = { kind: Kind; title: string; text: string };

const ABOUT_JOBS: Shown[] = [
  { kind: 'job_finished', title: 'A job is ready', text: 'With its cost, checks and diagram.' },
  { kind: 'job_failed', title: 'A job failed', text: 'With why, and what to do.' },
];
const ABOUT_THE_REST: Shown[] = [
  { kind: 'batch_finished', title: 'A batch has ended', text: 'One digest for all of its jobs.' },
  { kind: 'quota', title: 'A limit is near', text: 'At 80 and 100 %, once a month. For owners and admins.' },
  { kind: 'export_ready', title: 'An export is ready', text: 'Of all the organization’s data.' },
  {
    kind: 'billing',
    title: 'A payment failed',
    text: 'With how long the plan is kept. For owners and admins.',
  },
  {
    kind: 'webhook_disabled',
    title: 'A webhook was disabled',
    text: 'Because its address took nothing for days, or is gone. For owners and admins.',
  },
];

type Props = {
  kinds: NotificationPreferences['kinds'];
  level: Level;
  onChange: (kinds: NonNullable<NotificationChange['kinds']>) => void;
};

/** Which kinds of mail; those that the level leaves out anyway cannot be switched, and keep what they were. */
export function KindsChoice({ kinds, level, onChange }: Props) {
  return (
    <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
      <Group
        title="Jobs that were asked to tell"
        shown={ABOUT_JOBS}
        off={level !== 'all'}
        kinds={kinds}
        onChange={onChange}
      />
      <Group
        title="The rest"
        shown={ABOUT_THE_REST}
        off={level === 'none'}
        kinds={kinds}
        onChange={onChange}
      />
    </div>
  );
}

type GroupProps = Pick<Props, 'kinds' | 'onChange'> & { title: string; shown: Shown[]; off: boolean };

function Group({ title, shown, off, kinds, onChange }: GroupProps) {
  const id = useId();
  return (
    <fieldset disabled={off} className={clsx(off && 'opacity-60')}>
      <legend className="text-lg font-semibold">{title}</legend>
      <ul className="mt-3 space-y-3">
        {shown.map(({ kind, title: label, text }) => (
          <li key={kind}>
            <label className="grid w-fit cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3">
              <input
                type="checkbox"
                checked={kinds[kind]}
                aria-describedby={`${id}-${kind}`}
                onChange={({ target }) => {
                  onChange({ [kind]: target.checked });
                }}
                className="row-span-2 mt-0.5 size-4 accent-(--accent)"
              />
              <span className="text-sm font-medium">{label}</span>
              <span id={`${id}-${kind}`} className="text-[13px] leading-snug text-muted">
                {text}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
