import clsx from 'clsx';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const TONES = {
  bad: {
    box: 'border-bad/40 bg-bad-soft',
    icon: <CircleAlert aria-hidden className="size-4 text-bad" />,
    role: 'alert',
  },
  warn: {
    box: 'border-warn/40 bg-warn-soft',
    icon: <TriangleAlert aria-hidden className="size-4 text-warn" />,
    role: 'status',
  },
  info: {
    box: 'border-line bg-surface',
    icon: <Info aria-hidden className="size-4 text-accent" />,
    role: 'status',
  },
} as const;

type Props = {
  tone: keyof typeof TONES;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function Alert({ tone, title, children, action, className }: Props) {
  const { box, icon, role } = TONES[tone];
  return (
    <div
      role={role}
      className={clsx(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-4 py-3 text-sm',
        box,
        className,
      )}
    >
      <span className="mt-0.5">{icon}</span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium text-ink">{title}</p>
        {children && <div className="mt-1 break-words text-muted">{children}</div>}
      </div>
      {action}
    </div>
  );
}
