import { useRef, useState } from 'react';

import { useBeginConversation } from './api/begin-conversation';
import { OFFLINE, tellFault } from './faults';
import { OpeningsList } from './openings-list';
import { SayBox } from './talk/say-box';

/** The first words of a new conversation, with examples of such. */
export function Start({ onBegun }: { onBegun: (conversationId: string) => void }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const begin = useBeginConversation(({ id }) => {
    onBegun(id);
  });
  return (
    <>
      <SayBox
        ref={field}
        value={text}
        placeholder="Ask about a service, or say what you want to build…"
        sending={begin.isPending || begin.isSuccess}
        fault={begin.isPaused ? OFFLINE : begin.error && tellFault(begin.error)}
        onChange={(value) => {
          setText(value);
          if (begin.isError) begin.reset();
        }}
        onSay={(words) => {
          begin.mutate(words);
        }}
      />
      <h2 className="lettering mt-8 mb-3 font-normal text-faint">Or begin like this</h2>
      <OpeningsList
        onPick={(words) => {
          setText(words);
          field.current?.focus();
        }}
      />
    </>
  );
}
