import type { ReactNode } from 'react';

import { Alert } from '@/components/ui/alert';
import { plural } from '@/lib/format/quantity';
import { formatAgo } from '@/lib/format/time';

import { Command } from './command';
import type { Server } from './standing';

/** What keeps a server, or some of its tools, from being used, and what to do about it; the gravest first. */
export function Warnings({ server }: { server: Server }) {
  const { changed, unapproved, missing, fault } = server;
  return (
    <>
      {changed.length > 0 && (
        <Alert
          tone="bad"
          title={`${plural(changed.length, 'tool')} changed since ${changed.length === 1 ? 'it was' : 'they were'} approved`}
        >
          <Names names={changed} />
          <p className="mt-2">
            What a server says of its tools works on a model like an instruction, so no agent sees or calls{' '}
            {changed.length === 1 ? 'this one' : 'these'} until a person has looked. If you did not expect a
            new version of this server, find out what changed before you approve anything.
          </p>
          <Approval server={server} />
        </Alert>
      )}
      {unapproved.length > 0 && (
        <Alert
          tone="warn"
          title={`${plural(unapproved.length, 'tool')} ${unapproved.length === 1 ? 'waits' : 'wait'} for approval`}
        >
          <Names names={unapproved} />
          <p className="mt-2">
            Nobody has approved what the server says of {unapproved.length === 1 ? 'it' : 'them'}, so no agent
            sees or calls {unapproved.length === 1 ? 'it' : 'them'}.
          </p>
          {changed.length === 0 && <Approval server={server} />}
        </Alert>
      )}
      {fault?.current && (
        <Alert tone="bad" title="This server is down">
          <FaultText>{fault.text}</FaultText>
          <p className="mt-2">
            It is started again by itself, with growing pauses. Until then jobs go on without it, and say so.
          </p>
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert
          tone="warn"
          title={`${plural(missing.length, 'tool')} on the list ${missing.length === 1 ? 'is' : 'are'} not to be had`}
        >
          <Names names={missing} />
          <p className="mt-2">
            The server does not offer {missing.length === 1 ? 'it' : 'them'}, or says that{' '}
            {missing.length === 1 ? 'it changes' : 'they change'} things. Hold <Code>allowed_tools</Code> of{' '}
            <Code>{server.name}</Code> in <Code>mcp_servers.yaml</Code> against the server’s version.
          </p>
        </Alert>
      )}
      {fault && !fault.current && (
        <p className="text-[13px] text-muted">
          Last fault{fault.at && `, ${formatAgo(fault.at)}`}:{' '}
          <span className="break-words">{fault.text}</span>
        </p>
      )}
    </>
  );
}

function Approval({ server }: { server: Server }) {
  return (
    <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-2">
      <p>Look at what it says now, and at what differs; then approve it, and start the workers again:</p>
      <Command text={`python -m worker.agents.approval ${server.name}`} />
      <Command text={`python -m worker.agents.approval --accept ${server.name}`} />
    </div>
  );
}

function Names({ names }: { names: string[] }) {
  return (
    <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
      {names.map((name) => (
        <li key={name} className="font-mono text-xs font-medium break-all text-ink">
          {name}
        </li>
      ))}
    </ul>
  );
}

function FaultText({ children }: { children: ReactNode }) {
  return <p className="font-mono text-xs break-words whitespace-pre-wrap text-ink">{children}</p>;
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.86em] text-ink">{children}</code>;
}
