import { useId } from 'react';

import { EmptyState } from '@/components/ui/empty-state';
import { Loaded } from '@/components/ui/loaded';
import { formatAgo, formatMoment } from '@/lib/format/time';

import { useShareActs, useShareLinks, type ShareAct } from './api/links';

const WORDS: Record<string, string> = {
  made: 'made',
  changed: 'changed',
  revoked: 'revoked',
  restored: 'restored',
};
const ALLOWED: Record<string, string> = { off: 'no links', ending: 'links that end', endless: 'all links' };

/** Who did what to links, and when each was opened first; for owners and admins. */
export function ActsList() {
  const id = useId();
  const acts = useShareActs();
  const links = useShareLinks();
  const titles = new Map(links.data?.map((link) => [link.id, link.title]));
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-lg">
        What was done
      </h2>
      <div className="mt-3">
        <Loaded
          what="what was done"
          query={acts}
          lines={4}
          empty={{
            when: ({ length }) => length === 0,
            show: (
              <EmptyState title="Nothing yet">Every link that is made or revoked stands here.</EmptyState>
            ),
          }}
        >
          {(data) => (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {data.map((act, index) => (
                <li
                  key={index}
                  className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm"
                >
                  <span className="min-w-0 break-words">{tell(act, titles)}</span>
                  <time dateTime={act.at} title={formatMoment(act.at)} className="text-[13px] text-muted">
                    {formatAgo(act.at)}
                  </time>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </div>
    </section>
  );
}

function tell(act: ShareAct, titles: ReadonlyMap<string, string>): string {
  const who = act.user_name ?? 'Somebody who is no member any more';
  const link = `“${titles.get(act.share_link_id ?? '') ?? 'a link'}”`;
  if (act.act === 'first_viewed') return `${link} was opened for the first time`;
  if (act.act === 'allowed') {
    const { after } = act.facts;
    return `${who} allowed ${typeof after === 'string' ? (ALLOWED[after] ?? after) : 'other links'}`;
  }
  return `${who} ${WORDS[act.act] ?? act.act} ${link}`;
}
