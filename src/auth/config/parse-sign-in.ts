import type { SignInClient } from "./issuer.ts";
import type { IssuerPlace, Raw } from "./issuer-place.ts";

/** The keys of an issuer that say how people sign in at the console. */
export const signInKeys = ["signInClient", "signInScope", "signInName", "signInParameters"];

/** Reads how people sign in at the console by this issuer; null: they do not. */
export function parseSignIn(raw: Raw, { place, fault }: IssuerPlace): SignInClient | null {
  const { signInClient, signInScope = "openid", signInName, signInParameters = {} } = raw;
  if (signInClient === undefined || signInClient === null) {
    const other = signInKeys.find((key) => raw[key] !== undefined && raw[key] !== null);
    if (other) fault(`${place(other)} is set without signInClient; set the client of the console`);
    return null;
  }
  for (const key of signInKeys.slice(0, 3)) {
    const value = raw[key];
    if (value === undefined || (typeof value === "string" && value !== "")) continue;
    fault(`${place(key)} is ${JSON.stringify(value)}; set a text, in quotes if it is a number`);
  }
  const parameters = Object.entries(signInParameters ?? {});
  if (parameters.some(([, value]) => typeof value !== "string")) {
    fault(`${place("signInParameters")} has a value that is no text; set texts`);
  }
  const allowed = raw["clients"];
  if (
    allowed !== undefined && allowed !== null &&
    !String(allowed).split(",").includes(`${signInClient}`)
  ) {
    fault(`${place("clients")} does not have ${signInClient}, so its tokens are refused; add it`);
  }
  return {
    clientId: String(signInClient),
    scope: String(signInScope),
    name: signInName === undefined ? null : String(signInName),
    parameters: Object.fromEntries(parameters.map(([name, value]) => [name, String(value)])),
  };
}
