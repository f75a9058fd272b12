/* tw-check-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include "tw-program-text.h"
#include "tw-program-version.h"
#include "tw-program-walk.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* CHK-11: how much two programs for different partner types have in common; CHK-43: royalties without a minimum. */

/* What a rule or tier says without what it is called. */
static char *
anonymous (JsonNode *node)
{
  static const char *const names[] = { "id", "name", "notes", "benefits", "governance", "investment" };
  g_autofree char *text = tw_program_text_canonical (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    json_object_remove_member (json_node_get_object (copy), names[i]);

  return tw_program_text_canonical (copy, FALSE);
}

static void
add_part (GHashTable *parts,
          char       *text,
          const char *path)
{
  g_hash_table_insert (parts, text, g_strdup (path));
}

/* Each criterion by itself: whatever joins them, a template copied with one of them changed is a copy. */
static void
add_criteria (JsonNode   *node,
              const char *path,
              GHashTable *parts)
{
  static const char *const joiners[] = { "all", "any", "not", "of" };
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (joiners); i++)
    {
      JsonNode *inner = json_object_get_member (object, joiners[i]);

      if (inner == NULL || (!JSON_NODE_HOLDS_ARRAY (inner) && !JSON_NODE_HOLDS_OBJECT (inner)))
        continue;
      if (JSON_NODE_HOLDS_OBJECT (inner))
        add_criteria (inner, path, parts);
      for (guint k = 0; JSON_NODE_HOLDS_ARRAY (inner) && k < json_array_get_length (json_node_get_array (inner)); k++)
        add_criteria (json_array_get_element (json_node_get_array (inner), k), path, parts);
      return;
    }
  if (object != NULL && json_object_get_size (object) > 0)
    add_part (parts, tw_program_text_canonical (node, FALSE), path);
}

/* Rules, criteria and tables of a document as a set of texts; a tier open to all says nothing. */
static void
add_parts (JsonObject *object,
           const char *list,
           GHashTable *parts,
           GHashTable *paths)
{
  JsonArray *array = json_object_has_member (object, list) ? json_object_get_array_member (object, list) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *part = json_node_get_object (node);
      g_autofree char *path = g_strdup_printf ("/%s/%u", list, i);

      if (json_object_has_member (part, "enter"))
        add_criteria (json_object_get_member (part, "enter"), path, parts);
      else
        add_part (parts, anonymous (node), path);
      if (json_object_has_member (part, "table"))
        add_part (parts, tw_program_text_canonical (json_object_get_member (part, "table"), FALSE), path);
      if (paths != NULL)
        g_hash_table_insert (paths, g_strdup (path), g_strdup (json_object_get_string_member_with_default (part, "name", "")));
    }
}

static GHashTable *
parts_of (JsonNode   *root,
          GHashTable *paths)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  add_parts (json_node_get_object (root), "tiers", parts, paths);
  add_parts (json_node_get_object (root), "designations", parts, paths);
  add_parts (json_node_get_object (root), "rules", parts, paths);

  return parts;
}

