import { Fragment } from 'react';

/** A sentence whose quotes of the request stand out. */
export function Quoted({ text }: { text: string }) {
  return text.split(/(“[^”]*”)/).map((part, index) =>
    part.startsWith('“') ? (
      <strong key={index} className="rounded bg-accent-soft px-1 font-medium text-ink">
        {part}
      </strong>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
