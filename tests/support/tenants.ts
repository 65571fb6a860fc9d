import { type EditableMcpServer, startEditableMcpServer } from "./editable-mcp-server.ts";

/** A file for `TENANT_CONFIG` with two tenants, each with a key and an MCP server `catalog` of its own. */
export interface TenantFiles extends AsyncDisposable {
  /** The path for `TENANT_CONFIG`. */
  path: string;
  north: OwnTenant;
  south: OwnTenant;
}

/** What a tenant has of its own. */
export interface OwnTenant {
  name: string;
  catalog: EditableMcpServer;
  /** The secret part of its first key. */
  secret: string;
  /** Replaces the key by one of this account at the emulator, as an orchestrator replaces a secret. */
  useKey(account: string, secret?: string): Promise<void>;
}

/** Writes the files and starts the MCP servers. */
export async function startTenantFiles(): Promise<TenantFiles> {
  const folder = await Deno.makeTempDir({ prefix: "tramontane-tenants-" });
  const [north, south] = [await ownTenant(folder, "north"), await ownTenant(folder, "south")];
  const path = `${folder}/tenants.yaml`;
  const lines = [north, south].map(({ name, catalog }) =>
    `  ${name}: { providerKeyFile: ${name}.key, servers: ${catalog.serversFile} }\n`
  );
  await Deno.writeTextFile(path, `tenants:\n${lines.join("")}`);
  return {
    ...{ path, north, south },
    async [Symbol.asyncDispose]() {
      await north.catalog[Symbol.asyncDispose]();
      await south.catalog[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function ownTenant(folder: string, name: string): Promise<OwnTenant> {
  const catalog = await startEditableMcpServer();
  catalog.greeting = `Greet for ${name} in this tone:`;
  catalog.description = `Looks at the catalog of ${name}.`;
  const secret = crypto.randomUUID();
  const useKey = async (account: string, text = crypto.randomUUID() as string) => {
    await Deno.writeTextFile(`${folder}/${name}.key.new`, `${account}:${text}\n`);
    await Deno.rename(`${folder}/${name}.key.new`, `${folder}/${name}.key`);
  };
  await useKey(name, secret);
  return { name, catalog, secret, useKey };
}
