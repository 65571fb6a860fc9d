"use client";
import { useMemo } from "react";
import type { Source } from "@tramontane/client";
import type { ConversationState, ConversationStore } from "@tramontane/client/store";
import { useStores } from "./provider.ts";
import { useReadable } from "./use-readable.ts";

/** What one can do with a conversation. The functions are the same at each render, and return what went wrong as a value. */
export type ConversationActions = Pick<
  ConversationStore,
  | "send"
  | "retry"
  | "dismiss"
  | "cancel"
  | "decide"
  | "forkAt"
  | "close"
  | "setAt"
  | "loadOlder"
  | "reconnect"
>;

/** A conversation for display, and what one can do with it. */
export type Conversation = ConversationState & ConversationActions;

/** A live conversation. Rendered again when entries come, change or end, but not for their text. */
export function useConversation(client: Source, id: string): Conversation;
/** The same, with the client of the provider. */
export function useConversation(id: string): Conversation;
export function useConversation(...given: [Source, string] | [string]): Conversation {
  const [client, id] = given.length === 2 ? given : [undefined, given[0]];
  const store = useStores(client).conversation(id);
  const state = useReadable(store.state);
  const actions = useMemo(() => actionsOf(store), [store]);
  return useMemo(() => ({ ...state, ...actions }), [state, actions]);
}

function actionsOf(store: ConversationStore): ConversationActions {
  return {
    send: (...args) => store.send(...args),
    retry: (...args) => store.retry(...args),
    dismiss: (...args) => store.dismiss(...args),
    cancel: (...args) => store.cancel(...args),
    decide: (...args) => store.decide(...args),
    forkAt: (...args) => store.forkAt(...args),
    close: () => store.close(),
    setAt: (...args) => store.setAt(...args),
    loadOlder: () => store.loadOlder(),
    reconnect: () => store.reconnect(),
  };
}
