import { ExternalLink } from 'lucide-react';
import { useId } from 'react';

import type { Citation } from '../api/conversation';

/** What an answer rests on. Only addresses of the web become links. */
export function Citations({ citations }: { citations: Citation[] }) {
  const id = useId();
  if (citations.length === 0) return null;
  return (
    <div role="group" aria-labelledby={id} className="mt-4 border-l-2 border-line-strong pl-4">
      <h2 id={id} className="lettering font-normal text-faint">
        Sources
      </h2>
      <ul className="mt-1 space-y-1 text-[13px] leading-snug">
        {citations.map(({ title, url }, index) => (
          <li key={index} className="[overflow-wrap:anywhere]">
            {hostOf(url) ? (
              <a
                href={url}
                target="_blank"
                rel="noreferrer noopener"
                className="text-accent underline decoration-accent/30 underline-offset-2 hover:decoration-accent"
              >
                {title || url}
                <ExternalLink aria-hidden className="ml-1 inline size-3 align-[-1px]" />
                <span className="sr-only"> (opens a new tab)</span>
              </a>
            ) : (
              <span className="text-muted">{title || url}</span>
            )}{' '}
            <span className="font-mono text-xs text-faint">{hostOf(url)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? '';
}
