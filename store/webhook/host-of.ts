/** Host and port of an address. */
export const hostOf = (url: string): string => {
  const { host, protocol, port } = new URL(url);
  return port === "" ? `${host}:${protocol === "https:" ? 443 : 80}` : host;
};
