/* tw-rule-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-condition.h"

#include "common/tw-flow-layout.h"
#include "common/tw-tooltip.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NESTED 6

static GtkWidget *create_group (TwConditionBuilder *builder,
                                const char         *place,
                                JsonObject         *group,
                                guint               depth);

static void
builder_free (gpointer data)
{
  TwConditionBuilder *builder = data;

  g_free (builder->path);
  g_free (builder->name);
  json_node_unref (builder->root);
  g_free (builder);
}

/* --- writing --- */

/* The whole condition is written, because it may have had another form. */
static gboolean
write_root (TwConditionBuilder *builder,
            JsonNode  *root,
            GError   **error)
{
  g_autofree char *json = json_to_string (root, FALSE);

  return tw_rule_form_write (builder->path, json, builder->form, error);
}

JsonNode *
tw_condition_copy (TwConditionBuilder *builder)
{
  g_autofree char *json = json_to_string (builder->root, FALSE);

  return json_from_string (json, NULL);
}

/* A #TwFormulaFunc for what stands at a place of the condition. */
gboolean
tw_condition_write (const char  *path,
             const char  *json,
             gpointer     user_data,
             GError     **error)
{
  TwConditionBuilder *builder = user_data;
  const char *place = path + strlen (builder->path);
  g_autoptr (JsonNode) root = tw_condition_copy (builder);
  JsonNode *value = json != NULL ? json_from_string (json, NULL) : NULL;

  if (value != NULL ? !tw_program_text_replace (root, place, value, error)
                    : !tw_program_text_remove (root, place, error))
    return FALSE;

  return write_root (builder, root, error);
}

void
tw_condition_change (TwConditionBuilder *builder,
             JsonNode *root)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();
  g_autofree char *json = json_to_string (root, FALSE);
  g_autofree char *name = tw_rule_form_name (builder->form);
  /* Translators: history: %1$s is a field such as “Who Earns”, %2$s a rule. */
  g_autofree char *label = g_strdup_printf (_("Changed “%1$s” of “%2$s”"), builder->name, name);

  tw_program_edits_set (edits, builder->path, json);
  tw_rule_form_change (builder->form, edits, label);
}

/* --- the button's places --- */

TwConditionPlace *
tw_condition_place (TwConditionBuilder *builder,
                    const char         *place,
                    const char         *json)
{
  TwConditionPlace *data = g_new0 (TwConditionPlace, 1);

  data->builder = builder;
  data->place = g_strdup (place);
  data->json = json;

  return data;
}

void
tw_condition_place_free (gpointer  data,
                         GClosure *closure)
{
  TwConditionPlace *place = data;

  g_free (place->place);
  g_free (place);
}

static void
on_clicked (GtkWidget *button,
            TwConditionPlace *place)
{
  g_autoptr (JsonNode) root = tw_condition_copy (place->builder);

  if (place->json == NULL)
    tw_program_text_remove (root, place->place, NULL);
  else
    json_array_add_element (json_node_get_array (tw_program_text_lookup (root, place->place)),
                            json_from_string (place->json, NULL));
  tw_condition_change (place->builder, root);
}

static void
connect_button (GtkWidget  *button,
                TwConditionBuilder *builder,
                const char *place,
                const char *json)
{
  TwConditionPlace *data = tw_condition_place (builder, place, json);

  gtk_widget_set_sensitive (button, tw_rule_form_is_editable (builder->form));
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), data, tw_condition_place_free, 0);
}

