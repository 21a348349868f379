/** The server's rules of one item, as far as a schema can say them; `make golden` writes the file from the server's own. */
import file from './rules.json';

export type Rule = {
  type?: string;
  anyOf?: Rule[];
  enum?: string[];
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  maxItems?: number;
  maxProperties?: number;
  items?: Rule;
  additionalProperties?: Rule;
  propertyNames?: Rule;
};

export const LIMITS = file.limits;
export const COLUMNS: readonly string[] = file.columns;
export const FIELDS: Readonly<Record<string, Rule>> = file.fields;
export const REGIONS: ReadonlySet<string> = new Set(file.regions);
