import path from 'node:path'
import { ADMIN, bin, createInstance, type Instance } from './instance.ts'
import { complete, createFolder, freePort } from './programs.ts'
import { query } from './psql.ts'

/** Starts a streaming standby with a replication slot. From then on the primary confirms a commit only after the standby has stored it. */
export async function startSynchronousStandby(primary: Instance): Promise<Instance> {
  const folder = createFolder('standby')
  const source = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', ADMIN.user]
  complete(
    bin('pg_basebackup'),
    [
      ...source,
      '-D',
      path.join(folder, 'data'),
      '-R',
      '-C',
      '-S',
      'standby',
      '-c',
      'fast',
      '-X',
      'stream',
      '--no-sync',
    ],
    { PGPASSWORD: ADMIN.password },
  )
  const standby = createInstance(folder, await freePort(), ['-c', 'cluster_name=standby'])
  await standby.start()
  await query(primary.adminUrl(), `ALTER SYSTEM SET synchronous_standby_names = 'standby'`)
  await query(primary.adminUrl(), 'SELECT pg_reload_conf()')
  await query(primary.adminUrl(), WAIT_UNTIL_SYNCHRONOUS)
  return standby
}

const WAIT_UNTIL_SYNCHRONOUS = `
  DO $$ BEGIN
    FOR attempt IN 1..300 LOOP
      IF EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync') THEN RETURN; END IF;
      PERFORM pg_sleep(0.1);
      PERFORM pg_stat_clear_snapshot();
    END LOOP;
    RAISE 'The standby does not follow';
  END $$`
