"use client";
import { useMemo } from "react";
import type { Source } from "@tramontane/client";
import type {
  ApprovalsState,
  ApprovalsStore,
  ConversationsOptions,
  ConversationsState,
  ConversationsStore,
} from "@tramontane/client/store";
import { useStores } from "./provider.ts";
import { useReadable } from "./use-readable.ts";

/** Approvals that wait, and the function that decides on one. */
export type Approvals = ApprovalsState & Pick<ApprovalsStore, "decide">;

/** The inbox of approvals, live. */
export function useApprovals(client?: Source): Approvals {
  const store = useStores(client).approvals();
  const state = useReadable(store.state);
  return useMemo(() => ({
    ...state,
    decide: (...args: Parameters<ApprovalsStore["decide"]>) => store.decide(...args),
  }), [store, state]);
}

/** Conversations, and the function that starts one. */
export type Conversations = ConversationsState & Pick<ConversationsStore, "start" | "refresh">;

/** The latest conversations, live. */
export function useConversations(
  options: ConversationsOptions = {},
  client?: Source,
): Conversations {
  const store = useStores(client).conversations(options);
  const state = useReadable(store.state);
  return useMemo(() => ({
    ...state,
    start: (...args: Parameters<ConversationsStore["start"]>) => store.start(...args),
    refresh: () => store.refresh(),
  }), [store, state]);
}
