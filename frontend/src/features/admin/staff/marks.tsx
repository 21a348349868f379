import { Link } from 'react-router';

import { formatAgo } from '@/lib/format/time';

export function Ago({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={new Date(iso).toLocaleString()} className="whitespace-nowrap text-muted">
      {formatAgo(iso)}
    </time>
  );
}

export function Suspended({ since }: { since: string | null }) {
  if (!since) return <span className="lettering whitespace-nowrap text-good">Active</span>;
  return (
    <span
      title={new Date(since).toLocaleString()}
      className="lettering rounded bg-bad-soft px-1.5 py-0.5 whitespace-nowrap text-bad"
    >
      Suspended
    </span>
  );
}

export function TierMark({ tier }: { tier: string }) {
  return <span className="lettering rounded bg-sunken px-1.5 py-0.5 text-muted">{tier}</span>;
}

export function EntityLink({ to, children }: { to: string; children: string }) {
  return (
    <Link
      to={to}
      className="rounded font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
    >
      {children}
    </Link>
  );
}

/** The end of an id, which tells most ids apart. */
export function shortened(id: string): string {
  return `…${id.slice(-8)}`;
}
