/** What the options of a block take: the digest of the catalogue that the API checks them by, loaded when one is edited. */
import { useQuery } from '@tanstack/react-query';
import * as z from 'zod';

const limitsSchema = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean', 'list']),
  default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
  choices: z.array(z.union([z.string(), z.number()])).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().default(''),
  unit: z.string().default(''),
});
export type OptionLimits = z.infer<typeof limitsSchema>;
export type BlockOptions = Record<string, OptionLimits>;

const digestSchema = z.object({
  blocks: z.record(z.string(), z.object({ options: z.record(z.string(), limitsSchema) })),
});

/** Empty for a block that the catalogue does not have any more. */
export function useBlockOptions(block: string) {
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: async () => {
      const { default: text } = await import('../../../../../jobs/catalogue.json?raw');
      return digestSchema.parse(JSON.parse(text));
    },
    staleTime: Infinity,
    select: ({ blocks }): BlockOptions => blocks[block]?.options ?? {},
  });
}
