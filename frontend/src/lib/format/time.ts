/** Seconds of work: 4 ms, 0.42 s, 12.3 s, 2 min 5 s. */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.095) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** “3 minutes ago”; a date once a week has gone. `now` in milliseconds. */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (seconds > 7 * 86_400) return new Date(iso).toLocaleDateString('en', { dateStyle: 'medium' });
  const step = STEPS.find(([, size]) => seconds >= size);
  if (!step) return 'just now';
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(
    -Math.floor(seconds / step[1]),
    step[0],
  );
}

/** The moment itself, in the reader's own time zone: Nov 23, 10:31:51; with the year where it is not this one. */
export function formatMoment(iso: string, { milliseconds = false } = {}): string {
  const at = new Date(iso);
  const year = at.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const);
  return at.toLocaleString('en-US', {
    ...year,
    ...(milliseconds ? { fractionalSecondDigits: 3 } : {}),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}

/** Minutes of an outage, or of lost data: none, 2 min, 1 h 30 min, 1 day. */
export function formatMinutes(minutes: number): string {
  if (minutes <= 0) return 'none';
  if (minutes < 1) return 'under 1 min';
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  if (whole < 1440) return `${Math.floor(whole / 60)} h${whole % 60 ? ` ${whole % 60} min` : ''}`;
  const days = Math.round((whole / 1440) * 10) / 10;
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}
