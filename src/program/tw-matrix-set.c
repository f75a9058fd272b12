/* tw-matrix-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-change-private.h"

#include "tw-decimal.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A value into a cell: what is there is set, what isn't is added like another tier has it. */

/* --- paths --- */

/* Where what stood at @path stands once conditions were made lists. */
char *
tw_matrix_remap (TwMatrixChange *self,
       const char     *path)
{
  GHashTableIter iter;
  const char *root;

  g_hash_table_iter_init (&iter, self->wrapped);
  while (g_hash_table_iter_next (&iter, (gpointer *) &root, NULL))
    {
      gsize length = strlen (root);

      if (strncmp (path, root, length) == 0 && (path[length] == '/' || path[length] == '\0'))
        return g_strdup_printf ("%s/all/0%s", root, path + length);
    }

  return g_strdup (path);
}

static char *
get_json (TwMatrixChange *self,
          const char     *path)
{
  JsonNode *node = tw_program_text_lookup (self->root, path);

  return node != NULL ? json_to_string (node, FALSE) : NULL;
}

guint
tw_matrix_get_length (TwMatrixChange *self,
            const char     *list)
{
  JsonNode *node = tw_program_text_lookup (self->root, list);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node)
           ? json_array_get_length (json_node_get_array (node)) : 0;
}

/* Behind the last element, those added before counted. */
static void
append (TwMatrixChange *self,
        const char     *list,
        guint           length,
        const char     *json)
{
  guint added = GPOINTER_TO_UINT (g_hash_table_lookup (self->added, list));
  g_autofree char *path = g_strdup_printf ("%s/%u", list, length + added);

  tw_program_edits_insert (self->inserts, path, json);
  g_hash_table_replace (self->added, g_strdup (list), GUINT_TO_POINTER (added + 1));
}

/* A text that stands for a list of one becomes that list. */
static void
append_item (TwMatrixChange *self,
             const char     *list,
             const char     *json)
{
  JsonNode *node = tw_program_text_lookup (self->root, list);
  g_autofree char *old = NULL;
  g_autofree char *both = NULL;

  if (node == NULL || JSON_NODE_HOLDS_ARRAY (node))
    {
      append (self, list, tw_matrix_get_length (self, list), json);
      return;
    }
  old = json_to_string (node, FALSE);
  both = g_strdup_printf ("[%s,%s]", old, json);
  tw_program_edits_set (self->sets, list, both);
}

gboolean
tw_matrix_is_element (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL && g_ascii_isdigit (slash[1]);
}

void
tw_matrix_set_json (TwMatrixChange *self,
           const char     *path,
           const char     *json)
{
  g_autofree char *mapped = tw_matrix_remap (self, path);

  tw_program_edits_set (self->sets, mapped, json);
}

static void
set_text (TwMatrixChange *self,
          const char     *path,
          const char     *text)
{
  g_autofree char *mapped = tw_matrix_remap (self, path);

  tw_program_edits_set_text (self->sets, mapped, text);
}

/* --- what is typed --- */

static gboolean
check_plain (TwMatrixType   type,
             int            digits,
             const char    *plain,
             GError       **error)
{
  gint64 number;
  TwDate date;
  TwDuration duration;

  switch (type)
    {
    case TW_MATRIX_MONEY:
      if (!tw_decimal_parse (plain, digits, &number, NULL))
        return tw_matrix_refuse (error, _("Enter an amount such as 1,234.56."));
      return TRUE;
    case TW_MATRIX_NUMBER:
      if (!tw_number_parse (plain, &number, NULL))
        return tw_matrix_refuse (error, _("Enter a number such as 12, or a percentage such as 2.5 %."));
      return TRUE;
    case TW_MATRIX_COUNT:
      if (!tw_decimal_parse (plain, 0, &number, NULL) || number < 1 || number > 1000)
        return tw_matrix_refuse (error, _("Enter a whole number from 1 on."));
      return TRUE;
    case TW_MATRIX_DATE:
      if (!tw_date_parse (plain, &date, NULL))
        return tw_matrix_refuse (error, _("Enter a date such as 2026-07-01."));
      return TRUE;
    case TW_MATRIX_DURATION:
      if (!tw_duration_parse (plain, &duration, NULL))
        return tw_matrix_refuse (error, _("Enter a duration such as 90 days, 6 months or 1 year."));
      return TRUE;
    default:
      return TRUE;
    }
}

