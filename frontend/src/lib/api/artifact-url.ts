import { env } from '@/config/env';

/** How the secret in a link to a result begins; no job's id does. */
const SHARED = 'gps_';

/** The API's path of a bundle: of a job by its id, or of what a link opens by the secret in it. */
export function bundlePath(bundle: string): string {
  const place = bundle.startsWith(SHARED) ? 'shared' : 'jobs';
  return `/api/v1/${place}/${encodeURIComponent(bundle)}`;
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