GtkWidget *
tw_condition_remove_button (TwConditionBuilder *builder,
               const char *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  tw_tooltip_set (button, _("Remove Condition"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove Condition"), -1);
  connect_button (button, builder, place, NULL);

  return button;
}

/* --- groups --- */

typedef enum
{
  GROUP_ALL,
  GROUP_ANY,
  GROUP_NONE,
  GROUP_SOME,
  GROUP_NO,     /* it is none */
} GroupKind;

static const char * const group_titles[] = {
  N_("All of these"),
  N_("Any of these"),
  N_("None of these"),
  N_("At least so many of these"),
};

/* @list: where the children stand, below the group. */
static GroupKind
find_group (JsonObject  *object,
            const char **list)
{
  JsonNode *inner = json_object_get_member (object, "not");

  *list = "/all";
  if (json_object_has_member (object, "value") || json_object_has_member (object, "each"))
    return GROUP_NO;
  if (json_object_has_member (object, "all"))
    return GROUP_ALL;
  *list = "/any";
  if (json_object_has_member (object, "any"))
    return GROUP_ANY;
  *list = "/not/any";
  if (inner != NULL && JSON_NODE_HOLDS_OBJECT (inner) && json_object_has_member (json_node_get_object (inner), "any"))
    return GROUP_NONE;
  *list = "/of";
  if (json_object_has_member (object, "of"))
    return GROUP_SOME;

  return GROUP_NO;
}

static void
on_group_chosen (GtkDropDown *drop_down,
                 GParamSpec  *pspec,
                 TwConditionPlace *place)
{
  TwConditionBuilder *builder = place->builder;
  g_autoptr (JsonNode) root = tw_condition_copy (builder);
  JsonNode *node = tw_program_text_lookup (root, place->place);
  JsonObject *object = json_node_get_object (node);
  const char *list;
  GroupKind before = find_group (object, &list);
  GroupKind after = gtk_drop_down_get_selected (drop_down);
  JsonNode *children = json_node_copy (tw_program_text_lookup (node, list));

  if (before == after)
    return;

  json_object_remove_member (object, before == GROUP_NONE ? "not" : list + 1);
  if (before == GROUP_SOME)
    json_object_remove_member (object, "at_least");
  if (after == GROUP_NONE)
    {
      JsonObject *inner = json_object_new ();

      json_object_set_member (inner, "any", children);
      json_object_set_object_member (object, "not", inner);
    }
  else
    json_object_set_member (object, after == GROUP_ALL ? "all" : after == GROUP_ANY ? "any" : "of", children);
  if (after == GROUP_SOME)
    json_object_set_string_member (object, "at_least", "1");
  tw_condition_change (builder, root);
}

static GtkWidget *
create_head (TwConditionBuilder *builder,
             const char *place,
             GroupKind   kind,
             gboolean    inner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, _("How conditions go together"));
  TwConditionPlace *data = tw_condition_place (builder, place, NULL);
  GtkWidget *control;

  for (guint i = 0; i < G_N_ELEMENTS (group_titles); i++)
    gtk_string_list_append (titles, _(group_titles[i]));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), kind);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (builder->form));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (control, "notify::selected", G_CALLBACK (on_group_chosen), data, tw_condition_place_free, 0);
  gtk_box_append (GTK_BOX (box), control);
  if (kind == GROUP_SOME)
    {
      g_autofree char *count = g_strconcat (place, "/at_least", NULL);
      GtkWidget *entry = tw_condition_entry (builder, count, TW_FORMULA_COUNT, _("How Many"));

      tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 4);
      gtk_widget_set_hexpand (entry, FALSE);
      gtk_box_append (GTK_BOX (box), entry);
    }
  if (inner)
    gtk_box_append (GTK_BOX (box), tw_condition_remove_button (builder, place));

  return box;
}

static GtkWidget *
create_buttons (TwConditionBuilder *builder,
                const char *list,
                guint       depth)
{
  static const struct
  {
    const char *title;
    const char *json;
  } more[] = {
    { N_("Add Number of Groups"),
      "{\"each\":\"partner.region\",\"meet\":{\"value\":{\"sum\":\"amount\",\"fact\":\"sale\",\"window\":\"year\"},"
      "\"at_least\":\"0\"},\"at_least\":\"1\"}" },
    { N_("Add Held for a Time"),
      "{\"held\":{\"value\":\"partner.region\",\"is_not\":\"none\"},\"on\":\"every\",\"of\":\"review\","
      "\"window\":{\"rolling\":\"12 months\"}}" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *add = gtk_button_new_with_label (_("Add Condition"));

  gtk_widget_set_layout_manager (box, tw_flow_layout_new (6, 6));

  connect_button (add, builder, list, "{\"value\":\"partner.region\",\"is_not\":\"none\"}");
  gtk_box_append (GTK_BOX (box), add);
  if (depth + 1 < MOST_NESTED)
    {
      GtkWidget *group = gtk_button_new_with_label (_("Add Group"));

      connect_button (group, builder, list,
                      "{\"any\":[{\"value\":\"partner.region\",\"is_not\":\"none\"}]}");
      gtk_box_append (GTK_BOX (box), group);
    }
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_(more[i].title));

      connect_button (button, builder, list, more[i].json);
      gtk_box_append (GTK_BOX (box), button);
    }

  return box;
}

