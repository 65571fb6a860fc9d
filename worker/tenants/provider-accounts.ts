import type { Mistral } from "@mistralai/mistralai";
import type { Logger } from "../../telemetry/log.ts";
import { ConversationsApi } from "../model/provider/conversations-api.ts";
import { createMistral } from "../model/provider/create-mistral.ts";
import { ModelSemaphores } from "../model/provider/model-semaphores.ts";
import type { ProviderAddress } from "../model/provider/provider-http.ts";
import { KeyFile } from "./key-file.ts";
import type { TenantConfig } from "./tenant-config.ts";

/** An account at the provider: the clients with its key, and what limits requests with it. */
export interface ProviderAccount {
  mistral: Mistral;
  /** Reads streams and histories of the provider. */
  conversations: ConversationsApi;
  /** Its own: outages and refusals of one account say nothing about another. */
  semaphores: ModelSemaphores;
  /** The tenants whose own key it has; null: it is the account of the deployment. */
  ownedBy: readonly string[] | null;
  /** Whether a tenant's agents, conversations and files belong to it. */
  serves(tenant: string): boolean;
}

/** Options of the accounts. */
export interface AccountOptions {
  /** The address and the key of the deployment. */
  address: ProviderAddress;
  /** Requests to one model at a time with each account. */
  concurrency: number;
  log: Logger;
}

/** The accounts at the provider: that of the deployment, and those of tenants with a key of their own. */
export class ProviderAccounts {
  readonly #usual: ProviderAccount;
  readonly #own: ReadonlyMap<string, ProviderAccount>;

  constructor(tenants: readonly TenantConfig[], options: AccountOptions) {
    const { address, concurrency, log } = options;
    const made = (at: ProviderAddress, ownedBy: string[] | null): ProviderAccount => ({
      mistral: createMistral(at),
      conversations: new ConversationsApi(at),
      semaphores: new ModelSemaphores(concurrency),
      ownedBy,
      serves: (tenant) => ownedBy?.includes(tenant) ?? !this.#own.has(tenant),
    });
    this.#usual = made(address, null);
    const own = tenants.flatMap(({ tenant, account }) => account ? [{ tenant, ...account }] : []);
    // Tenants with the same key share what limits it.
    const shared = Map.groupBy(own, ({ keyFile, serverUrl }) => `${serverUrl ?? ""} ${keyFile}`);
    this.#own = new Map([...shared.values()].flatMap((group) => {
      const [{ keyFile, serverUrl }] = group as [typeof own[number]];
      const file = new KeyFile(keyFile, log);
      const at = { apiKey: () => file.key(), serverUrl: serverUrl ?? address.serverUrl };
      const account = made(at, group.map(({ tenant }) => tenant));
      return group.map(({ tenant }) => [tenant, account] as const);
    }));
  }

  /** The account of a tenant. */
  of(tenant: string): ProviderAccount {
    return this.#own.get(tenant) ?? this.#usual;
  }

  /** The account of the deployment. */
  get usual(): ProviderAccount {
    return this.#usual;
  }

  /** Every account once, that of the deployment first. */
  get all(): ProviderAccount[] {
    return [...new Set([this.#usual, ...this.#own.values()])];
  }
}
