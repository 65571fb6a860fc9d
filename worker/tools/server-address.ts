import { isLoopback } from "../../protocol/net/loopback.ts";
import { namesPrivateHost } from "../net/private-address.ts";
import type { Fault } from "./server-program.ts";

/** https, or http to loopback or to a name inside a private network. */
export function checkAddress(name: string, url: string, allowPrivate: boolean, fault: Fault): void {
  if (!URL.canParse(url) || !isSafe(new URL(url))) {
    return fault(`${name}: the url must be https, or http on loopback.`);
  }
  const { hostname, username, password } = new URL(url);
  if (username || password) {
    fault(`${name}: a password belongs in bearer or headers, not the url.`);
  }
  if (!allowPrivate && namesPrivateHost(hostname)) {
    fault(`${name}: ${hostname} is on a private network; set "private": true if that is intended.`);
  }
}

function isSafe({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && (isLoopback(hostname) || !/[.:]/.test(hostname));
}

/** Without TLS only loopback and bare names are allowed, which are private. */
export const isPlainLocal = (url: string) => URL.canParse(url) && new URL(url).protocol === "http:";
