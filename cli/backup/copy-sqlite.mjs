// Copies a consistent snapshot of an SQLite database that other processes may have open. JavaScript, because the types of
// Node have no node:sqlite; Deno has it.
import process from "node:process";
import { DatabaseSync } from "node:sqlite";

const [from, to] = process.argv.slice(2);
// Temporal's schema has text literals in double quotes.
const database = new DatabaseSync(from, { enableDoubleQuotedStringLiterals: true });
database.exec("pragma busy_timeout = 10000");
database.prepare("vacuum into ?").run(to);
database.close();
