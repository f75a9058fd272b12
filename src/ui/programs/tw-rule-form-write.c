/* tw-rule-form-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the form writes. */

/* The first and the last day stand in a list of two, where either may be missing. */
static gboolean
add_day (TwRuleForm *self,
         GPtrArray  *edits,
         const char *path,
         const char *json)
{
  gboolean last = g_str_has_suffix (path, "/valid/1");
  g_autofree char *parent = NULL;
  g_autofree char *other_path = NULL;
  g_autofree char *other = NULL;
  g_autofree char *pair = NULL;
  JsonNode *node;

  if (!last && !g_str_has_suffix (path, "/valid/0"))
    return FALSE;

  parent = g_strndup (path, strlen (path) - 2);
  other_path = g_strdup_printf ("%s/%d", parent, last ? 0 : 1);
  node = tw_rule_form_lookup (self, other_path);
  other = node != NULL && !JSON_NODE_HOLDS_NULL (node) ? json_to_string (node, FALSE) : NULL;
  if (json == NULL && other == NULL)
    {
      tw_program_edits_remove (edits, parent);
      return TRUE;
    }

  json = json != NULL ? json : "null";
  pair = g_strdup_printf ("[%s,%s]", last ? (other != NULL ? other : "null") : json,
                          last ? json : (other != NULL ? other : "null"));
  tw_program_edits_set (edits, parent, pair);

  return TRUE;
}

/* Takes away what stands at @path, and what would be left empty around it. */
static void
add_removal (TwRuleForm *self,
             GPtrArray  *edits,
             const char *path)
{
  g_autofree char *place = g_strdup (path);
  char *slash;

  while ((slash = strrchr (place, '/')) != NULL)
    {
      JsonNode *parent;

      *slash = '\0';
      parent = tw_rule_form_lookup (self, place);
      if (strlen (place) <= strlen (self->path) || parent == NULL || !JSON_NODE_HOLDS_OBJECT (parent)
          || json_object_get_size (json_node_get_object (parent)) > 1)
        {
          *slash = '/';
          break;
        }
    }
  tw_program_edits_remove (edits, place);
}

/* Shares make a whole only together: what was refused beside @path is tried along with it. */
static gboolean
write_together (TwRuleForm *self,
                const char *path,
                GPtrArray  *edits)
{
  g_autofree char *parent = g_strndup (path, strrchr (path, '/') - path);
  g_autoptr (GPtrArray) entries = tw_rule_form_list_refused (self, parent);
  g_autofree char *name = tw_rule_form_name (self);
  /* Translators: history: %s is a rule. */
  g_autofree char *label = g_strdup_printf (_("Changed the shares of “%s”"), name);
  guint n = edits->len;

  for (guint i = 0; i < entries->len; i++)
    {
      TwFormulaEntry *entry = g_ptr_array_index (entries, i);
      gboolean removed;
      g_autofree char *json = tw_formula_entry_read (entry, &removed, NULL);

      if (json != NULL && !g_str_equal (tw_formula_entry_get_path (entry), path))
        tw_program_edits_set (edits, tw_formula_entry_get_path (entry), json);
    }
  if (edits->len == n || !tw_program_tab_write (self->tab, edits, label, NULL))
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    if (!g_str_equal (tw_formula_entry_get_path (g_ptr_array_index (entries, i)), path))
      tw_formula_entry_forget (g_ptr_array_index (entries, i));

  return TRUE;
}

gboolean
tw_rule_form_write (const char  *path,
                    const char  *json,
                    gpointer     user_data,
                    GError     **error)
{
  TwRuleForm *self = user_data;
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  g_assert (TW_IS_RULE_FORM (self));

  if (json == NULL && tw_rule_form_lookup (self, path) == NULL)
    return TRUE;
  if (!add_day (self, edits, path, json))
    {
      if (json != NULL)
        tw_program_edits_set (edits, path, json);
      else
        add_removal (self, edits, path);
    }

  if (!tw_program_tab_write (self->tab, edits, NULL, error) && !write_together (self, path, edits))
    return FALSE;

  g_clear_error (error);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);

  return TRUE;
}

gboolean
tw_rule_form_change (TwRuleForm *self,
                     GPtrArray  *edits,
                     const char *label)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_program_tab_write (self->tab, edits, label, &error);

  gtk_label_set_text (self->message, done ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), !done);

  return done;
}
