import { createElement, memo, type ReactNode } from "react";
import { type Conversation, useConversation, useEntryText } from "../mod.ts";

/** How often each component was rendered. */
export interface Renders {
  chat: number;
  entries: Map<string, number>;
}

export const noRenders = (): Renders => ({ chat: 0, entries: new Map() });

interface Props {
  id: string;
  renders: Renders;
  /** Gives the conversation of each render. */
  onRender?: (conversation: Conversation) => void;
}

/** A chat as an application writes it: the list, and each entry's text in a component of its own. */
export function Chat({ id, renders, onRender }: Props): ReactNode {
  const conversation = useConversation(id);
  renders.chat++;
  onRender?.(conversation);
  const entries = conversation.entries.map((entry) =>
    createElement(Entry, { key: entry.key, id: entry.id, renders })
  );
  return createElement("main", null, `${conversation.status}:`, entries);
}

const Entry = memo(function Entry({ id, renders }: { id: string; renders: Renders }): ReactNode {
  renders.entries.set(id, (renders.entries.get(id) ?? 0) + 1);
  return createElement("p", null, `[${useEntryText(id)}]`);
});
