import { useState } from 'react';

import { Loaded } from '@/components/ui/loaded';

import { useKeys, type CreatedKey } from './api/keys';
import { KeysList } from './keys-list';
import { NewKeyForm } from './new-key-form';
import { NewKeyNote } from './new-key-note';

type Props = {
  /** May this person make and revoke keys? */
  editable: boolean;
  /** May this person's keys do what owners and admins may? */
  administers: boolean;
};

/** The organization's keys for programs. */
export function ApiKeysSection({ editable, administers }: Props) {
  const keys = useKeys();
  const [created, setCreated] = useState<CreatedKey | null>(null);
  return (
    <section aria-labelledby="api-keys">
      <h2 id="api-keys" className="text-lg">
        API keys
      </h2>
      <p className="mt-1 max-w-[65ch] text-sm text-muted">
        For programs, and for coding assistants over MCP. A key may do what its scope and your role both
        allow.
      </p>
      <div className="mt-4 space-y-4">
        {editable && <NewKeyForm administers={administers} onCreated={setCreated} />}
        {created && (
          <NewKeyNote
            key={created.id}
            created={created}
            onDone={() => {
              setCreated(null);
            }}
          />
        )}
        <Loaded what="the API keys" query={keys} lines={3}>
          {(data) => <KeysList keys={data} editable={editable} />}
        </Loaded>
      </div>
    </section>
  );
}
