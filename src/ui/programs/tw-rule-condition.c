/* tw-rule-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-condition.h"

#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NESTED 6

/* What the rows of one condition share. */
typedef struct
{
  TwRuleForm *form;
  TwRulePart *part;
  char       *path;
  char       *name;
  JsonNode   *root;    /* the condition in its long form */
} Builder;

static GtkWidget *create_group (Builder    *builder,
                                const char *place,
                                JsonObject *group,
                                guint       depth);

static void
builder_free (gpointer data)
{
  Builder *builder = data;

  g_free (builder->path);
  g_free (builder->name);
  json_node_unref (builder->root);
  g_free (builder);
}

/* --- writing --- */

/* The whole condition is written, because it may have had another form. */
static gboolean
write_root (Builder   *builder,
            JsonNode  *root,
            GError   **error)
{
  g_autofree char *json = json_to_string (root, FALSE);

  return tw_rule_form_write (builder->path, json, builder->form, error);
}

static JsonNode *
copy_root (Builder *builder)
{
  g_autofree char *json = json_to_string (builder->root, FALSE);

  return json_from_string (json, NULL);
}

/* A #TwFormulaFunc for what stands at a place of the condition. */
static gboolean
write_place (const char  *path,
             const char  *json,
             gpointer     user_data,
             GError     **error)
{
  Builder *builder = user_data;
  const char *place = path + strlen (builder->path);
  g_autoptr (JsonNode) root = copy_root (builder);
  JsonNode *value = json != NULL ? json_from_string (json, NULL) : NULL;

  if (value != NULL ? !tw_program_text_replace (root, place, value, error)
                    : !tw_program_text_remove (root, place, error))
    return FALSE;

  return write_root (builder, root, error);
}

static void
change_root (Builder  *builder,
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

typedef struct
{
  Builder    *builder;
  char       *place;
  const char *json;    /* (nullable): what is added; NULL takes away what stands there */
} Place;

static void
place_free (gpointer data,
            GClosure *closure)
{
  Place *place = data;

  g_free (place->place);
  g_free (place);
}

static void
on_clicked (GtkWidget *button,
            Place     *place)
{
  g_autoptr (JsonNode) root = copy_root (place->builder);

  if (place->json == NULL)
    tw_program_text_remove (root, place->place, NULL);
  else
    json_array_add_element (json_node_get_array (tw_program_text_lookup (root, place->place)),
                            json_from_string (place->json, NULL));
  change_root (place->builder, root);
}

static void
connect_button (GtkWidget  *button,
                Builder    *builder,
                const char *place,
                const char *json)
{
  Place *data = g_new0 (Place, 1);

  data->builder = builder;
  data->place = g_strdup (place);
  data->json = json;
  gtk_widget_set_sensitive (button, tw_rule_form_is_editable (builder->form));
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), data, place_free, 0);
}

static GtkWidget *
create_remove (Builder    *builder,
               const char *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("Remove Condition"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove Condition"), -1);
  connect_button (button, builder, place, NULL);

  return button;
}

/* --- rows --- */

static const TwRuleChoice tests[] = {
  { "at_least", N_("is at least") }, { "more_than", N_("is more than") }, { "at_most", N_("is at most") },
  { "less_than", N_("is less than") }, { "is", N_("is") }, { "is_not", N_("is not") },
  { "in", N_("is one of") }, { NULL, NULL },
};

/* The one comparison of a row; -1 where it has none or several. */
static int
find_test (JsonObject *object)
{
  int found = -1;

  if (!json_object_has_member (object, "value"))
    return -1;

  for (guint i = 0; tests[i].value != NULL; i++)
    if (json_object_has_member (object, tests[i].value))
      {
        if (found >= 0)
          return -1;
        found = i;
      }

  return found >= 0 && json_object_get_size (object) == 2 ? found : -1;
}

static void
on_test_chosen (GtkDropDown *drop_down,
                GParamSpec  *pspec,
                Place       *place)
{
  Builder *builder = place->builder;
  g_autoptr (JsonNode) root = copy_root (builder);
  JsonObject *object = json_node_get_object (tw_program_text_lookup (root, place->place));
  int before = find_test (object);
  guint after = gtk_drop_down_get_selected (drop_down);
  JsonNode *than = json_node_copy (json_object_get_member (object, tests[before].value));

  /* “One of” has a list. */
  if (g_str_equal (tests[after].value, "in") && !JSON_NODE_HOLDS_ARRAY (than))
    {
      JsonArray *list = json_array_new ();

      json_array_add_element (list, than);
      than = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (than, list);
    }
  else if (!g_str_equal (tests[after].value, "in") && JSON_NODE_HOLDS_ARRAY (than))
    {
      JsonNode *first = json_array_dup_element (json_node_get_array (than), 0);

      json_node_unref (than);
      than = first;
    }
  json_object_remove_member (object, tests[before].value);
  json_object_set_member (object, tests[after].value, than);
  change_root (builder, root);
}

static GtkWidget *
create_test (Builder    *builder,
             const char *place,
             int         test)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, _("Comparison"));
  Place *data = g_new0 (Place, 1);
  GtkWidget *control;

  for (guint i = 0; tests[i].value != NULL; i++)
    gtk_string_list_append (titles, _(tests[i].title));
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), test);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (builder->form));
  gtk_widget_set_valign (control, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  data->builder = builder;
  data->place = g_strdup (place);
  g_signal_connect_data (control, "notify::selected", G_CALLBACK (on_test_chosen), data, place_free, 0);

  return control;
}

