import { OPENINGS } from './openings';

/** What one could say first; picking one writes it into the field. */
export function OpeningsList({ onPick }: { onPick: (text: string) => void }) {
  return (
    <ul aria-label="Examples of what to say" className="grid gap-3 sm:grid-cols-3">
      {OPENINGS.map(({ title, text }) => (
        <li key={title}>
          <button
            type="button"
            onClick={() => {
              onPick(text);
            }}
            className="flex h-full w-full flex-col rounded-lg border border-line bg-surface/70 p-4 text-left transition-colors hover:border-accent"
          >
            <span className="block text-sm font-medium">{title}</span>
            <span className="mt-1 line-clamp-4 text-[13px] leading-snug text-muted">{text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
