/**
 * An address that a model or a tool wrote, if it is one of the web; null for others. `file:`, `vscode:` and the like would
 * start a program of the reader, and an address without a host would be one of the console.
 */
export function webAddress(url: string | null): URL | null {
  const address = url === null ? null : URL.parse(url);
  return address && /^https?:$/.test(address.protocol) ? address : null;
}
