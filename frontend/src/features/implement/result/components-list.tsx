import type { JobResult } from '@/types/job';

type Props = {
  components: JobResult['components'];
  /** Opens what is told of one. */
  onOpen?: (component: string) => void;
};

/** Every component by name: the diagram in words, and a legend for it. */
export function ComponentsList({ components, onOpen }: Props) {
  return (
    <section aria-labelledby="components" className="mt-8">
      <h2 id="components" className="lettering font-normal text-faint">
        Components
      </h2>
      <ul className="mt-3 grid gap-x-6 sm:grid-cols-2 xl:grid-cols-3">
        {components.map((component) => (
          <li
            key={component.id}
            className="flex items-baseline justify-between gap-3 border-b border-line py-2 text-sm"
          >
            {onOpen ? (
              <button
                type="button"
                className="truncate text-left font-medium hover:text-accent hover:underline"
                onClick={() => {
                  onOpen(component.id);
                }}
              >
                {component.name}
              </button>
            ) : (
              <span className="truncate font-medium">{component.name}</span>
            )}
            <span className="shrink-0 font-mono text-xs text-faint">
              {component.block.replaceAll('_', ' ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