gboolean
tw_matrix_is_yes (const char *plain)
{
  return g_ascii_strcasecmp (plain, "yes") == 0 || strcmp (plain, "✓") == 0 ||
         strcmp (plain, "1") == 0 || g_ascii_strcasecmp (plain, "x") == 0;
}

static gboolean
check_value (TwMatrixChange      *self,
             const TwMatrixRow   *row,
             TwMatrixType         type,
             const char          *plain,
             GError             **error)
{
  const TwProgram *program = tw_program_document_get_program (self->matrix->document);

  if (type == TW_MATRIX_CHOICE && tw_matrix_choice_label (row, plain) == NULL)
    return tw_matrix_refuse (error, _("Choose one of the list."));
  if (type == TW_MATRIX_YES && !tw_matrix_is_yes (plain))
    return tw_matrix_refuse (error, _("Enter yes or no."));

  return check_plain (type, program->currency_digits, plain, error);
}

/* --- what a row stands in --- */

const TwMatrixRow *
tw_matrix_get_parent (TwMatrixChange    *self,
            const TwMatrixRow *row)
{
  return row->parent >= 0 ? tw_matrix_get_row (self->matrix, row->parent) : NULL;
}

/* The first tier that has what the row is about: what another is made like. */
static const TwMatrixCell *
find_model (TwMatrixChange    *self,
            const TwMatrixRow *row)
{
  for (guint i = 0; i < self->matrix->n_tiers; i++)
    if (row->cells[i].owner != NULL)
      return &row->cells[i];

  return NULL;
}

/* The root of a tier's condition becomes a list that begins with what it was. */
static char *
wrap_root (TwMatrixChange    *self,
           const TwMatrixRow *heading,
           guint              tier)
{
  const char *member = strcmp (heading->key, "stay") == 0 ? "keep" : "enter";
  g_autofree char *path = tw_program_text_path (self->matrix->tiers[tier].path, member);
  g_autofree char *old = get_json (self, path);
  g_autofree char *json = g_strdup_printf ("{\"all\":[%s]}", old != NULL ? old : "");

  if (!g_hash_table_contains (self->wrapped, path))
    {
      tw_program_edits_set (self->wraps, path, json);
      if (old != NULL)
        g_hash_table_add (self->wrapped, g_strdup (path));
    }

  return tw_program_text_path (path, "all");
}

/* Adds a condition where the rows below @parent stand in the tier; groups on the way are made. */
gboolean
tw_matrix_add_condition (TwMatrixChange     *self,
               const TwMatrixRow  *parent,
               guint               tier,
               const char         *json,
               GError            **error)
{
  const TwMatrixCell *cell = &parent->cells[tier];
  const TwMatrixCell *model;
  g_autofree char *list = NULL;
  g_autofree char *group = NULL;

  if (cell->list != NULL)
    {
      g_autofree char *mapped = tw_matrix_remap (self, cell->list);

      append (self, mapped, tw_matrix_get_length (self, cell->list), json);
      return TRUE;
    }
  if (parent->kind == TW_MATRIX_HEADING)
    {
      list = wrap_root (self, parent, tier);
      append (self, list, 1, json);
      return TRUE;
    }
  model = find_model (self, parent);
  if (cell->owner != NULL || model == NULL || model->list == NULL)
    return tw_matrix_refuse (error, _("This group has room for one condition. Edit the criterion instead."));
  if (strrchr (model->list, '/') != NULL && g_str_has_suffix (model->list, "/of"))
    return tw_matrix_refuse (error, _("Add the whole group first: press Space on its row."));

  group = g_strdup_printf ("{\"%s\":[%s]}", strrchr (model->list, '/') + 1, json);

  return tw_matrix_add_condition (self, tw_matrix_get_parent (self, parent), tier, group, error);
}

/* --- adding what another tier has --- */

/* (transfer full): the model's JSON with its value changed. */
static char *
copy_model (TwMatrixChange     *self,
            const TwMatrixRow  *row,
            const TwMatrixCell *model,
            const char         *plain)
{
  JsonNode *node = tw_program_text_lookup (self->root, model->owner);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (copy) ? json_node_get_object (copy) : NULL;
  const char *member = model->path != NULL ? strrchr (model->path, '/') + 1 : NULL;

  if (object == NULL || member == NULL || model->type == TW_MATRIX_YES)
    return g_steal_pointer (&text);

  if (row->kind == TW_MATRIX_CRITERION)
    {
      g_autofree char *keep = g_strconcat ("keep_", member, NULL);

      json_object_remove_member (object, keep);
    }
  if (model->type == TW_MATRIX_COUNT)
    json_object_set_int_member (object, member, atoi (plain));
  else
    json_object_set_string_member (object, member, plain);

  return json_to_string (copy, FALSE);
}

