/* tw-rule-condition-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"
#include "programs/tw-rule-condition.h"

#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const TwRuleChoice tests[] = {
  { "at_least", N_("is at least") }, { "more_than", N_("is more than") }, { "at_most", N_("is at most") },
  { "less_than", N_("is less than") }, { "is", N_("is") }, { "is_not", N_("is not") },
  { "in", N_("is one of") }, { NULL, NULL },
};

/* The comparisons of a row; keep thresholds stand behind theirs. 0: it is something else. */
static guint
count_tests (JsonObject *object)
{
  guint n = 0;
  guint keeps = 0;

  if (!json_object_has_member (object, "value"))
    return 0;

  for (guint i = 0; tests[i].value != NULL; i++)
    {
      g_autofree char *keep = g_strconcat ("keep_", tests[i].value, NULL);

      n += json_object_has_member (object, tests[i].value);
      keeps += json_object_has_member (object, keep);
    }

  return n + keeps + 1 == json_object_get_size (object) ? n : 0;
}

/* --- entries --- */

/* (transfer full): where @place stands in the program; NULL where it has another form there. */
static char *
find_document_path (TwConditionBuilder *builder,
                    const char         *place)
{
  const char *below = builder->wrapped && g_str_has_prefix (place, "/all/0") ? place + strlen ("/all/0") : place;
  g_autofree char *path = g_strconcat (builder->path, below, NULL);
  JsonNode *there = tw_rule_form_lookup (builder->form, path);
  JsonNode *here = tw_program_text_lookup (builder->root, place);

  return there != NULL && here != NULL && json_node_equal (there, here) ? g_steal_pointer (&path) : NULL;
}

/* The form of a value is about what stands in the program: the long form is written first. */
static void
on_open (TwFormulaEntry *entry,
         gpointer        user_data)
{
  TwConditionBuilder *builder = user_data;
  TwRuleForm *form = builder->form;
  TwRulePart *part = builder->part;
  g_autofree char *path = g_strdup (tw_formula_entry_get_path (entry));
  const char *place = path + strlen (builder->path);
  g_autofree char *there = find_document_path (builder, place);

  if (there == NULL)
    {
      g_autoptr (JsonNode) root = tw_condition_copy (builder);

      tw_condition_change (builder, root);
    }
  tw_rule_form_toggle (form, part, path);
}

GtkWidget *
tw_condition_entry (TwConditionBuilder *builder,
                    const char         *place,
                    TwFormulaKind       kind,
                    const char         *title)
{
  g_autofree char *path = g_strconcat (builder->path, place, NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, title);
  GtkWidget *entry = tw_formula_entry_new (path, tw_program_text_lookup (builder->root, place), kind, name,
                                           tw_rule_form_is_editable (builder->form) ? tw_condition_write : NULL, builder);

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_words (TW_FORMULA_ENTRY (entry), GTK_TREE_MODEL (builder->form->words));
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
  tw_formula_entry_set_narrow (TW_FORMULA_ENTRY (entry));
  if (kind == TW_FORMULA_VALUE)
    tw_formula_entry_set_opener (TW_FORMULA_ENTRY (entry), on_open, builder);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_START);
  tw_rule_form_add_place (builder->form, builder->part, path, entry);

  return entry;
}

/* --- comparisons --- */

/* “One of” has a list. */
static JsonNode *
fit_list (JsonNode *than,
          gboolean  wanted)
{
  JsonNode *fitted;
  JsonArray *list;

  if (wanted == JSON_NODE_HOLDS_ARRAY (than))
    return than;
  if (!wanted)
    {
      fitted = json_array_get_length (json_node_get_array (than)) > 0
                   ? json_array_dup_element (json_node_get_array (than), 0)
                   : json_from_string ("\"none\"", NULL);
      json_node_unref (than);
      return fitted;
    }

  list = json_array_new ();
  json_array_add_element (list, than);
  fitted = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (fitted, list);

  return fitted;
}

