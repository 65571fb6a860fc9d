/** A table of a backup. */
export interface BackedUpTable {
  name: string;
  columns: string[];
}

/** The contents of a backup of PostgreSQL. */
export interface Manifest {
  format: 1;
  /** Time of the snapshot by the database's clock, ISO 8601. */
  at: string;
  /** Migrations that were applied to the database. */
  migrations: string[];
  tables: BackedUpTable[];
  /** The last value of each sequence. */
  sequences: { name: string; value: number }[];
}