static gboolean
add_like_model (TwMatrixChange     *self,
                const TwMatrixRow  *row,
                guint               tier,
                const char         *plain,
                GError            **error)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);
  const TwMatrixCell *model = find_model (self, row);
  g_autofree char *json = NULL;

  if (model == NULL || parent == NULL)
    return tw_matrix_refuse (error, _("No tier has this any more."));
  json = copy_model (self, row, model, plain);

  switch (row->kind)
    {
    case TW_MATRIX_BENEFIT:
    case TW_MATRIX_REVIEW:
      append_item (self, parent->cells[tier].list, json);
      return TRUE;
    case TW_MATRIX_POINT:
      if (parent->cells[tier].list == NULL)
        return tw_matrix_refuse (error, _("This tier asks no points. Enter how many it asks first."));
      append (self, parent->cells[tier].list, tw_matrix_get_length (self, parent->cells[tier].list), json);
      return TRUE;
    default:
      return tw_matrix_add_condition (self, parent, tier, json, error);
    }
}

/* --- values of what is there --- */

/* A benefit or review that is only a name becomes one with members. */
static void
set_member (TwMatrixChange *self,
            const char     *owner,
            const char     *member,
            const char     *text)
{
  JsonNode *node = tw_program_text_lookup (self->root, owner);
  g_autoptr (JsonNode) object = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = tw_program_text_path (owner, member);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    {
      set_text (self, path, text);
      return;
    }
  object = json_node_init_object (json_node_alloc (), json_object_new ());
  json_object_set_string_member (json_node_get_object (object), "name",
                                 json_node_get_string (node));
  json_object_set_string_member (json_node_get_object (object), member, text);
  json = json_to_string (object, FALSE);
  if (!tw_matrix_is_element (owner))
    {
      g_autofree char *list = g_strdup_printf ("[%s]", json);

      tw_matrix_set_json (self, owner, list);
      return;
    }
  tw_matrix_set_json (self, owner, json);
}

/* Rows that say more of the one above them: nothing is there where that isn't. */
static gboolean
check_above (TwMatrixChange     *self,
             const TwMatrixRow  *row,
             guint               tier,
             GError            **error)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);
  const TwMatrixCell *above = parent != NULL ? &parent->cells[tier] : NULL;

  switch (row->kind)
    {
    case TW_MATRIX_STAY:
      if (above->owner == NULL)
        return tw_matrix_refuse (error, _("This tier doesn't ask for it. Enter the threshold to enter first."));
      return TRUE;
    case TW_MATRIX_PICKED:
      if (above->owner == NULL || above->words == NULL)
        return tw_matrix_refuse (error, _("The threshold of this tier is the same everywhere. Edit the "
                                "criterion to make it differ."));
      return TRUE;
    case TW_MATRIX_POINT_PART:
    case TW_MATRIX_BENEFIT_COST:
    case TW_MATRIX_BENEFIT_VALUE:
    case TW_MATRIX_ATTENDEES:
      if (above->owner == NULL)
        return tw_matrix_refuse (error, _("This tier doesn't have it. Add it in the row above first."));
      return TRUE;
    default:
      return TRUE;
    }
}

/* (transfer full): where a value that a tier doesn't have yet is written. */
static char *
get_new_path (TwMatrixChange    *self,
              const TwMatrixRow *row,
              guint              tier)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);
  const char *key = strrchr (row->key, '\n') + 1;
  g_autofree char *is = NULL;

  if (row->cells[tier].path != NULL)
    return g_strdup (row->cells[tier].path);
  if (row->kind != TW_MATRIX_PICKED)
    return tw_program_text_path (parent->cells[tier].owner, row->member);
  if (strcmp (key, "\telse") == 0)
    return tw_program_text_path (parent->cells[tier].path, "else");
  is = tw_program_text_path (parent->cells[tier].path, "is");

  return tw_program_text_path (is, key);
}

