/** AWS's own icons, each a file that is fetched when it is shown. They stand with the blocks that they belong to. */
const BLOCKS = import.meta.glob<string>('../../../../worker/architecture/blocks/*/icon.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});
const FRAMES = import.meta.glob<string>('../../../../worker/render/diagram/frame_icons/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});

export function blockIcon(block: string): string | undefined {
  return BLOCKS[`../../../../worker/architecture/blocks/${block}/icon.svg`];
}

/** `vpc`, `region`, `users` and so on. */
export function frameIcon(style: string): string | undefined {
  return FRAMES[`../../../../worker/render/diagram/frame_icons/${style}.svg`];
}