static GtkWidget *
create_entry (Builder       *builder,
              const char    *place,
              TwFormulaKind  kind,
              const char    *title)
{
  g_autofree char *path = g_strconcat (builder->path, place, NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, title);
  GtkWidget *entry = tw_formula_entry_new (path, tw_program_text_lookup (builder->root, place), kind, name,
                                           tw_rule_form_is_editable (builder->form) ? write_place : NULL, builder);

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_words (TW_FORMULA_ENTRY (entry), GTK_TREE_MODEL (builder->form->words));
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_START);
  tw_rule_form_add_place (builder->form, builder->part, path, entry);

  return entry;
}

static GtkWidget *
create_row (Builder    *builder,
            const char *place,
            JsonNode   *node)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  int test = JSON_NODE_HOLDS_OBJECT (node) ? find_test (json_node_get_object (node)) : -1;

  if (test < 0)
    gtk_box_append (GTK_BOX (row), create_entry (builder, place, TW_FORMULA_CONDITION, _("Condition")));
  else
    {
      g_autofree char *value = g_strconcat (place, "/value", NULL);
      g_autofree char *than = g_strdup_printf ("%s/%s", place, tests[test].value);
      gboolean list = g_str_equal (tests[test].value, "in");

      gtk_box_append (GTK_BOX (row), create_entry (builder, value, TW_FORMULA_VALUE, _("Value")));
      gtk_box_append (GTK_BOX (row), create_test (builder, place, test));
      gtk_box_append (GTK_BOX (row), create_entry (builder, than, list ? TW_FORMULA_LIST : TW_FORMULA_VALUE,
                                                   _("Compared With")));
    }
  gtk_box_append (GTK_BOX (row), create_remove (builder, place));

  return row;
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
                 Place       *place)
{
  Builder *builder = place->builder;
  g_autoptr (JsonNode) root = copy_root (builder);
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
  change_root (builder, root);
}

static GtkWidget *
create_head (Builder    *builder,
             const char *place,
             GroupKind   kind,
             gboolean    inner)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, _("How conditions go together"));
  Place *data = g_new0 (Place, 1);
  GtkWidget *control;

  for (guint i = 0; i < G_N_ELEMENTS (group_titles); i++)
    gtk_string_list_append (titles, _(group_titles[i]));
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), kind);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (builder->form));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  data->builder = builder;
  data->place = g_strdup (place);
  g_signal_connect_data (control, "notify::selected", G_CALLBACK (on_group_chosen), data, place_free, 0);
  gtk_box_append (GTK_BOX (box), control);
  if (kind == GROUP_SOME)
    {
      g_autofree char *count = g_strconcat (place, "/at_least", NULL);
      GtkWidget *entry = create_entry (builder, count, TW_FORMULA_COUNT, _("How Many"));

      tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 4);
      gtk_widget_set_hexpand (entry, FALSE);
      gtk_box_append (GTK_BOX (box), entry);
    }
  if (inner)
    gtk_box_append (GTK_BOX (box), create_remove (builder, place));

  return box;
}

static GtkWidget *
create_buttons (Builder    *builder,
                const char *list,
                guint       depth)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_with_label (_("Add Condition"));

  connect_button (add, builder, list, "{\"value\":\"partner.region\",\"is_not\":\"none\"}");
  gtk_box_append (GTK_BOX (box), add);
  if (depth + 1 < MOST_NESTED)
    {
      GtkWidget *group = gtk_button_new_with_label (_("Add Group"));

      connect_button (group, builder, list,
                      "{\"any\":[{\"value\":\"partner.region\",\"is_not\":\"none\"}]}");
      gtk_box_append (GTK_BOX (box), group);
    }

  return box;
}

static GtkWidget *
create_group (Builder    *builder,
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
                              : create_row (builder, child_place, child);

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

GtkWidget *
tw_rule_condition_new (TwRuleForm *form,
                       TwRulePart *part,
                       const char *path,
                       const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Builder *builder = g_new0 (Builder, 1);
  GtkWidget *formula = tw_rule_form_entry (form, part, path, TW_FORMULA_CONDITION, name);
  const char *list;

  builder->form = form;
  builder->part = part;
  builder->path = g_strdup (path);
  builder->name = g_strdup (name);
  builder->root = tw_rule_condition_expand (tw_rule_form_lookup (form, path));
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (formula), 0);
  tw_formula_entry_set_placeholder (TW_FORMULA_ENTRY (formula), _("No condition"));
  gtk_box_append (GTK_BOX (box), formula);
  if (find_group (json_node_get_object (builder->root), &list) != GROUP_NO)
    gtk_box_append (GTK_BOX (box), create_group (builder, "", json_node_get_object (builder->root), 0));
  g_object_set_data_full (G_OBJECT (box), "tw-builder", builder, builder_free);

  return box;
}
