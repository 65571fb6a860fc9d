import type { Tx } from "../database/sql.ts";
import {
  type ApplicationRole,
  applicationRoles,
  type Grantable,
  privilegesOf,
} from "./privileges.ts";

/** An object of the schema with the privileges that a role has on it. */
interface Granted extends Grantable {
  role: ApplicationRole;
  /** The object in a GRANT statement, after ON. */
  target: string;
  granted: string[];
}

/**
 * Grants the existing application roles the privileges that they need on all objects of the schema and revokes others.
 * Writes only differences. The owner runs it; roles that are created later get their privileges at the next call.
 */
export async function grantApplicationRoles(tx: Tx): Promise<void> {
  const roles = await rolesWithUsage(tx);
  if (roles.length === 0) return;
  const changes = (await grantedTo(tx, roles)).flatMap(changesOf);
  if (changes.length > 0) await tx.unsafe(changes.join(";"));
}

function changesOf({ role, target, granted, ...thing }: Granted): string[] {
  const wanted: readonly string[] = privilegesOf(role, thing);
  const lacking = wanted.filter((p) => !granted.includes(p));
  const excess = granted.filter((p) => !wanted.includes(p));
  return [
    ...(lacking.length > 0 ? [`grant ${lacking} on ${target} to ${role}`] : []),
    ...(excess.length > 0 ? [`revoke ${excess} on ${target} from ${role}`] : []),
  ];
}

async function rolesWithUsage(tx: Tx): Promise<ApplicationRole[]> {
  const found = await tx<{ role: ApplicationRole; schema: string; usage: boolean }[]>`
    select rolname as role, quote_ident(current_schema()) as schema,
      has_schema_privilege(oid, current_schema(), 'usage') as usage
    from pg_roles where rolname = any(${[...applicationRoles]}::text[]) order by rolname`;
  for (const { role, schema, usage } of found) {
    if (!usage) await tx.unsafe(`grant usage on schema ${schema} to ${role}`);
  }
  return found.map(({ role }) => role);
}

/** Includes only the partitions that statements name; the others need no grant, since statements name `events`. */
const grantedTo = (tx: Tx, roles: ApplicationRole[]) =>
  tx<Granted[]>`
  with things as (
    select case c.relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end as kind, c.relname::text as name,
      case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass as target, c.relacl as acl
    from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
      and (not c.relispartition or c.relname in ('events_past', 'events_default'))
      and not exists (select from pg_depend where objid = c.oid
        and (deptype = 'e' or (deptype = 'i' and c.relkind = 'S')))
    union all
    select 'definer', p.proname, 'function ' || p.oid::regprocedure, p.proacl
    from pg_proc p where p.pronamespace = current_schema()::regnamespace and p.prosecdef
      and not exists (select from pg_depend where objid = p.oid and deptype = 'e'))
  select t.kind, t.name, t.target, r.rolname as role,
    array(select a.privilege_type from aclexplode(t.acl) a where a.grantee = r.oid) as granted
  from things t cross join pg_roles r where r.rolname = any(${roles}::text[]) order by t.name, r.rolname`;
