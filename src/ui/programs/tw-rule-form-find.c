/* tw-rule-form-find.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "common/tw-turns.h"

#include <string.h>

/* Whether @part shows what stands at @path of the item. */
static gboolean
part_holds (TwRulePart *part,
            const char *path)
{
  TwRuleForm *self = part->form;
  g_auto (GStrv) keys = g_strsplit (part->kind->keys, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *place = tw_rule_form_path (self, keys[i]);
      gsize n = strlen (place);

      if (strncmp (path, place, n) == 0 && (path[n] == '\0' || path[n] == '/'))
        return TRUE;
    }

  return FALSE;
}

static void
unfold_for (TwRuleForm *self,
            const char *path)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      TwRulePart *part = g_ptr_array_index (self->parts, i);

      if (part->row != NULL && part_holds (part, path))
        adw_expander_row_set_expanded (part->row, TRUE);
    }
}

void
tw_rule_form_open (TwRuleForm *self,
                   const char *id)
{
  tw_turns_finish (self);
  for (guint i = 0; i < self->parts->len; i++)
    {
      TwRulePart *part = g_ptr_array_index (self->parts, i);

      if (!g_str_equal (part->kind->id, id))
        continue;
      if (part->row != NULL)
        adw_expander_row_set_expanded (part->row, TRUE);
      gtk_widget_child_focus (GTK_WIDGET (part->bin), GTK_DIR_TAB_FORWARD);
      return;
    }
}

GtkWidget *
tw_rule_form_find (TwRuleForm *self,
                   const char *path,
                   gboolean    nearest,
                   gboolean    unfold)
{
  g_autofree char *rest = g_strdup (path);

  g_return_val_if_fail (TW_IS_RULE_FORM (self), NULL);

  if (self->path == NULL || !g_str_has_prefix (path, self->path))
    return NULL;
  tw_turns_finish (self);
  if (unfold)
    unfold_for (self, path);

  while (strlen (rest) >= strlen (self->path))
    {
      TwRulePlace *place = g_hash_table_lookup (self->places, rest);

      if (place != NULL)
        return place->widget;
      if (!nearest)
        return NULL;
      *strrchr (rest, '/') = '\0';
    }

  return NULL;
}

void
tw_rule_form_collect_refused (TwRuleForm *self,
                              GPtrArray  *paths)
{
  g_autoptr (GList) keys = NULL;

  g_return_if_fail (TW_IS_RULE_FORM (self));

  tw_turns_finish (self);
  keys = g_hash_table_get_keys (self->kept);
  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (paths, g_strdup (l->data));
  {
    GHashTableIter iter;
    const char *path;
    TwRulePlace *place;

    g_hash_table_iter_init (&iter, self->places);
    while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &place))
      if (TW_IS_FORMULA_ENTRY (place->widget)
          && tw_formula_entry_get_kept (TW_FORMULA_ENTRY (place->widget)) != NULL)
        g_ptr_array_add (paths, g_strdup (path));
  }
}

GPtrArray *
tw_rule_form_list_refused (TwRuleForm *self,
                           const char *parent)
{
  GPtrArray *entries = g_ptr_array_new ();
  g_autofree char *prefix = g_strconcat (parent, "/", NULL);
  GHashTableIter iter;
  const char *path;
  TwRulePlace *place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &place))
    if (g_str_has_prefix (path, prefix) && TW_IS_FORMULA_ENTRY (place->widget)
        && tw_formula_entry_get_kept (TW_FORMULA_ENTRY (place->widget)) != NULL)
      g_ptr_array_add (entries, place->widget);

  return entries;
}
