/* tw-rule-variant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A value that may have several forms: a drop-down tells which, and the fields of that form stand below. */

static gboolean
has_key (JsonNode   *node,
         const char *key)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), key);
}

static gboolean
is_variant (const TwRuleVariant *variant,
            JsonNode            *node)
{
  gboolean text = node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

  if (variant->word != NULL)
    return *variant->word == '\0' ? node == NULL || (text && g_strcmp0 (json_node_get_string (node), variant->second) == 0)
                                  : text && g_str_equal (json_node_get_string (node), variant->word);
  if (variant->head != NULL)
    return has_key (node, variant->head) && (variant->second == NULL || has_key (node, variant->second));

  return TRUE;
}

const TwRuleVariant *
tw_rule_variant_find (const TwRuleVariants *variants,
                      JsonNode             *node)
{
  for (guint i = 0; i < variants->n; i++)
    if (is_variant (&variants->variants[i], node))
      return &variants->variants[i];

  return NULL;
}

/* What is written where a form is chosen: `@` is what stands there now. */
static char *
make_json (const TwRuleVariant *variant,
           JsonNode            *node)
{
  g_autofree char *now = node != NULL ? json_to_string (node, FALSE) : g_strdup ("\"0\"");
  g_auto (GStrv) parts = NULL;

  if (variant->json == NULL)
    return variant->word != NULL && *variant->word != '\0' ? tw_rule_quote (variant->word) : NULL;

  parts = g_strsplit (variant->json, "@", -1);

  return g_strjoinv (now, parts);
}

static void
on_chosen (GtkDropDown *drop_down,
           GParamSpec  *pspec,
           TwRuleForm  *form)
{
  const TwRuleVariants *variants = g_object_get_data (G_OBJECT (drop_down), "tw-variants");
  const char *path = g_object_get_data (G_OBJECT (drop_down), "tw-path");
  guint selected = gtk_drop_down_get_selected (drop_down);
  JsonNode *node = tw_rule_form_lookup (form, path);
  const TwRuleVariant *before = tw_rule_variant_find (variants, node);
  g_autofree char *json = NULL;

  if (selected >= variants->n || before == &variants->variants[selected])
    return;

  json = make_json (&variants->variants[selected], node);
  if (!tw_rule_control_write_at (GTK_WIDGET (drop_down), path, json) && before != NULL)
    {
      g_signal_handlers_block_by_func (drop_down, on_chosen, form);
      gtk_drop_down_set_selected (drop_down, before - variants->variants);
      g_signal_handlers_unblock_by_func (drop_down, on_chosen, form);
    }
}

GtkWidget *
tw_rule_variant_new (TwRuleForm           *form,
                     TwRulePart           *part,
                     const char           *path,
                     const char           *name,
                     const TwRuleVariants *variants)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const TwRuleVariant *now = tw_rule_variant_find (variants, tw_rule_form_lookup (form, path));
  /* An entry for the whole value is what is found at its path; the drop-down stands beside it then. */
  gboolean whole = now != NULL && now->n_fields > 0 && *now->fields[0].key == '\0';
  g_autofree char *place = whole ? tw_rule_value_place (path) : g_strdup (path);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *control;

  for (guint i = 0; i < variants->n; i++)
    gtk_string_list_append (titles, _(variants->variants[i].title));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control),
                              now != NULL ? (guint) (now - variants->variants) : GTK_INVALID_LIST_POSITION);
  g_object_set_data (G_OBJECT (control), "tw-variants", (gpointer) variants);
  g_object_set_data_full (G_OBJECT (control), "tw-path", g_strdup (path), g_free);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_chosen), form);
  gtk_box_append (GTK_BOX (box), tw_rule_control_finish (form, part, place, name, control));
  if (now != NULL && now->n_fields > 0)
    gtk_box_append (GTK_BOX (box), tw_rule_fields_new (form, part, path, now->fields, now->n_fields));

  return box;
}
