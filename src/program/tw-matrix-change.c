/* tw-matrix-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-matrix-change-private.h"

#include "tw-error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

TwMatrixChange *
tw_matrix_change_new (const TwMatrix *matrix)
{
  TwMatrixChange *self = g_new0 (TwMatrixChange, 1);

  self->matrix = matrix;
  self->root = tw_program_document_get_root (matrix->document);
  self->wraps = tw_program_edits_new ();
  self->sets = tw_program_edits_new ();
  self->inserts = tw_program_edits_new ();
  self->removes = g_ptr_array_new_with_free_func (g_free);
  self->wrapped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
tw_matrix_change_free (TwMatrixChange *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->wraps);
  g_ptr_array_unref (self->sets);
  g_ptr_array_unref (self->inserts);
  g_ptr_array_unref (self->removes);
  g_hash_table_unref (self->wrapped);
  g_hash_table_unref (self->added);
  g_free (self->label);
  g_free (self);
}

gboolean
tw_matrix_refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, TW_ERROR, TW_ERROR_REFUSED, sentence);

  return FALSE;
}

/* The first change is what a single one is called. */
static void
note (TwMatrixChange *self,
      char           *label)
{
  self->n_changes++;
  if (self->label == NULL)
    self->label = label;
  else
    g_free (label);
}

static const char *
get_tier_name (TwMatrixChange    *self,
               const TwMatrixRow *row,
               guint              tier)
{
  return row->whole ? _("all tiers") : self->matrix->tiers[tier].name;
}

static gboolean
is_no (const char *plain)
{
  return *plain == '\0' || g_ascii_strcasecmp (plain, "no") == 0 || strcmp (plain, "–") == 0 ||
         strcmp (plain, "-") == 0 || strcmp (plain, "0") == 0;
}

gboolean
tw_matrix_change_set (TwMatrixChange  *self,
                      guint            row,
                      guint            tier,
                      const char      *plain,
                      GError         **error)
{
  const TwMatrixRow *one = tw_matrix_get_row (self->matrix, row);
  guint column = one->whole ? 0 : tier;
  const TwMatrixCell *cell = &one->cells[column];
  gboolean had = cell->owner != NULL;

  g_return_val_if_fail (plain != NULL, FALSE);

  if (!tw_matrix_can_set (self->matrix, row, tier))
    return tw_matrix_refuse (error, _("This row is counted from the workspace."));
  if (cell->type == TW_MATRIX_YES && had && tw_matrix_is_yes (plain))
    return TRUE;
  if (*plain == '\0' || strcmp (plain, "–") == 0 ||
      (tw_matrix_get_type (self, one, column) == TW_MATRIX_YES && is_no (plain)))
    return !had || tw_matrix_change_remove (self, row, tier, error);
  if (had && g_strcmp0 (cell->plain, plain) == 0)
    return TRUE;
  if (!tw_matrix_set_cell (self, one, column, plain, error))
    return FALSE;

  if (tw_matrix_get_type (self, one, column) == TW_MATRIX_YES)
    /* Translators: a criterion or benefit, a tier. */
    note (self, g_strdup_printf (_("Added “%1$s” to %2$s"), one->title,
                                 get_tier_name (self, one, column)));
  else
    /* Translators: a criterion or benefit, a tier, a value. */
    note (self, g_strdup_printf (_("Set “%1$s” of %2$s to %3$s"), one->title,
                                 get_tier_name (self, one, column), plain));

  return TRUE;
}

/* --- removing --- */

/* A group can't ask more than it has; one that asks nothing goes with its last part. */
static gboolean
check_group (TwMatrixChange     *self,
             const TwMatrixRow  *parent,
             guint               tier,
             gboolean           *last,
             GError            **error)
{
  const TwMatrixCell *group = &parent->cells[tier];
  guint n = group->list != NULL ? tw_matrix_get_length (self, group->list) : 1;

  *last = parent->kind == TW_MATRIX_JOINER && n <= 1;
  if (parent->kind == TW_MATRIX_JOINER && !*last && group->type == TW_MATRIX_COUNT &&
      (guint) atoi (group->plain) > n - 1)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   /* Translators: both are numbers: the group asks 2 of 2. */
                   _("The group asks %1$s of %2$u. Lower that number first."), group->plain, n);
      return FALSE;
    }

  return TRUE;
}

static gboolean
remove_condition (TwMatrixChange     *self,
                  const TwMatrixRow  *row,
                  guint               tier,
                  GError            **error)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);
  const char *owner = row->cells[tier].owner;
  gboolean last = FALSE;

  if (parent->kind != TW_MATRIX_HEADING)
    {
      if (!check_group (self, parent, tier, &last, error))
        return FALSE;
      if (last)
        return remove_condition (self, parent, tier, error);
    }
  if (!tw_matrix_is_element (owner))
    {
      tw_matrix_set_json (self, owner, "{\"all\":[]}");
      return TRUE;
    }
  g_ptr_array_add (self->removes, tw_matrix_remap (self, owner));

  return TRUE;
}

