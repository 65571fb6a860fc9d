import type { AuthMode } from "../../protocol/auth/auth-mode.ts";
import type { SignInIssuer } from "../auth/oidc/sign-in-issuers.ts";

/** How people sign in at the console. Nothing of it is secret: the page says it before anyone has signed in. */
export interface ConsoleSignIn {
  mode: AuthMode;
  issuers: readonly SignInIssuer[];
}

/** The element of the page from which the console reads it. */
export function signInElement(signIn: ConsoleSignIn): string {
  return `<meta name="tramontane-sign-in" content="${escaped(JSON.stringify(signIn))}" />`;
}

/** The origins at which the page exchanges codes for tokens. */
export const tokenOriginsOf = ({ issuers }: ConsoleSignIn): string[] => [
  ...new Set(issuers.map(({ token }) => new URL(token).origin)),
];

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
