/** Why an item cannot be accepted: by this page before it is sent, or by the server. */
export type Fault = {
  /** Where the item stands: its line, from 1; in a JSON document its number. */
  line: number;
  reference: string | null;
  field: string;
  fault: string;
  /** What holds. */
  limit: string;
};

export type FieldFault = Pick<Fault, 'field' | 'fault' | 'limit'>;
export type Item = Record<string, unknown>;
/** One item as it stands in the body, or why it cannot be read. */
export type Read = { line: number; content: Item; fault?: FieldFault };

/** The body as a whole cannot be read. */
export class UnreadableBody extends Error {
  readonly line: number | null;

  constructor(message: string, line: number | null = null) {
    super(message);
    this.name = 'UnreadableBody';
    this.line = line;
  }
}

export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Record<string, string> = { boolean: 'a boolean', string: 'a string', object: 'an object' };
  return names[typeof value] ?? 'a number';
}
