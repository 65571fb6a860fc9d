/** What a refused sign-in brought, as far as the audit records it: never the token. */
export interface RefusedSignIn {
  kind: CredentialForm;
  /** Address of the peer; null: unknown, or one of many. */
  address: string | null;
  /** Why, in one of a few words. */
  reason: string;
}

/** Refused sign-ins of one kind, address and reason. */
export interface RefusedSignIns extends RefusedSignIn {
  count: number;
}

/** Kinds of credentials, by their form alone. */
export type CredentialForm = "NONE" | "API_KEY" | "JWT" | "UNKNOWN";

/** The kind of a token that was refused. */
export function credentialForm(token: string | null): CredentialForm {
  if (token === null) return "NONE";
  if (token.startsWith("tmk_")) return "API_KEY";
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) ? "JWT" : "UNKNOWN";
}

/** Limit on the rows of one interval: those of further addresses are counted together. */
export const maxRows = 50;

/** Counts refused sign-ins by kind, address and reason until they are taken. */
export class RefusalCounts {
  #rows = new Map<string, RefusedSignIns>();

  add(one: RefusedSignIn, count = 1): void {
    const named = this.#rows.has(keyOf(one)) || this.#rows.size < maxRows;
    const counted = named ? one : { ...one, address: null };
    const row = this.#rows.get(keyOf(counted)) ?? { ...counted, count: 0 };
    row.count += count;
    this.#rows.set(keyOf(counted), row);
  }

  /** The counts so far; they begin again. */
  take(): RefusedSignIns[] {
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    return rows;
  }
}

const keyOf = ({ kind, address, reason }: RefusedSignIn) => JSON.stringify([kind, address, reason]);
