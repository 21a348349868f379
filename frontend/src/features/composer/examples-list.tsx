import { EXAMPLES } from './examples';

export function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <section aria-labelledby="examples" className="mt-10">
      <h2 id="examples" className="lettering font-normal text-faint">
        Or start from an example
      </h2>
      <ul className="mt-3 grid gap-3 sm:grid-cols-2">
        {EXAMPLES.map(({ title, text }) => (
          <li key={title}>
            <button
              type="button"
              onClick={() => {
                onPick(text);
              }}
              className="h-full w-full rounded-lg border border-line bg-surface/70 p-4 text-left transition-colors hover:border-accent"
            >
              <span className="text-sm font-medium">{title}</span>
              <span className="mt-1 line-clamp-2 text-[13px] leading-snug text-muted">{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