static gboolean
remove_cell (TwMatrixChange     *self,
             const TwMatrixRow  *row,
             guint               tier,
             GError            **error)
{
  const TwMatrixRow *parent = tw_matrix_get_parent (self, row);

  switch (row->kind)
    {
    case TW_MATRIX_CRITERION:
    case TW_MATRIX_JOINER:
    case TW_MATRIX_NAMED:
      return remove_condition (self, row, tier, error);
    case TW_MATRIX_POINT:
      if (tw_matrix_get_length (self, parent->cells[tier].list) <= 1)
        return tw_matrix_refuse (error, _("Points need something that gives them. Remove the points "
                                "instead."));
      break;
    case TW_MATRIX_PICKED:
      if (g_str_has_suffix (row->key, "\n\telse"))
        return tw_matrix_refuse (error, _("Where no other row fits, this threshold is asked. Change it, or "
                                "edit the criterion."));
      break;
    default:
      break;
    }
  g_ptr_array_add (self->removes, tw_matrix_remap (self, row->cells[tier].owner));

  return TRUE;
}

gboolean
tw_matrix_change_remove (TwMatrixChange  *self,
                         guint            row,
                         guint            tier,
                         GError         **error)
{
  const TwMatrixRow *one = tw_matrix_get_row (self->matrix, row);
  guint column = one->whole ? 0 : tier;

  if (self->matrix->n_tiers == 0 || one->cells[column].owner == NULL)
    return TRUE;
  if (one->kind == TW_MATRIX_BENEFIT && one->shared)
    return tw_matrix_refuse (error, _("Every partner has this benefit, whatever tier. Remove it from the "
                            "program's own benefits."));
  if (one->kind == TW_MATRIX_REVIEW && one->shared)
    return tw_matrix_refuse (error, _("This review is held for the whole program, not for one tier."));
  if (!remove_cell (self, one, column, error))
    return FALSE;

  /* Translators: a criterion or benefit, a tier. */
  note (self, g_strdup_printf (_("Removed “%1$s” from %2$s"), one->title,
                               get_tier_name (self, one, column)));

  return TRUE;
}

gboolean
tw_matrix_change_add (TwMatrixChange  *self,
                      int              row,
                      guint            tier,
                      const char      *json,
                      GError         **error)
{
  int heading = tw_matrix_find_row (self->matrix, "criteria");
  const TwMatrixRow *one = tw_matrix_get_row (self->matrix, row >= 0 ? row : heading);

  while (one->kind != TW_MATRIX_HEADING && one->kind != TW_MATRIX_JOINER)
    one = tw_matrix_get_parent (self, one);
  if (one->kind == TW_MATRIX_HEADING && strcmp (one->key, "stay") != 0)
    one = tw_matrix_get_row (self->matrix, heading);
  if (!tw_matrix_add_condition (self, one, tier, json, error))
    return FALSE;

  note (self, g_strdup_printf (_("Added a criterion to %s"), self->matrix->tiers[tier].name));

  return TRUE;
}

/* --- the list --- */

/* The later element of a list before the earlier one, so that no path changes before it is used. */
static int
compare_later (gconstpointer a,
               gconstpointer b)
{
  const char *left = *(const char * const *) a;
  const char *right = *(const char * const *) b;

  while (*left != '\0' && *right != '\0')
    {
      if (g_ascii_isdigit (*left) && g_ascii_isdigit (*right))
        {
          guint64 first = g_ascii_strtoull (left, (char **) &left, 10);
          guint64 second = g_ascii_strtoull (right, (char **) &right, 10);

          if (first != second)
            return first < second ? 1 : -1;
          continue;
        }
      if (*left != *right)
        return *left < *right ? 1 : -1;
      left++;
      right++;
    }

  return (*left == '\0') - (*right == '\0');
}

static void
copy_edits (GPtrArray *from,
            GPtrArray *to)
{
  g_autoptr (GPtrArray) copy = tw_program_edits_copy (from);

  g_ptr_array_extend_and_steal (to, g_steal_pointer (&copy));
}

GPtrArray *
tw_matrix_change_list (TwMatrixChange *self)
{
  GPtrArray *edits = tw_program_edits_new ();
  const char *last = NULL;

  copy_edits (self->wraps, edits);
  copy_edits (self->sets, edits);
  copy_edits (self->inserts, edits);
  g_ptr_array_sort (self->removes, compare_later);
  for (guint i = 0; i < self->removes->len; i++)
    {
      const char *path = g_ptr_array_index (self->removes, i);

      /* Of a whole criterion that goes nothing is left to be taken out. */
      if (last == NULL || strcmp (last, path) != 0)
        tw_program_edits_remove (edits, path);
      last = path;
    }

  return edits;
}

char *
tw_matrix_change_label (TwMatrixChange *self)
{
  if (self->n_changes <= 1)
    return g_strdup (self->label != NULL ? self->label : _("Changed the tiers"));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Changed %u cell of the tiers",
                                       "Changed %u cells of the tiers", self->n_changes),
                          self->n_changes);
}
