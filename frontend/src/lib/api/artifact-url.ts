import { env } from '@/config/env';

/** The API's path of one stored file; `name` may have slashes, which stay. */
export function artifactPath(jobId: string, name: string): string {
  const safe = name.split('/').map(encodeURIComponent).join('/');
  return `/api/v1/jobs/${encodeURIComponent(jobId)}/artifacts/${safe}`;
}

/** The same as an address for `src` and `href`. */
export function artifactUrl(jobId: string, name: string): string {
  return env.apiUrl + artifactPath(jobId, name);
}
