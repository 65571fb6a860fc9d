import type { Fault } from "../../../protocol/config/read-config.ts";

/** An issuer as it is written in the file, with the variables that replace its values. */
export type Raw = Readonly<Record<string, unknown>>;

/** What the reading of an issuer needs besides its values. */
export interface IssuerPlace {
  /** How a fault names a value: its variable, or its place in the file. */
  place: (key: string) => string;
  /** Whether the issuer may be at http://127.0.0.1: only while the API itself is. */
  plainHttp: boolean;
  fault: Fault;
}
