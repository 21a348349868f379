import { createContext, use, type KeyboardEvent } from 'react';

type Actions = {
  /** Nothing opens where it is missing. */
  onOpen: ((component: string) => void) | undefined;
  onArrow: (component: string, event: KeyboardEvent) => void;
};

/** What boxes do when they are clicked: one object that never changes, so that no box is drawn anew for it. */
export const SceneActions = createContext<Actions>({ onOpen: undefined, onArrow: () => undefined });

export function useSceneActions(): Actions {
  return use(SceneActions);
}
