import { withClient } from "../platform/connection";

/**
 * Whether a database is in real use, where a demonstration is never loaded: its demonstration data was
 * removed, or it has accounts and none of them is a demonstration's, as after a restore.
 */
export function isRealInstallation(databaseUrl: string): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ real: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM demonstration_ends)
           OR coalesce((SELECT bool_and(NOT demonstration) FROM accounts), false) AS real`,
    );
    return rows[0]?.real === true;
  });
}
