"use client";
import { createContext, createElement, type ReactNode, useContext } from "react";
import type { Source } from "@tramontane/client";
import {
  type ConversationSnapshot,
  type Stores,
  storesOf,
  type StoresOptions,
} from "@tramontane/client/store";

const StoresContext = createContext<Stores | null>(null);

/** Properties of the provider. `storage` takes effect at the first use of the client. */
export interface TramontaneProviderProps extends StoresOptions {
  /** The client, made once outside of components, on a server once for each request. */
  client: Source;
  /** What a server has read by `preloadConversation`, for its page and for the browser's first render. */
  preloaded?: readonly ConversationSnapshot[];
  children?: ReactNode;
}

/** Gives the hooks below it their client. */
export function TramontaneProvider(
  { client, preloaded = [], children, ...options }: TramontaneProviderProps,
): ReactNode {
  const stores = storesOf(client, options);
  stores.preload(preloaded);
  return createElement(StoresContext.Provider, { value: stores }, children);
}

/** The stores of a client, without one those of the provider above. */
export function useStores(client?: Source): Stores {
  const above = useContext(StoresContext);
  if (client) return storesOf(client);
  if (above) return above;
  throw new Error(
    "there is no client: pass one to the hook, or render <TramontaneProvider client={client}> above",
  );
}