static GtkWidget *
create_group (TwConditionBuilder *builder,
              const char *place,
              JsonObject *group,
              guint       depth)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *below;
  GroupKind kind = find_group (group, &below);
  g_autofree char *list = g_strconcat (place, below, NULL);
  JsonArray *children = json_node_get_array (tw_program_text_lookup (builder->root, list));

  gtk_box_append (GTK_BOX (box), create_head (builder, place, kind, depth > 0));
  for (guint i = 0; i < json_array_get_length (children); i++)
    {
      JsonNode *child = json_array_get_element (children, i);
      g_autofree char *child_place = g_strdup_printf ("%s/%u", list, i);
      const char *ignored;
      gboolean nested = JSON_NODE_HOLDS_OBJECT (child) && depth + 1 < MOST_NESTED
                        && find_group (json_node_get_object (child), &ignored) != GROUP_NO;
      GtkWidget *row = nested ? create_group (builder, child_place, json_node_get_object (child), depth + 1)
                              : tw_condition_row (builder, child_place, child);

      gtk_widget_set_margin_start (row, nested ? 18 : 0);
      gtk_box_append (GTK_BOX (box), row);
    }
  if (tw_rule_form_is_editable (builder->form))
    gtk_box_append (GTK_BOX (box), create_buttons (builder, list, depth));

  return box;
}

/* --- the long form --- */

JsonNode *
tw_rule_condition_expand (JsonNode *node)
{
  g_autoptr (JsonNode) copy = node != NULL ? json_node_copy (node) : NULL;
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *all = json_array_new ();
  const char *list;

  json_node_take_object (root, object);
  if (copy != NULL && JSON_NODE_HOLDS_OBJECT (copy))
    {
      g_autofree char *json = json_to_string (copy, FALSE);
      JsonObject *inner;

      g_clear_pointer (&copy, json_node_unref);
      copy = json_from_string (json, NULL);
      inner = json_node_get_object (copy);
      if (find_group (inner, &list) != GROUP_NO)
        {
          json_array_unref (all);
          json_node_unref (root);
          return g_steal_pointer (&copy);
        }
      if (json_object_has_member (inner, "at"))
        {
          json_object_set_string_member (object, "at", json_object_get_string_member (inner, "at"));
          json_object_remove_member (inner, "at");
        }
      if (tw_rule_condition_is_short (inner))
        {
          tw_rule_condition_expand_short (inner, all);
          g_clear_pointer (&copy, json_node_unref);
        }
    }
  if (copy != NULL)
    json_array_add_element (all, g_steal_pointer (&copy));
  json_object_set_array_member (object, "all", all);

  return root;
}

/* A condition that is no group stands in one of its own here, but not in the program. */
static gboolean
is_wrapped (JsonNode *root,
            JsonNode *node)
{
  JsonNode *only = tw_program_text_lookup (root, "/all/0");

  return node != NULL && only != NULL && tw_program_text_lookup (root, "/all/1") == NULL && json_node_equal (only, node);
}

GtkWidget *
tw_rule_condition_rows (TwRuleForm *form,
                        TwRulePart *part,
                        const char *path,
                        const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  TwConditionBuilder *builder = g_new0 (TwConditionBuilder, 1);
  JsonNode *node = tw_rule_form_lookup (form, path);
  const char *list;

  builder->form = form;
  builder->part = part;
  builder->path = g_strdup (path);
  builder->name = g_strdup (name);
  builder->root = tw_rule_condition_expand (node);
  builder->wrapped = is_wrapped (builder->root, node);
  if (find_group (json_node_get_object (builder->root), &list) != GROUP_NO)
    gtk_box_append (GTK_BOX (box), create_group (builder, "", json_node_get_object (builder->root), 0));
  g_object_set_data_full (G_OBJECT (box), "tw-builder", builder, builder_free);

  return box;
}

GtkWidget *
tw_rule_condition_new (TwRuleForm *form,
                       TwRulePart *part,
                       const char *path,
                       const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *formula = tw_rule_form_entry (form, part, path, TW_FORMULA_CONDITION, name);

  tw_formula_entry_set_width (TW_FORMULA_ENTRY (formula), 0);
  tw_formula_entry_set_placeholder (TW_FORMULA_ENTRY (formula), _("No condition"));
  tw_formula_entry_set_opener (TW_FORMULA_ENTRY (formula), NULL, NULL);
  gtk_box_append (GTK_BOX (box), formula);
  gtk_box_append (GTK_BOX (box), tw_rule_condition_rows (form, part, path, name));

  return box;
}