static void
on_test_chosen (GtkDropDown      *drop_down,
                GParamSpec       *pspec,
                TwConditionPlace *place)
{
  TwConditionBuilder *builder = place->builder;
  g_autoptr (JsonNode) root = tw_condition_copy (builder);
  JsonObject *object = json_node_get_object (tw_program_text_lookup (root, place->place));
  const char *after = tests[gtk_drop_down_get_selected (drop_down)].value;
  g_autofree char *keep = g_strconcat ("keep_", place->json, NULL);
  g_autofree char *keep_after = g_strconcat ("keep_", after, NULL);
  JsonNode *than;

  if (json_object_has_member (object, after))
    return;

  than = fit_list (json_node_copy (json_object_get_member (object, place->json)), g_str_equal (after, "in"));
  if (json_object_has_member (object, keep))
    json_object_set_member (object, keep_after,
                            fit_list (json_node_copy (json_object_get_member (object, keep)), g_str_equal (after, "in")));
  json_object_remove_member (object, keep);
  json_object_remove_member (object, place->json);
  json_object_set_member (object, after, than);
  tw_condition_change (builder, root);
}

static GtkWidget *
create_test (TwConditionBuilder *builder,
             const char         *place,
             guint               test)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), builder->name, _("Comparison"));
  /* The key of the comparison stands where others have what they add. */
  TwConditionPlace *data = tw_condition_place (builder, place, tests[test].value);
  GtkWidget *control;

  for (guint i = 0; tests[i].value != NULL; i++)
    gtk_string_list_append (titles, _(tests[i].title));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), test);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (builder->form));
  gtk_widget_set_valign (control, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (control, "notify::selected", G_CALLBACK (on_test_chosen), data, tw_condition_place_free, 0);

  return control;
}

/* A second comparison of the same value: both must hold. */
static void
on_second_clicked (GtkWidget        *button,
                   TwConditionPlace *place)
{
  g_autoptr (JsonNode) root = tw_condition_copy (place->builder);
  JsonObject *object = json_node_get_object (tw_program_text_lookup (root, place->place));
  const char *key = json_object_has_member (object, "less_than") ? "at_least" : "less_than";
  JsonNode *than = NULL;

  for (guint i = 0; than == NULL && tests[i].value != NULL; i++)
    if (json_object_has_member (object, tests[i].value))
      than = fit_list (json_node_copy (json_object_get_member (object, tests[i].value)), FALSE);
  if (than == NULL)
    return;

  if (json_object_has_member (object, key))
    json_node_unref (than);
  else
    json_object_set_member (object, key, than);
  tw_condition_change (place->builder, root);
}

static GtkWidget *
create_second (TwConditionBuilder *builder,
               const char         *place)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  tw_tooltip_set (button, _("Add Comparison"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add Comparison"), -1);
  gtk_widget_set_sensitive (button, tw_rule_form_is_editable (builder->form));
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_second_clicked), tw_condition_place (builder, place, NULL),
                         tw_condition_place_free, 0);

  return button;
}

static void
append_form (TwConditionBuilder *builder,
             GtkWidget          *box,
             const char         *place,
             const char         *title)
{
  g_autofree char *path = g_strconcat (builder->path, place, NULL);
  g_autofree char *there = find_document_path (builder, place);

  if (there != NULL && tw_rule_form_is_opened (builder->form, path))
    gtk_box_append (GTK_BOX (box), tw_rule_value_new (builder->form, builder->part, there, title, TW_FORMULA_VALUE));
}

static GtkWidget *
create_line (TwConditionBuilder *builder,
             const char         *place,
             guint               test,
             guint               n)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *than = g_strdup_printf ("%s/%s", place, tests[test].value);
  g_autofree char *keep = g_strdup_printf ("%s/keep_%s", place, tests[test].value);
  TwFormulaKind kind = g_str_equal (tests[test].value, "in") ? TW_FORMULA_LIST : TW_FORMULA_VALUE;

  gtk_box_append (GTK_BOX (line), create_test (builder, place, test));
  gtk_box_append (GTK_BOX (line), tw_condition_entry (builder, than, kind, _("Compared With")));
  if (tw_program_text_lookup (builder->root, keep) != NULL)
    {
      gtk_box_append (GTK_BOX (line), gtk_label_new (_("to keep")));
      gtk_box_append (GTK_BOX (line), tw_condition_entry (builder, keep, kind, _("To Keep")));
    }
  if (n > 1)
    gtk_box_append (GTK_BOX (line), tw_condition_remove_button (builder, than));

  return line;
}

