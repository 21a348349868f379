import { useId, type ReactNode } from 'react';

/** A part of the sheet, under its name. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="px-5 py-4">
      <h3 id={id} className="lettering font-normal text-faint">
        {title}
      </h3>
      <div className="mt-2">{children}</div>
    </section>
  );
}
