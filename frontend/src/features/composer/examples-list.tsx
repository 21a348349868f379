import { EXAMPLES } from './examples';

/** Requests of others, to begin with: each is put into the field. */
export function Examples({ onPick }: { onPick: (text: string) => void }) {
  return (
    <section aria-labelledby="examples" className="mt-4 flex flex-wrap items-center gap-2">
      <h2 id="examples" className="text-[13px] font-normal text-muted">
        Or start from an example:
      </h2>
      {EXAMPLES.map(({ title, text }) => (
        <button
          key={title}
          type="button"
          title={text}
          onClick={() => {
            onPick(text);
          }}
          className="rounded-full border border-line-strong bg-surface px-3 py-1 text-[13px] transition-colors hover:border-accent hover:text-accent"
        >
          {title}
        </button>
      ))}
    </section>
  );
}
