/** Faults found so far. */
export type Faults = string[];

/** Notes one fault: which variable, its value, what is wrong, and a value that would do. */
export function fault(
  faults: Faults,
  name: string,
  value: string,
  wrong: string,
  example: string,
): void {
  faults.push(`${name}=${value} ${wrong}; use for example ${name}=${example}`);
}

/** A port to listen on; a fault where it is none. */
export function portOf(name: string, value: string, faults: Faults): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  fault(faults, name, value, "is no port between 1 and 65535", "4000");
  return 0;
}

/** One of the words allowed; a fault where it is another. */
export function oneOf<const T extends string>(
  name: string,
  value: string,
  allowed: readonly [T, ...T[]],
  faults: Faults,
): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    fault(faults, name, value, `is not one of ${allowed.join(", ")}`, allowed[0]);
  }
  return found ?? allowed[0];
}

/** Whether the text is a URL of one of these schemes (`https:`). */
export function isUrl(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

/** Whether only this machine can reach a listener on that host. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
