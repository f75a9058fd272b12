/* bench-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The floors of storing and of reading, in plain SQLite.
 *
 *   bench-store insert SOURCE TARGET TABLE…   rows of SOURCE's tables into TARGET, a workspace without them
 *   bench-store scan FILE SQL                 every row and column of a query
 */

#include "bench-clock.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* Rows are read ahead of the clock: what is measured is binding and inserting alone. */
#define CHUNK 50000

typedef struct
{
  sqlite3_value **values;   /* CHUNK rows of `columns` */
  int             columns;
  int             rows;
  int             ended;
} Chunk;

static void
check (sqlite3 *db,
       int      status)
{
  if (status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE)
    return;

  fprintf (stderr, "%s\n", sqlite3_errmsg (db));
  exit (1);
}

static sqlite3_stmt *
prepare (sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *statement;

  check (db, sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void
run (sqlite3    *db,
     const char *sql)
{
  check (db, sqlite3_exec (db, sql, NULL, NULL, NULL));
}

/* 0 at the end of the rows. */
static int
read_chunk (sqlite3_stmt *statement,
            Chunk        *chunk)
{
  chunk->rows = 0;
  /* A statement that has ended would begin anew. */
  if (chunk->ended)
    return 0;

  while (chunk->rows < CHUNK && sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < chunk->columns; i++)
        chunk->values[chunk->rows * chunk->columns + i] = sqlite3_value_dup (sqlite3_column_value (statement, i));
      chunk->rows++;
    }
  chunk->ended = chunk->rows < CHUNK;

  return chunk->rows;
}

static void
free_chunk (Chunk *chunk)
{
  for (int i = 0; i < chunk->rows * chunk->columns; i++)
    sqlite3_value_free (chunk->values[i]);
}

static void
bind (sqlite3_stmt  *statement,
      int            at,
      sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      sqlite3_bind_int64 (statement, at, sqlite3_value_int64 (value));
      break;
    case SQLITE_NULL:
      sqlite3_bind_null (statement, at);
      break;
    default:
      sqlite3_bind_text (statement, at, (const char *) sqlite3_value_text (value), sqlite3_value_bytes (value),
                         SQLITE_STATIC);
      break;
    }
}

static void
insert_chunk (sqlite3      *db,
              sqlite3_stmt *insert,
              const Chunk  *chunk)
{
  for (int row = 0; row < chunk->rows; row++)
    {
      for (int i = 0; i < chunk->columns; i++)
        bind (insert, i + 1, chunk->values[row * chunk->columns + i]);
      check (db, sqlite3_step (insert));
      sqlite3_reset (insert);
    }
}

static sqlite3_stmt *
prepare_insert (sqlite3    *db,
                const char *table,
                int         columns)
{
  char sql[512];
  int n = snprintf (sql, sizeof sql, "INSERT INTO main.%s VALUES (?", table);

  for (int i = 1; i < columns; i++)
    n += snprintf (sql + n, sizeof sql - (size_t) n, ",?");
  snprintf (sql + n, sizeof sql - (size_t) n, ")");

  return prepare (db, sql);
}

static void
copy_table (sqlite3    *db,
            const char *table,
            BenchClock *clock)
{
  char sql[128];
  sqlite3_stmt *select;
  sqlite3_stmt *insert;
  Chunk chunk;

  snprintf (sql, sizeof sql, "SELECT * FROM source.%s ORDER BY id", table);
  select = prepare (db, sql);
  chunk.ended = 0;
  chunk.columns = sqlite3_column_count (select);
  chunk.values = calloc ((size_t) CHUNK * (size_t) chunk.columns, sizeof *chunk.values);
  insert = prepare_insert (db, table, chunk.columns);
  while (read_chunk (select, &chunk) > 0)
    {
      BenchClock start = bench_now ();

      insert_chunk (db, insert, &chunk);
      bench_add (clock, start);
      free_chunk (&chunk);
    }
  sqlite3_finalize (select);
  sqlite3_finalize (insert);
  free (chunk.values);
}

static void
insert (const char  *source,
        const char  *target,
        char       **tables,
        int          n)
{
  BenchClock clock = { 0 };
  BenchClock start;
  sqlite3 *db;
  char sql[4096];

  check (NULL, sqlite3_open (target, &db));
  sqlite3_snprintf (sizeof sql, sql, "ATTACH %Q AS source", source);
  run (db, sql);
  run (db, "PRAGMA main.journal_mode = WAL; PRAGMA cache_size = -16000; BEGIN");
  for (int i = 0; i < n; i++)
    copy_table (db, tables[i], &clock);
  start = bench_now ();
  run (db, "COMMIT; PRAGMA main.wal_checkpoint (TRUNCATE)");
  bench_add (&clock, start);
  run (db, "DETACH source; PRAGMA journal_mode = DELETE");
  sqlite3_close (db);
  bench_print ("insert", clock);
}

/* Reads each value as what it is, and adds it up so that nothing of it can be left out. */
static void
scan (const char *path,
      const char *sql)
{
  BenchClock clock = { 0 };
  BenchClock start = bench_now ();
  sqlite3_stmt *statement;
  sqlite3_int64 sum = 0;
  sqlite3 *db;

  check (NULL, sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL));
  statement = prepare (db, sql);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        if (sqlite3_column_type (statement, i) == SQLITE_INTEGER)
          sum += sqlite3_column_int64 (statement, i);
        else if (sqlite3_column_type (statement, i) == SQLITE_TEXT)
          sum += sqlite3_column_text (statement, i)[0];
      }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  bench_add (&clock, start);
  bench_print ("scan", clock);
  fprintf (stderr, "sum %lld\n", sum);
}

int
main (int    argc,
      char **argv)
{
  if (argc > 4 && strcmp (argv[1], "insert") == 0)
    insert (argv[2], argv[3], argv + 4, argc - 4);
  else if (argc == 4 && strcmp (argv[1], "scan") == 0)
    scan (argv[2], argv[3]);
  else
    return 2;

  return 0;
}
