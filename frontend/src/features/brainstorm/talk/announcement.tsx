import { useState } from 'react';

import type { Utterance } from '../api/conversation';

/** So much of an answer is read aloud; the rest can be read in the talk. */
const SPOKEN_CHARACTERS = 600;

/** Tells screen readers that an answer comes, and what it is, once: the words that stream in are no live region. */
export function Announcement({ last, underWay }: { last: Utterance | undefined; underWay: boolean }) {
  const [opened] = useState(last?.seq ?? 0);
  return (
    <p aria-live="polite" className="sr-only">
      {underWay ? 'The answer is on its way.' : last && last.seq > opened ? ending(last) : ''}
    </p>
  );
}

function ending(last: Utterance): string {
  if (last.role === 'user')
    return last.job_state === 'failed' ? 'The answer failed.' : 'The answer was stopped.';
  const text = last.text.replace(/[*_`#|>]+/g, '').replace(/\s+/g, ' ');
  const spoken = text.length > SPOKEN_CHARACTERS ? `${text.slice(0, SPOKEN_CHARACTERS)}…` : text;
  const choices = last.choices.map(({ label }) => label).join(', ');
  return [spoken, choices && `You can answer: ${choices}.`].filter(Boolean).join(' ');
}
