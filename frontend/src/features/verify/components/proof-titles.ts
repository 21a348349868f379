export const PROOF_TITLES = { proven: 'Proven', failed: 'Failed', not_emulated: 'Not emulated' } as const;