static gboolean
set_below (TwMatrixChange    *self,
           const TwMatrixRow *row,
           guint              tier,
           const char        *plain)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);
  g_autofree char *path = NULL;

  if (row->kind == TW_MATRIX_BENEFIT_COST || row->kind == TW_MATRIX_BENEFIT_VALUE ||
      row->kind == TW_MATRIX_ATTENDEES)
    {
      set_member (self, parent->cells[tier].owner, row->member, plain);
      return TRUE;
    }
  path = get_new_path (self, row, tier);
  set_text (self, path, plain);

  return TRUE;
}

static gboolean
set_present (TwMatrixChange      *self,
             const TwMatrixRow   *row,
             const TwMatrixCell  *cell,
             const char          *plain,
             GError             **error)
{
  if (cell->words != NULL)
    return tw_matrix_refuse (error, _("This value is worked out, so that it can't be typed over. Change the "
                            "rows below it, or edit the criterion."));
  if (cell->type == TW_MATRIX_YES)
    {
      if (row->kind == TW_MATRIX_FLAG)
        tw_matrix_set_json (self, cell->path, "true");
      return TRUE;
    }
  if (cell->type == TW_MATRIX_COUNT)
    tw_matrix_set_json (self, cell->path, plain);
  else if (row->kind == TW_MATRIX_REVIEW)
    set_member (self, cell->owner, "cadence", plain);
  else
    set_text (self, cell->path, plain);

  return TRUE;
}

/* What a cell that is empty would hold. */
TwMatrixType
tw_matrix_get_type (TwMatrixChange    *self,
          const TwMatrixRow *row,
          guint              tier)
{
  const TwMatrixCell *cell = &row->cells[tier];
  const TwMatrixCell *model = find_model (self, row);

  if (cell->type != TW_MATRIX_NOTHING)
    return cell->type;
  if (model != NULL)
    return model->type;

  return row->kind == TW_MATRIX_ATTENDEES                                                ? TW_MATRIX_TEXT
         : row->kind == TW_MATRIX_POINT_PART                                             ? TW_MATRIX_NUMBER
         : row->kind == TW_MATRIX_BENEFIT_COST || row->kind == TW_MATRIX_BENEFIT_VALUE ? TW_MATRIX_MONEY
                                                                                         : TW_MATRIX_NOTHING;
}

gboolean
tw_matrix_can_set (const TwMatrix *matrix,
                   guint           row,
                   guint           tier)
{
  const TwMatrixRow *one = tw_matrix_get_row (matrix, row);

  return matrix->n_tiers > 0 && one->kind != TW_MATRIX_HEADING &&
         one->kind != TW_MATRIX_PARTNERS && one->kind != TW_MATRIX_COST;
}

static gboolean
is_standing_alone (TwMatrixRowKind kind)
{
  return kind == TW_MATRIX_LEVEL || kind == TW_MATRIX_BUDGET || kind == TW_MATRIX_FLAG ||
         kind == TW_MATRIX_POLICY;
}

gboolean
tw_matrix_set_cell (TwMatrixChange      *self,
          const TwMatrixRow   *row,
          guint                tier,
          const char          *plain,
          GError             **error)
{
  const TwMatrixCell *cell = &row->cells[tier];
  TwMatrixType type = tw_matrix_get_type (self, row, tier);

  if (!check_above (self, row, tier, error) || !check_value (self, row, type, plain, error))
    return FALSE;
  if (row->kind >= TW_MATRIX_STAY && row->kind <= TW_MATRIX_PICKED)
    return set_below (self, row, tier, plain);
  if (row->kind == TW_MATRIX_POINT_PART || row->kind == TW_MATRIX_BENEFIT_COST ||
      row->kind == TW_MATRIX_BENEFIT_VALUE || row->kind == TW_MATRIX_ATTENDEES)
    return set_below (self, row, tier, plain);
  if (cell->owner != NULL || is_standing_alone (row->kind))
    return set_present (self, row, cell, plain, error);

  return add_like_model (self, row, tier, plain, error);
}

GPtrArray *
tw_matrix_append_item (const TwMatrix *matrix,
                       guint           tier,
                       const char     *member,
                       const char     *json)
{
  g_autoptr (TwMatrixChange) change = tw_matrix_change_new (matrix);
  g_autofree char *list = tw_program_text_path (matrix->tiers[tier].path, member);

  append_item (change, list, json);

  return tw_matrix_change_list (change);
}
