/** Links to results, kept in memory, and what one of them shows to anybody. */
import { http, HttpResponse } from 'msw';

import type { Shared } from '@/features/sharing/api/get-shared';
import type { Allowed, NewLink, ShareAct, ShareLink } from '@/features/sharing/api/links';

import { answer, refusal } from './answers';
import { FILES } from './bundle-files';
import { RESULT } from './plans';

export const sharing: { kept: ShareLink[]; acts: ShareAct[]; allowed: Allowed; behind: Shared | null } = {
  kept: [],
  acts: [],
  allowed: 'ending',
  behind: null,
};

export function resetSharing(): void {
  sharing.kept = [];
  sharing.acts = [];
  sharing.allowed = 'ending';
  sharing.behind = null;
}

let made = 0;

export function makeLink(fields: Partial<ShareLink> = {}): ShareLink {
  made += 1;
  return {
    id: `link-${made}`,
    job_id: 'job-7',
    title: RESULT.title,
    url: `https://groundplan.example/shared/gps_${made}`,
    state: 'open',
    allows_download: false,
    created_at: new Date(Date.now() - 60_000).toISOString(),
    created_by: 'Ada Example',
    expires_at: '2126-12-23T12:00:00Z',
    revoked_at: null,
    views: 0,
    last_viewed_at: null,
    ...fields,
  };
}

export function makeShared(fields: Partial<Shared> = {}): Shared {
  return {
    title: 'For the review',
    mode: 'implement',
    option: null,
    version: 2,
    made_at: '2026-11-20T10:00:00Z',
    shared_at: '2026-11-21T10:00:00Z',
    expires_at: '2026-12-21T10:00:00Z',
    allows_download: false,
    has_receipt: false,
    files_removed_at: null,
    result: RESULT,
    ...fields,
  };
}

type Path = { id: string };

/** Changes a link as the API does, and answers with it. */
function changed(id: string, fields: Partial<ShareLink>) {
  sharing.kept = sharing.kept.map((link) => (link.id === id ? { ...link, ...fields } : link));
  return answer(sharing.kept.find((link) => link.id === id));
}

export const sharingHandlers = [
  http.get('/api/v1/share-links', () => answer(sharing.kept)),
  http.get('/api/v1/share-links/acts', () => answer(sharing.acts)),
  http.get<Path>('/api/v1/jobs/:id/share-links', ({ params }) =>
    answer(sharing.kept.filter((link) => link.job_id === params.id)),
  ),
  http.post<Path>('/api/v1/jobs/:id/share-links', async ({ params, request }) => {
    const { title, expires_in_days: days, allows_download } = (await request.json()) as NewLink;
    const link = makeLink({
      job_id: params.id,
      ...(title ? { title } : {}),
      ...(days === null ? { expires_at: null } : {}),
      allows_download,
    });
    sharing.kept.unshift(link);
    return answer(link, {}, { status: 201 });
  }),
  http.delete<Path>('/api/v1/share-links/:id', ({ params }) =>
    changed(params.id, { state: 'revoked', revoked_at: new Date().toISOString() }),
  ),
  http.post<Path>('/api/v1/share-links/:id/restore', ({ params }) =>
    changed(params.id, { state: 'open', revoked_at: null }),
  ),
  http.get('/api/v1/shared/:token', () =>
    sharing.behind ? answer(sharing.behind) : refusal(404, 'not_found', 'This link is not good.'),
  ),
  http.get('/api/v1/shared/:token/artifacts', () =>
    answer(
      Object.entries(FILES).map(([name, { type, text }]) => ({
        name,
        size: text.length,
        sha256: '',
        media_type: type,
      })),
    ),
  ),
  http.get('/api/v1/shared/:token/artifacts/*', ({ request }) => {
    const file = FILES[decodeURIComponent(new URL(request.url).pathname.split('/artifacts/')[1] ?? '')];
    if (!file) return refusal(404, 'not_found', 'There is no such file behind this link.');
    return new HttpResponse(file.text, { headers: { 'Content-Type': file.type } });
  }),
];
