/* tw-program-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-program-rows.h"

#include "tw-query-rows.h"

void
tw_version_row_clear (TwVersionRow *row)
{
  g_free (row->name);
  g_free (row->partner_type);
  g_free (row->currency);
  g_free (row->state);
  g_free (row->body);
  g_free (row->digest);
  g_free (row->published_by);
  g_free (row->published_at);
}

void
tw_part_row_clear (TwPartRow *row)
{
  g_free (row->key);
  g_free (row->body);
}

static void
waiver_row_clear (TwWaiverRow *row)
{
  g_free (row->code);
  g_free (row->path);
  g_free (row->reason);
  g_free (row->waived_by);
  g_free (row->waived_at);
}

static void
word_row_clear (TwWordRow *row)
{
  g_free (row->scope);
  g_free (row->name);
  g_free (row->type);
}

static void
fill_version (TwQuery  *query,
              gpointer  row)
{
  *(TwVersionRow *) row = (TwVersionRow){
    .id = tw_query_int (query, 0),
    .program = tw_query_int (query, 1),
    .name = tw_query_dup_text (query, 2),
    .partner_type = tw_query_dup_text (query, 3),
    .currency = tw_query_dup_text (query, 4),
    .number = (int) tw_query_int (query, 5),
    .state = tw_query_dup_text (query, 6),
    .valid_from = tw_query_date (query, 7),
    .valid_to = tw_query_date (query, 8),
    .body = tw_query_dup_text (query, 9),
    .digest = tw_query_dup_text (query, 10),
    .published_by = tw_query_dup_text (query, 11),
    .published_at = tw_query_dup_text (query, 12),
    .n_rules = (guint) tw_query_int (query, 13),
    .n_tiers = (guint) tw_query_int (query, 14),
  };
}

GArray *
tw_version_rows_read (TwWorkspace  *workspace,
                      gint64        program,
                      gint64        version,
                      GError      **error)
{
  TwQuery *query;

  query =
      tw_query_new (workspace,
                    "SELECT v.id, v.program, p.name, p.partner_type, p.currency, v.number, "
                    "v.state, v.valid_from, "
                    "v.valid_to, v.body, v.digest, v.published_by, v.published_at, "
                    "(SELECT count(*) FROM program_rule WHERE version = v.id), "
                    "(SELECT count(*) FROM program_tier WHERE version = v.id AND ladder = 'tier') "
                    "FROM program_version AS v JOIN program AS p ON p.id = v.program "
                    "WHERE (:program = 0 OR v.program = :program) AND (:version = 0 OR v.id = "
                    ":version) "
                    "ORDER BY p.name, v.number",
                    error);
  if (query != NULL)
    {
      tw_query_bind_int (query, "program", program);
      tw_query_bind_int (query, "version", version);
    }

  return tw_query_collect (query, sizeof (TwVersionRow), (GDestroyNotify) tw_version_row_clear, fill_version, error);
}

static void
fill_part (TwQuery  *query,
           gpointer  row)
{
  *(TwPartRow *) row = (TwPartRow){
    .id = tw_query_int (query, 0), .key = tw_query_dup_text (query, 1),
    .designation = tw_query_int (query, 2) != 0, .position = (int) tw_query_int (query, 3),
    .body = tw_query_dup_text (query, 4),
  };
}

GArray *
tw_part_rows_read (TwWorkspace    *workspace,
                   gint64          version,
                   TwVersionPart   part,
                   GError        **error)
{
  TwQuery *query;

  query =
      tw_query_new (workspace,
                    part == TW_PART_RULE
                        ? "SELECT id, key, 0, position, body FROM program_rule WHERE version = "
                          ":version "
                          "ORDER BY position, id"
                        : "SELECT id, name, ladder = 'designation', position, body FROM "
                          "program_tier "
                          "WHERE version = :version ORDER BY ladder = 'designation', position, id",
                    error);
  if (query != NULL)
    tw_query_bind_int (query, "version", version);

  return tw_query_collect (query, sizeof (TwPartRow), (GDestroyNotify) tw_part_row_clear, fill_part, error);
}

static void
fill_waiver (TwQuery  *query,
             gpointer  row)
{
  *(TwWaiverRow *) row = (TwWaiverRow){
    .id = tw_query_int (query, 0),
    .code = tw_query_dup_text (query, 1),
    .path = tw_query_dup_text (query, 2),
    .reason = tw_query_dup_text (query, 3),
    .waived_by = tw_query_dup_text (query, 4),
    .waived_at = tw_query_dup_text (query, 5),
  };
}

GArray *
tw_waiver_rows_read (TwWorkspace  *workspace,
                     gint64        version,
                     GError      **error)
{
  TwQuery *query;

  query = tw_query_new (workspace,
                        "SELECT id, code, path, reason, waived_by, waived_at FROM check_waiver "
                        "WHERE version = :version ORDER BY id", error);
  if (query != NULL)
    tw_query_bind_int (query, "version", version);

  return tw_query_collect (query, sizeof (TwWaiverRow), (GDestroyNotify) waiver_row_clear, fill_waiver, error);
}

gboolean
tw_program_row_find (TwWorkspace  *workspace,
                     const char   *name,
                     gint64       *program,
                     char        **partner_type,
                     char        **currency,
                     GError      **error)
{
  g_autoptr (TwQuery) query = NULL;
  GError *local = NULL;

  *program = 0;
  *partner_type = NULL;
  *currency = NULL;
  query = tw_query_new (workspace,
                        "SELECT id, partner_type, currency FROM program WHERE name = :name", error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "name", name);
  if (tw_query_step (query, &local))
    {
      *program = tw_query_int (query, 0);
      *partner_type = tw_query_dup_text (query, 1);
      *currency = tw_query_dup_text (query, 2);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);

  return FALSE;
}

gboolean
tw_program_row_add (TwWorkspace  *workspace,
                    const char   *name,
                    const char   *partner_type,
                    const char   *currency,
                    gint64       *program,
                    GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "INSERT INTO program (name, partner_type, currency) VALUES (:name, :type, "
                        ":currency)",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "name", name);
  tw_query_bind_text (query, "type", partner_type);
  tw_query_bind_text (query, "currency", currency);
  if (!tw_query_run (query, error))
    return FALSE;
  *program = tw_workspace_last_id (workspace);

  return TRUE;
}

gboolean
tw_version_row_add (TwWorkspace         *workspace,
                    const TwVersionRow  *row,
                    gint64              *version,
                    GError             **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "INSERT INTO program_version (program, number, state, valid_from, "
                        "valid_to, body) "
                        "VALUES (:program, :number, 'draft', :from, :to, :body)",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "program", row->program);
  tw_query_bind_int (query, "number", row->number);
  tw_query_bind_date (query, "from", row->valid_from);
  tw_query_bind_date (query, "to", row->valid_to);
  tw_query_bind_text (query, "body", row->body);
  if (!tw_query_run (query, error))
    return FALSE;
  *version = tw_workspace_last_id (workspace);

  return TRUE;
}

gboolean
tw_version_row_update (TwWorkspace         *workspace,
                       const TwVersionRow  *row,
                       GError             **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "UPDATE program_version SET valid_from = :from, valid_to = :to, body = "
                        ":body WHERE id = :id "
                        "AND (valid_from IS NOT :from OR valid_to IS NOT :to OR body IS NOT :body)",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", row->id);
  tw_query_bind_date (query, "from", row->valid_from);
  tw_query_bind_date (query, "to", row->valid_to);
  tw_query_bind_text (query, "body", row->body);

  return tw_query_run (query, error);
}

gboolean
tw_version_row_set_state (TwWorkspace         *workspace,
                          const TwVersionRow  *row,
                          GError             **error)
{
  g_autoptr (TwQuery) query = NULL;

  query =
      tw_query_new (workspace,
                    "UPDATE program_version SET state = :state, valid_to = :to, digest = :digest, "
                    "published_by = :by, published_at = :at WHERE id = :id",
                    error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "id", row->id);
  tw_query_bind_text (query, "state", row->state);
  tw_query_bind_date (query, "to", row->valid_to);
  tw_query_bind_text (query, "digest", row->digest);
  tw_query_bind_text (query, "by", row->published_by);
  tw_query_bind_text (query, "at", row->published_at);

  return tw_query_run (query, error);
}

static const char *
part_sql (TwVersionPart part,
          gboolean      add)
{
  if (part == TW_PART_RULE)
    return add ? "INSERT INTO program_rule (version, key, position, body) VALUES (:version, :key, "
                 ":position, :body)"
               : "UPDATE program_rule SET key = :key, position = :position, body = :body WHERE id "
                 "= :id "
                 "AND (key IS NOT :key OR position IS NOT :position OR body IS NOT :body)";

  return add ? "INSERT INTO program_tier (version, name, ladder, position, body) "
               "VALUES (:version, :key, :ladder, :position, :body)"
             : "UPDATE program_tier SET name = :key, ladder = :ladder, position = :position, body "
               "= :body "
               "WHERE id = :id AND (name IS NOT :key OR ladder IS NOT :ladder OR position IS NOT "
               ":position "
               "OR body IS NOT :body)";
}

gboolean
tw_part_row_write (TwWorkspace      *workspace,
                   gint64            version,
                   TwVersionPart     part,
                   const TwPartRow  *row,
                   GError          **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, part_sql (part, row->id == 0), error);

  if (query == NULL)
    return FALSE;
  if (row->id == 0)
    tw_query_bind_int (query, "version", version);
  else
    tw_query_bind_int (query, "id", row->id);
  tw_query_bind_text (query, "key", row->key);
  if (part == TW_PART_TIER)
    tw_query_bind_text (query, "ladder", row->designation ? "designation" : "tier");
  tw_query_bind_int (query, "position", row->position);
  tw_query_bind_text (query, "body", row->body);

  return tw_query_run (query, error);
}

gboolean
tw_part_row_delete (TwWorkspace    *workspace,
                    TwVersionPart   part,
                    gint64          id,
                    GError        **error)
{
  return tw_query_run_id (workspace,
                      part == TW_PART_RULE ? "DELETE FROM program_rule WHERE id = :id"
                                           : "DELETE FROM program_tier WHERE id = :id",
                      id, error);
}

gboolean
tw_version_row_delete (TwWorkspace         *workspace,
                       const TwVersionRow  *row,
                       GError             **error)
{
  static const char * const parts[] = {
    "DELETE FROM scenario_override WHERE scenario IN (SELECT id FROM scenario WHERE version = :id)",
    "DELETE FROM scenario WHERE version = :id",
    "DELETE FROM check_waiver WHERE version = :id", "DELETE FROM program_rule WHERE version = :id",
    "DELETE FROM program_tier WHERE version = :id", "DELETE FROM program_version WHERE id = :id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!tw_query_run_id (workspace, parts[i], row->id, error))
      return FALSE;

  return tw_query_run_id (workspace,
                      "DELETE FROM program WHERE id = :id "
                      "AND NOT EXISTS (SELECT 1 FROM program_version WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM enrolment WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM agreement WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM tier_assignment WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM tier_proposal WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM event WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM adjustment WHERE program = :id) "
                      "AND NOT EXISTS (SELECT 1 FROM statement WHERE program = :id)",
                      row->program, error);
}

gboolean
tw_waiver_row_add (TwWorkspace        *workspace,
                   gint64              version,
                   const TwWaiverRow  *row,
                   GError            **error)
{
  g_autoptr (TwQuery) query = NULL;

  query =
      tw_query_new (workspace,
                    "INSERT INTO check_waiver (version, code, path, reason, waived_by, waived_at) "
                    "VALUES (:version, :code, :path, :reason, :by, :at)",
                    error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_int (query, "version", version);
  tw_query_bind_text (query, "code", row->code);
  tw_query_bind_text (query, "path", row->path);
  tw_query_bind_text (query, "reason", row->reason);
  tw_query_bind_text (query, "by", row->waived_by);
  tw_query_bind_text (query, "at", row->waived_at);

  return tw_query_run (query, error);
}

static void
fill_word (TwQuery  *query,
           gpointer  row)
{
  *(TwWordRow *) row = (TwWordRow){
    .kind = (TwWordKind) tw_query_int (query, 0), .scope = tw_query_dup_text (query, 1),
    .name = tw_query_dup_text (query, 2), .type = tw_query_dup_text (query, 3),
    .digits = (int) tw_query_int (query, 4),
  };
}

GArray *
tw_word_rows_read (TwWorkspace  *workspace,
                   GError      **error)
{
  TwQuery *query;

  query =
      tw_query_new (workspace,
                    "SELECT 0, entity, name, type, 0 FROM attribute "
                    "UNION ALL SELECT DISTINCT 1, 'agreement', name, type, 0 FROM agreement_term "
                    "UNION ALL SELECT 2, '', code, '', digits FROM currency "
                    "UNION ALL SELECT 3, '', name, '', 0 FROM category",
                    error);

  return tw_query_collect (query, sizeof (TwWordRow), (GDestroyNotify) word_row_clear, fill_word, error);
}

gboolean
tw_workspace_read_pivot (TwWorkspace  *workspace,
                         char        **pivot,
                         GError      **error)
{
  *pivot = tw_workspace_get_text (workspace, "SELECT pivot_currency FROM workspace", error);

  return *pivot != NULL;
}
