/** Tickets that open one event stream each. */
export const streamTickets = /* sql */ `
create table stream_tickets (
  hash bytea primary key check (octet_length(hash) = 32),
  tenant text not null,
  operation text not null,
  principal jsonb not null,
  expires_at timestamptz(3) not null
);
create index on stream_tickets (tenant, expires_at);
comment on table stream_tickets is 'One-use tickets for event streams. A ticket itself is stored nowhere.';
comment on column stream_tickets.hash is 'SHA-256 of the ticket.';
comment on column stream_tickets.operation is 'SHA-256 of the operation and its variables, in hex; the ticket opens no other stream.';
comment on column stream_tickets.principal is 'Whose stream it opens, as it was when the ticket was made.';

create function use_stream_ticket(ticket_hash bytea, operation_hash text) returns table (principal jsonb)
  language sql security definer as $$
  with used as (
    delete from stream_tickets t where t.hash = ticket_hash returning t.operation, t.principal, t.expires_at)
  select u.principal from used u where u.operation = operation_hash and u.expires_at > now()
$$;
comment on function use_stream_ticket is
  'Uses up a ticket of any tenant: which one it is, is known only afterwards. No row: it opens nothing, and is used up all the same.';

do $$
begin
  execute format('alter function use_stream_ticket(bytea, text) set search_path = %I, pg_temp', current_schema());
  revoke all on function use_stream_ticket(bytea, text) from public;
end $$;
`;
