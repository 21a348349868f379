import { CopyButton } from '@/components/ui/copy-button';
import { plural } from '@/lib/format/quantity';

import type { Server } from './standing';
import { Code } from './warnings';

const WORD = 'enabled: true';

/** Servers that the file knows and that are not asked, with the one word that turns each on. */
export function OffServers({ servers }: { servers: Server[] }) {
  if (servers.length === 0) return null;
  return (
    <section aria-labelledby="turned-off" className="pt-4">
      <h2 id="turned-off" className="text-base">
        Turned off
      </h2>
      <p className="mt-1 max-w-[70ch] text-sm text-muted">
        Each is turned on by one word in <Code>mcp_servers.yaml</Code>: <Code>{WORD}</Code> below its name.
        Workers read the file when they start; what is not installed yet is installed then.
      </p>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {servers.map((server) => (
          <li key={server.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <span className="min-w-0 flex-1 basis-52">
              <span className="font-mono text-[13px] font-medium break-all">{server.name}</span>
              <span className="block text-xs text-faint">
                {plural(server.allowed.length, 'tool')} on the list · {server.transport}
              </span>
            </span>
            <span className="flex items-center gap-1">
              <Code>{WORD}</Code>
              <CopyButton text={WORD} label={`Copy the word that turns ${server.name} on`} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
