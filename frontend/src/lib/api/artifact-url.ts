import { env } from '@/config/env';

/** The API's path of a job's bundle. */
export function bundlePath(bundle: string): string {
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
