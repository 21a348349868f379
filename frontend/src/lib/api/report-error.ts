/**
 * Tells the server that a page broke: the error's name, where in our own files, on which route. Its words stay here, since
 * they may hold what somebody wrote.
 */
import { requestNothing } from './client';

export type Kind = 'render' | 'error' | 'rejection';

/** Of one visit: a page that breaks goes on breaking. */
const MOST = 5;
const FRAMES = 20;
const LONGEST = 160;
const NAME = /^[A-Za-z][A-Za-z0-9_$.]{0,63}$/;
const PLACE =
  /^\s+at (?:async )?(?:([\w$.<>]+) \()?\w+:\/\/[^/\s)]+(\/[\w./@-]+:\d+:\d+)\)?$|^([\w$.<>]*)@\w+:\/\/[^/\s]+(\/[\w./@-]+:\d+:\d+)$/;

let told = 0;

/** Never throws; what cannot be told is let go. */
export function reportError(kind: Kind, error: unknown): void {
  if (told >= MOST) return;
  told += 1;
  const body = describe(kind, error, window.location.pathname);
  requestNothing('/api/v1/client-errors', { method: 'POST', body, anonymous: true }).catch(() => undefined);
}

/** What is told of an error. */
export function describe(kind: Kind, error: unknown, path: string) {
  const name = error instanceof Error && NAME.test(error.name) ? error.name : 'Unknown';
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return { kind, name, page: routeOf(path), frames: framesOf(stack) };
}

/** Files and places alone: lines of a stack that hold the error's words have neither. */
function framesOf(stack: string): string[] {
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const found = PLACE.exec(line);
    const place = found?.[2] ?? found?.[4];
    if (place?.startsWith('/assets/'))
      frames.push(`${found?.[1] ?? found?.[3] ?? ''}@${place}`.slice(0, LONGEST));
  }
  return frames.slice(0, FRAMES);
}

/** Every part that is no word of ours is somebody's id or name. */
function routeOf(path: string): string {
  const parts = path.split('/').slice(0, 6);
  return parts.map((part) => (/^[a-z][a-z-]{0,23}$/.test(part) || part === '' ? part : ':id')).join('/');
}

/** Call once: what nobody caught is told too. */
export function followErrors(): void {
  window.addEventListener('error', (event) => {
    reportError('error', event.error);
  });
  window.addEventListener('unhandledrejection', (event) => {
    reportError('rejection', event.reason);
  });
}