static GtkWidget *
create_comparison (TwConditionBuilder *builder,
                   const char         *place,
                   JsonObject         *object)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *value = g_strconcat (place, "/value", NULL);
  guint n = count_tests (object);

  gtk_box_append (GTK_BOX (row), tw_condition_entry (builder, value, TW_FORMULA_VALUE, _("Value")));
  if (n == 1)
    gtk_box_append (GTK_BOX (row), create_second (builder, place));
  gtk_box_append (GTK_BOX (row), tw_condition_remove_button (builder, place));
  gtk_box_append (GTK_BOX (box), row);
  append_form (builder, box, value, _("Value"));
  gtk_widget_set_margin_start (lines, 18);
  gtk_box_append (GTK_BOX (box), lines);
  for (guint i = 0; tests[i].value != NULL; i++)
    if (json_object_has_member (object, tests[i].value))
      {
        g_autofree char *than = g_strdup_printf ("%s/%s", place, tests[i].value);

        gtk_box_append (GTK_BOX (lines), create_line (builder, place, i, n));
        append_form (builder, box, than, _("Compared With"));
      }

  return box;
}

/* --- groups of facts, and time --- */

static const TwRuleChoice held_on[] = {
  { "any", N_("On any") }, { "every", N_("On every") }, { NULL, NULL },
};
static const TwRuleChoice held_of[] = {
  { "day", N_("Day") }, { "review", N_("Review") }, { NULL, NULL },
};
static const TwRuleField each_fields[] = {
  { "at_least", N_("For at least"), TW_RULE_FIELD_ENTRY, TW_FORMULA_COUNT, NULL, NULL, NULL, NULL },
  { "each", N_("Of each"), TW_RULE_FIELD_ATTRIBUTES, 0, NULL, NULL, NULL, NULL },
  { "meet", N_("This holds"), TW_RULE_FIELD_ENTRY, TW_FORMULA_CONDITION, NULL, NULL, NULL, NULL },
};
static const TwRuleField held_fields[] = {
  { "held", N_("This held"), TW_RULE_FIELD_ENTRY, TW_FORMULA_CONDITION, NULL, NULL, NULL, NULL },
  { "on", N_("When"), TW_RULE_FIELD_CHOICE, 0, held_on, NULL, NULL, NULL },
  { "of", N_("Of"), TW_RULE_FIELD_CHOICE, 0, held_of, NULL, NULL, NULL },
  { "window", N_("In the"), TW_RULE_FIELD_WINDOW, 0, NULL, NULL, NULL, NULL },
};

GtkWidget *
tw_condition_row (TwConditionBuilder *builder,
                  const char         *place,
                  JsonNode           *node)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *there = find_document_path (builder, place);
  GtkWidget *fields = NULL;

  if (object != NULL && count_tests (object) > 0)
    return create_comparison (builder, place, object);

  if (object != NULL && there != NULL && json_object_has_member (object, "meet"))
    fields = tw_rule_fields_new (builder->form, builder->part, there, each_fields, G_N_ELEMENTS (each_fields));
  else if (object != NULL && there != NULL && json_object_has_member (object, "held"))
    fields = tw_rule_fields_new (builder->form, builder->part, there, held_fields, G_N_ELEMENTS (held_fields));
  else
    fields = tw_condition_entry (builder, place, TW_FORMULA_CONDITION, _("Condition"));
  gtk_widget_set_hexpand (fields, TRUE);
  gtk_box_append (GTK_BOX (row), fields);
  gtk_box_append (GTK_BOX (row), tw_condition_remove_button (builder, place));

  return row;
}
