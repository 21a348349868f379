import { env } from '@/config/env';

const SHARED = 'shared/';

/** What stands in place of a job's id where a bundle is looked at by a share link. */
export function sharedBundle(token: string): string {
  return SHARED + token;
}

/** The API's path of a bundle: of a job, or of what `sharedBundle` made. */
export function bundlePath(bundle: string): string {
  if (bundle.startsWith(SHARED)) return `/api/v1/shared/${encodeURIComponent(bundle.slice(SHARED.length))}`;
  return `/api/v1/jobs/${encodeURIComponent(bundle)}`;
}

/** The API's path of one stored file; `name` may have slashes, which stay. */
export function artifactPath(bundle: string, name: string): string {
  const safe = name.split('/').map(encodeURIComponent).join('/');
  return `${bundlePath(bundle)}/artifacts/${safe}`;
}

/** The same as an address for `src` and `href`. */
export function artifactUrl(bundle: string, name: string): string {
  return env.apiUrl + artifactPath(bundle, name);
}
