/** What every worker says of a server, put together into what a person asks: does it work, and what is to be done. */
import type { ToolServer } from '../api/get-tool-servers';

export type Tone = 'good' | 'busy' | 'bad' | 'idle';
export type Standing = { label: string; tone: Tone };

export type Server = {
  name: string;
  transport: string;
  enabled: string;
  /** What runs; several where workers differ. */
  versions: string[];
  standing: Standing;
  /** Turned off in the file of servers. */
  isOff: boolean;
  allowed: string[];
  missing: string[];
  /** Offered, and never approved by anyone. */
  unapproved: string[];
  /** Approved once, and now saying something else. */
  changed: string[];
  usable: number;
  calls: number;
  restarts: number;
  hitRate: number | null;
  lookups: number;
  fault: { text: string; at: string | null; current: boolean } | null;
  workers: ToolServer[];
};

const STANDINGS: Record<string, Standing> = {
  up: { label: 'Up', tone: 'good' },
  starting: { label: 'Starting', tone: 'busy' },
  installing: { label: 'Installing', tone: 'busy' },
  down: { label: 'Down', tone: 'bad' },
  absent: { label: 'Not reachable', tone: 'idle' },
  stopped: { label: 'Stopped', tone: 'idle' },
  off: { label: 'Off', tone: 'idle' },
};

export function standingOf(state: string): Standing {
  return STANDINGS[state] ?? { label: state, tone: 'idle' };
}

/** Servers by name; those that are turned off, last. */
export function serversOf(rows: readonly ToolServer[]): Server[] {
  const names = [...new Set(rows.map(({ name }) => name))];
  return names
    .map((name) => together(rows.filter((row) => row.name === name)))
    .sort((one, other) => Number(one.isOff) - Number(other.isOff));
}

function together(workers: ToolServer[]): Server {
  const [first] = workers;
  if (!first) throw new Error('a server that no worker tells of');
  const all = (pick: (row: ToolServer) => string[]) => [...new Set(workers.flatMap(pick))];
  const sum = (pick: (row: ToolServer) => number) => workers.reduce((total, row) => total + pick(row), 0);
  const changed = all(({ tools }) => tools.changed);
  const unapproved = all(({ tools }) => tools.unapproved).filter((name) => !changed.includes(name));
  const missing = all(({ tools }) => tools.missing);
  const held = new Set([...changed, ...unapproved, ...missing]);
  const allowed = all(({ tools }) => tools.allowed);
  const up = workers.some(({ state }) => state === 'up');
  return {
    name: first.name,
    transport: first.transport,
    enabled: first.enabled,
    versions: all(({ version }) => (version === 'unknown' ? [] : [version])),
    standing: overall(workers),
    isOff: workers.every(({ state }) => state === 'off'),
    allowed,
    missing,
    unapproved,
    changed,
    usable: up ? allowed.filter((name) => !held.has(name)).length : 0,
    calls: sum(({ calls }) => calls),
    restarts: sum(({ restarts }) => restarts),
    hitRate: first.lookups.hit_rate,
    lookups: first.lookups.hits + first.lookups.misses,
    fault: lastFault(workers),
    workers,
  };
}

function overall(workers: ToolServer[]): Standing {
  const states = new Set(workers.map(({ state }) => state));
  const worst = ['down', 'installing', 'starting', 'absent', 'stopped', 'up', 'off'].find((state) =>
    states.has(state),
  );
  const standing = standingOf(worst ?? [...states][0] ?? 'stopped');
  if (states.size < 2) return standing;
  const count = workers.filter(({ state }) => state === worst).length;
  return { ...standing, label: `${standing.label} in ${count} of ${workers.length} workers` };
}

function lastFault(workers: ToolServer[]): Server['fault'] {
  const faulty = workers
    .filter(({ last_error }) => last_error !== null)
    .sort((one, other) => (other.last_error_at ?? '').localeCompare(one.last_error_at ?? ''));
  const row = faulty.find(({ state }) => state === 'down') ?? faulty[0];
  if (!row?.last_error) return null;
  return { text: row.last_error, at: row.last_error_at, current: row.state === 'down' };
}
