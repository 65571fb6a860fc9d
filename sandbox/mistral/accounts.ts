import type { Emulator } from "./emulator.ts";
import type { Records, Store } from "./store.ts";

/**
 * The account of an API key: what is before the colon of `account:secret`. Keys without a colon belong to one account, so
 * that any key works. An account has agents, conversations and files that no other account can see.
 */
export const accountOf = (key: string): string => key.includes(":") ? key.split(":")[0] ?? "" : "";

/** Whether the emulator refuses a key, as Mistral refuses one that was deleted. */
export const isRefused = (key: string): boolean => /^(.*:)?invalid$/.test(key);

/** The emulator as an account sees it. */
export const emulatorOf = (emulator: Emulator, account: string): Emulator => ({
  ...emulator,
  store: storeOf(emulator.store, account),
});

function storeOf(store: Store, account: string): Store {
  const owned = account === "" ? {} : { account };
  return {
    ...store,
    agents: recordsOf(store.agents, account),
    conversations: recordsOf(store.conversations, account),
    files: recordsOf(store.files, account),
    saveFile: (file) => store.saveFile({ ...file, ...owned }),
    saveAgent: (agent) => store.saveAgent({ ...agent, ...owned }),
    saveConversation: (conversation, entries) =>
      store.saveConversation({ ...conversation, ...owned }, entries),
  };
}

type Owned = { account?: string };

function recordsOf<T extends Owned>(all: Records<T>, account: string): Records<T> {
  const isOwn = (one: T | undefined) => one !== undefined && (one.account ?? "") === account;
  return {
    get(id) {
      const one = all.get(id);
      return isOwn(one) ? one : undefined;
    },
    has: (id) => isOwn(all.get(id)),
    values: () => [...all.values()].filter(isOwn).values(),
    get size() {
      return [...all.values()].filter(isOwn).length;
    },
  };
}
