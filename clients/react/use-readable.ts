"use client";
import { useSyncExternalStore } from "react";
import type { Readable } from "@tramontane/client/store";

/** The value of a store, with a new render when it changes. */
export function useReadable<T>({ subscribe, get, getServer }: Readable<T>): T {
  return useSyncExternalStore(subscribe, get, getServer);
}

/** A value that never changes. */
export function constant<T>(value: T): Readable<T> {
  return { get: () => value, getServer: () => value, subscribe: () => () => {} };
}
