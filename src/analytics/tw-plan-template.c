/* tw-plan-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-analytics"

#include "config.h"

#include "tw-plan-template.h"

#include "tw-error.h"
#include "tw-history.h"
#include "tw-plan-resources.h"
#include "tw-plan.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FOLDER "/io/github/tierwright/Tierwright/plans/"

static void
template_free (gpointer data)
{
  TwPlanTemplate *template = data;

  g_free (template->id);
  g_free (template->name);
  g_free (template->description);
  g_free (template->partner_type);
  g_free (template);
}

/* The object of a template; the files are our own, so that a bad one is a defect. */
static JsonObject *
load (const char  *id,
      GError     **error)
{
  g_autofree char *path = g_strconcat (FOLDER, id, ".json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = NULL;

  /* Calling it is what links the files into the program. */
  tw_plan_get_resource ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("There is no plan template “%s”. "
                                                    "Choose one of the list."), id);
      return NULL;
    }

  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                   (gssize) g_bytes_get_size (bytes), error))
    return NULL;

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

GPtrArray *
tw_plan_template_list (void)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func (template_free);
  g_auto (GStrv) names = NULL;

  tw_plan_get_resource ();
  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *id = g_strndup (*name, strlen (*name) - strlen (".json"));
      g_autoptr (JsonObject) object = load (id, NULL);
      TwPlanTemplate *template;

      if (object == NULL)
        continue;

      template = g_new0 (TwPlanTemplate, 1);
      template->id = g_steal_pointer (&id);
      template->name = g_strdup (get_text (object, "name"));
      template->description = g_strdup (get_text (object, "description"));
      template->partner_type = g_strdup (get_text (object, "partner_type"));
      g_ptr_array_add (templates, template);
    }

  return templates;
}

/* --- making a plan --- */

typedef struct
{
  TwWorkspace *workspace;
  gint64       plan;
  const char  *key;
  TwSpan       span;
  GArray      *quarters;        /* TwSpan */
  GHashTable  *goals;           /* char* title -> gint64* */
} Maker;

typedef gboolean (*AddFunc) (Maker       *maker,
                             JsonObject  *object,
                             guint        index,
                             GError     **error);

static gboolean
add_each (Maker       *maker,
          JsonObject  *root,
          const char  *name,
          AddFunc      add,
          GError     **error)
{
  JsonArray *array =
      json_object_has_member (root, name) ? json_object_get_array_member (root, name) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!add (maker, json_array_get_object_element (array, i), i, error))
        return FALSE;
    }

  return TRUE;
}

/* A new row of the plan with the members of @object that are fields, as they stand. */
static TwRow *
make_row (Maker       *maker,
          const char  *name,
          JsonObject  *object,
          GError     **error)
{
  const TwEntity *entity = tw_entity_find (name);
  g_autoptr (TwRow) row = tw_row_new (maker->workspace, entity);
  g_auto (TwCell) plan = TW_CELL_INIT;

  tw_cell_set_number (&plan, maker->plan);
  if (!tw_row_set (row, "plan", &plan, error))
    return NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const char *field = entity->fields[i].name;
      const char *text = entity->fields[i].type != TW_FIELD_REFERENCE
                             ? get_text (object, field)
                             : NULL;

      if (text != NULL && !tw_row_set_text (row, field, text, error))
        return NULL;
    }

  return g_steal_pointer (&row);
}

/* "3 months" after the first day, at most the last day; "" is the first day. */
static gboolean
set_after (Maker       *maker,
           TwRow       *row,
           const char  *field,
           const char  *after,
           GError     **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;
  TwDuration duration;
  TwDate date = maker->span.start;

  if (after == NULL)
    return TRUE;
  if (*after != '\0')
    {
      if (!tw_duration_parse (after, &duration, error))
        return FALSE;
      date = MIN (tw_date_add (date, duration, 1), maker->span.end - 1);
    }

  tw_cell_set_number (&cell, date);

  return tw_row_set (row, field, &cell, error);
}

static gboolean
add_goal (Maker       *maker,
          JsonObject  *object,
          guint        index,
          GError     **error)
{
  g_autoptr (TwRow) row = make_row (maker, "plan_goal", object, error);
  g_autofree char *prefix = g_strconcat (maker->key, "-G", NULL);
  g_autofree char *key = tw_plan_make_key (maker->workspace, "plan_goal", prefix);
  g_autofree TwPlanTarget *targets = g_new0 (TwPlanTarget, maker->quarters->len);
  gint64 id;

  if (row == NULL || !tw_row_set_text (row, "external_id", key, error)
      || !tw_row_save (row, NULL, error))
    return FALSE;

  id = tw_row_get_id (row);
  g_hash_table_insert (maker->goals, g_strdup (get_text (object, "title")),
                       g_memdup2 (&id, sizeof id));
  for (guint i = 0; i < maker->quarters->len; i++)
    targets[i].span = g_array_index (maker->quarters, TwSpan, i);

  return tw_plan_set_targets (maker->workspace, id, targets, maker->quarters->len, error);
}

