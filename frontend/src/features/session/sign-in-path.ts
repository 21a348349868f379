/** Where the browser goes to sign in, and comes back to. Only paths of this site: never another origin. */
export function signInPath(next: string | null): string {
  const target = next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
  return `/auth/login?next=${encodeURIComponent(target)}`;
}
