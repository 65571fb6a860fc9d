const names = ["http_proxy", "https_proxy", "grpc_proxy", "all_proxy"];

/** Variables of a proxy where nothing listens: whatever goes through it fails. */
export const deadProxies: Readonly<Record<string, string>> = Object.fromEntries(
  [...names, ...names.map((name) => name.toUpperCase())].map((
    name,
  ) => [name, "http://127.0.0.1:9"]),
);