static gboolean
add_initiative (Maker       *maker,
                JsonObject  *object,
                guint        index,
                GError     **error)
{
  g_autoptr (TwRow) row = make_row (maker, "plan_initiative", object, error);
  const char *goal = get_text (object, "goal");
  const gint64 *id = goal != NULL ? g_hash_table_lookup (maker->goals, goal) : NULL;
  g_auto (TwCell) cell = TW_CELL_INIT;

  if (row == NULL || !set_after (maker, row, "valid_from", get_text (object, "from"), error)
      || !set_after (maker, row, "valid_to", get_text (object, "to"), error))
    return FALSE;

  if (id != NULL)
    {
      tw_cell_set_number (&cell, *id);
      tw_row_set (row, "goal", &cell, NULL);
    }

  return tw_row_save (row, NULL, error);
}

static gboolean
add_milestone (Maker       *maker,
               JsonObject  *object,
               guint        index,
               GError     **error)
{
  g_autoptr (TwRow) row = make_row (maker, "plan_milestone", object, error);

  return row != NULL && set_after (maker, row, "due", get_text (object, "after"), error)
         && tw_row_save (row, NULL, error);
}

static gboolean
add_commitment (Maker       *maker,
                JsonObject  *object,
                guint        index,
                GError     **error)
{
  g_autoptr (TwRow) row = make_row (maker, "plan_commitment", object, error);

  return row != NULL && set_after (maker, row, "due", get_text (object, "after"), error)
         && tw_row_save (row, NULL, error);
}

static gboolean
add_review (Maker       *maker,
            JsonObject  *object,
            guint        index,
            GError     **error)
{
  g_autoptr (TwRow) row = make_row (maker, "plan_review", object, error);

  return row != NULL && set_after (maker, row, "due", get_text (object, "after"), error)
         && tw_row_save (row, NULL, error);
}

static gboolean
fill (Maker       *maker,
      const char  *template,
      GError     **error)
{
  g_autoptr (JsonObject) root = template != NULL ? load (template, error) : NULL;

  if (template == NULL)
    return TRUE;

  return root != NULL && add_each (maker, root, "goals", add_goal, error)
         && add_each (maker, root, "initiatives", add_initiative, error)
         && add_each (maker, root, "milestones", add_milestone, error)
         && add_each (maker, root, "commitments", add_commitment, error)
         && add_each (maker, root, "reviews", add_review, error);
}

static TwRow *
make_plan (TwWorkspace  *workspace,
           const char   *template,
           const char   *name,
           const char   *key,
           gint64        partner,
           TwSpan        span,
           const char   *currency,
           GError      **error)
{
  g_autoptr (TwRow) row = tw_row_new (workspace, tw_entity_find ("plan"));
  g_auto (TwCell) who = TW_CELL_INIT;
  g_auto (TwCell) from = TW_CELL_INIT;
  g_auto (TwCell) to = TW_CELL_INIT;
  g_auto (TwCell) made = TW_CELL_INIT;

  tw_cell_set_number (&who, partner);
  tw_cell_set_number (&from, span.start);
  tw_cell_set_number (&to, span.end - 1);
  tw_cell_set_text (&made, template);
  if (!tw_row_set_text (row, "name", name, error) || !tw_row_set_text (row, "external_id", key, error)
      || !tw_row_set (row, "partner", &who, error) || !tw_row_set (row, "valid_from", &from, error)
      || !tw_row_set (row, "valid_to", &to, error) || !tw_row_set (row, "template", &made, error)
      || !tw_row_set_text (row, "currency", currency, error) || !tw_row_save (row, NULL, error))
    return NULL;

  return g_steal_pointer (&row);
}

gint64
tw_plan_create (TwWorkspace  *workspace,
                const char   *template,
                const char   *name,
                gint64        partner,
                TwSpan        span,
                const char   *currency,
                GError      **error)
{
  g_autofree char *key = tw_plan_make_key (workspace, "plan", "PLAN");
  g_autoptr (GHashTable) goals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) quarters = tw_plan_list_quarters (workspace, span, error);
  g_autofree char *label = NULL;
  g_autoptr (TwRow) row = NULL;
  Maker maker = { workspace, 0, key, span, quarters, goals };

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && name != NULL, 0);

  if (quarters == NULL)
    return 0;

  /* Translators: history; %s is the name of a plan. */
  label = g_strdup_printf (_("Added plan “%s”"), name);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return 0;

  row = make_plan (workspace, template, name, key, partner, span, currency, error);
  maker.plan = row != NULL ? tw_row_get_id (row) : 0;
  if (row == NULL || !fill (&maker, template, error))
    {
      tw_history_rollback (workspace);
      return 0;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error) ? maker.plan : 0;
}
