import { type EditableMcpServer, startEditableMcpServer } from "./editable-mcp-server.ts";

/** The tenants of the shared stack with tokens that have a key and an MCP server `catalog` of their own. */
export const ownTenants = ["north", "south"] as const;

/** A file for `TENANT_CONFIG`, and the servers that it names. */
export interface OwnTenants extends AsyncDisposable {
  path: string;
}

/** Writes the file with all that it names into a folder below `home`, and starts the servers. */
export async function startOwnTenants(home: string): Promise<OwnTenants> {
  const servers: EditableMcpServer[] = [];
  const lines: string[] = [];
  await Deno.mkdir(folderIn(home));
  for (const name of ownTenants) {
    const catalog = await startEditableMcpServer();
    catalog.greeting = `Greet for ${name} in this tone:`;
    catalog.description = `Looks at the catalog of ${name}.`;
    catalog.answer = `the catalog of ${name}`;
    servers.push(catalog);
    await useKey(home, name, name);
    lines.push(`  ${name}: { providerKeyFile: ${name}.key, servers: ${catalog.serversFile} }\n`);
  }
  const path = `${folderIn(home)}/tenants.yaml`;
  await Deno.writeTextFile(path, `tenants:\n${lines.join("")}`);
  return {
    path,
    async [Symbol.asyncDispose]() {
      for (const server of servers) await server[Symbol.asyncDispose]();
    },
  };
}

/**
 * Replaces a tenant's key by one of this account at the emulator, as an orchestrator replaces a secret, and returns the
 * part of it that is secret.
 */
export async function useKey(
  home: string,
  tenant: (typeof ownTenants)[number],
  account: string,
  secret: string = crypto.randomUUID(),
): Promise<string> {
  const path = `${folderIn(home)}/${tenant}.key`;
  await Deno.writeTextFile(`${path}.new`, `${account}:${secret}\n`);
  await Deno.rename(`${path}.new`, path);
  return secret;
}

const folderIn = (home: string) => `${home}/tenants`;