int
tw_check_compare_texts (gconstpointer a,
                        gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
compare_with (TwCheckRun             *run,
              const TwProgramVersion *version,
              GHashTable             *ours,
              GHashTable             *names)
{
  g_autoptr (TwProgramDocument) other = tw_program_version_load (run->input->workspace, version->id, NULL, &run->error);
  g_autoptr (GHashTable) theirs = other != NULL ? parts_of (tw_program_document_get_root (other), NULL) : NULL;
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  guint least;
  TwCheckResult *result;
  GHashTableIter iter;
  gpointer text;
  gpointer path;

  if (theirs == NULL)
    return;
  g_hash_table_iter_init (&iter, ours);
  while (g_hash_table_iter_next (&iter, &text, &path))
    if (g_hash_table_contains (theirs, text))
      g_ptr_array_add (same, path);
  least = MIN (g_hash_table_size (ours), g_hash_table_size (theirs));
  if (least < 2 || (gint64) same->len * 1000000 < run->settings[TW_CHECK_SIMILAR_RATE] * least)
    return;
  g_ptr_array_sort (same, tw_check_compare_texts);
  result = tw_run_found (run, TW_SEVERITY_WARNING, g_ptr_array_index (same, 0),
                         _("%1$u of %2$u rules, criteria and tables are those of “%3$s”, which is for another partner type."),
                         same->len, least, version->name);
  tw_check_evidence (result, "program", version->program, version->name, version->partner_type);
  for (guint i = 0; i < same->len; i++)
    if (i == 0 || strcmp (g_ptr_array_index (same, i), g_ptr_array_index (same, i - 1)) != 0)
      tw_check_evidence_at (result, g_ptr_array_index (same, i), g_hash_table_lookup (names, g_ptr_array_index (same, i)), NULL);
}

void
tw_ask_template (TwCheckRun *run)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (run->input->workspace, &run->error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) ours = parts_of (run->root, names);
  guint others = 0;

  /* The newest version of every other program; versions come by name and number. */
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (versions, i);
      const TwProgramVersion *next = i + 1 < versions->len ? g_ptr_array_index (versions, i + 1) : NULL;

      if (version->program == run->program_id || strcmp (version->partner_type, run->program->partner_type) == 0 ||
          (next != NULL && next->program == version->program) || strcmp (version->state, "retired") == 0)
        continue;
      others++;
      if (run->error == NULL)
        compare_with (run, version, ours, names);
    }
  if (others == 0 && run->error == NULL)
    tw_run_not_applicable (run, _("Not applicable: no programs for other partner types recorded."));
}

/* CHK-43 -------------------------------------------------------------------------------------------------- */

static gboolean
has_minimum (const TwProgram *program,
             guint            rule)
{
  for (guint i = 0; i < program->rules[rule].n_adjust; i++)
    if (program->rules[rule].adjust[i].kind == TW_ADJUST_GUARANTEE || program->rules[rule].adjust[i].kind == TW_ADJUST_MIN)
      return TRUE;
  for (guint i = 0; i < program->n_limits; i++)
    for (guint k = 0; k < program->limits[i].n_rules; k++)
      if (program->limits[i].kind == TW_ADJUST_MIN && program->limits[i].rules[k] == rule)
        return TRUE;

  return FALSE;
}

/* Partners that haven't reported units for two quarters. */
static void
ask_reports (TwCheckRun *run,
             const char *path)
{
  const TwCheckTable *reports = tw_run_table (run, "unit_report");
  g_autoptr (GArray) members = tw_run_members (run);
  g_autoptr (GPtrArray) rows = tw_check_rows_new ();
  TwDate from = tw_date_add_months (run->today, -6);

  for (guint i = 0; i < members->len; i++)
    {
      gint64 partner = g_array_index (members, gint64, i);
      TwDate last = TW_DATE_NONE;
      g_autofree char *value = NULL;

      for (gsize k = 0; k < reports->n; k++)
        if (tw_cells_int (reports, k, "partner") == partner)
          last = MAX (last, tw_cells_date (reports, k, "reported"));
      if (last != TW_DATE_NONE && last >= from)
        continue;
      value = last != TW_DATE_NONE ? tw_date_format (last) : g_strdup (_("never"));
      tw_check_rows_add (rows, "partner", partner, tw_run_name (run, "partner", partner), value);
    }
  tw_run_found_rows (run, rows, TW_SEVERITY_WARNING, path,
                     g_dngettext (GETTEXT_PACKAGE, "%u partner has reported no units for half a year, so its minimum can't be tested.",
                                  "%u partners have reported no units for half a year, so their minimum can't be tested.",
                                  rows->len),
                     rows->len);
}

void
tw_ask_minimum (TwCheckRun *run)
{
  for (guint i = 0; i < run->program->n_rules; i++)
    {
      const TwRule *rule = &run->program->rules[i];

      if (!rule->charge)
        continue;
      if (!has_minimum (run->program, i))
        {
          TwCheckResult *result = tw_run_found (run, TW_SEVERITY_WARNING, rule->path, _("“%s” has no minimum."), rule->name);

          tw_check_evidence_at (result, rule->path, rule->name, NULL);
        }
      else if ((run->input->depth & TW_CHECK_ROWS) != 0 && run->today != TW_DATE_NONE)
        ask_reports (run, rule->path);
    }
}
