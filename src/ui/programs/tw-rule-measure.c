/* tw-rule-measure.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include <glib/gi18n-lib.h>

/* How facts are added up; the key of the measure. */
static const TwRuleChoice heads[] = {
  { "sum", N_("Sum of") },           { "count", N_("Number of") },       { "distinct", N_("Number of different") },
  { "largest", N_("Largest") },      { "smallest", N_("Smallest") },     { "latest", N_("Latest") },
  { "average", N_("Average") },      { "median", N_("Median") },         { "first_date", N_("First date of") },
  { "nth", N_("The value at a place of") },
  { NULL, NULL },
};

static const TwRuleChoice pools[] = {
  { "partner", N_("The partner's own") },
  { "group", N_("The partner's group together") },
  { "all", N_("All partners together") },
  { NULL, NULL },
};
static const TwRuleChoice packages[] = {
  { "started", N_("Started packages") },
  { "complete", N_("Complete packages") },
  { NULL, NULL },
};

#define ENTRY(key, title, kind, hint) { key, title, TW_RULE_FIELD_ENTRY, kind, NULL, hint, NULL, NULL }
#define CHOICE(key, title, choices) { key, title, TW_RULE_FIELD_CHOICE, 0, choices, NULL, NULL, NULL }

static const TwRuleField fields[] = {
  { "fact", N_("Facts"), TW_RULE_FIELD_KINDS, 0, NULL, NULL, NULL, NULL },
  ENTRY ("date", N_("Placed by the date"), TW_FORMULA_WORDS, N_("the kind's own")),
  { "window", N_("Window"), TW_RULE_FIELD_WINDOW, 0, NULL, NULL, NULL, NULL },
  ENTRY ("shift", N_("Shifted by"), TW_FORMULA_DURATION, N_("-1 year")),
  CHOICE ("pool", N_("Whose facts"), pools),
  ENTRY ("floor", N_("At least"), TW_FORMULA_VALUE, N_("no floor")),
  ENTRY ("cap", N_("At most"), TW_FORMULA_VALUE, N_("no cap")),
  CHOICE ("per", N_("Floor and cap per"), tw_rule_pers),
  ENTRY ("free", N_("First units that don't count"), TW_FORMULA_VALUE, N_("0")),
  ENTRY ("package/size", N_("Counted in packages of"), TW_FORMULA_VALUE, N_("single units")),
  CHOICE ("package/count", N_("Packages"), packages),
};

static guint
find_head (TwRuleForm *form,
           const char *counts)
{
  for (guint i = 0; heads[i].value != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", counts, heads[i].value);

      if (tw_rule_form_lookup (form, path) != NULL)
        return i;
    }

  return 0;
}

/* What is added up stays; a number of facts is of “facts”. */
static void
on_head_chosen (GtkDropDown *drop_down,
                GParamSpec  *pspec,
                TwRuleForm  *form)
{
  const char *counts = g_object_get_data (G_OBJECT (drop_down), "tw-path");
  guint before = find_head (form, counts);
  guint after = gtk_drop_down_get_selected (drop_down);
  g_autofree char *old = g_strdup_printf ("%s/%s", counts, heads[before].value);
  g_autofree char *new = g_strdup_printf ("%s/%s", counts, heads[after].value);
  JsonNode *node = tw_rule_form_lookup (form, old);
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : g_strdup ("\"amount\"");
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = g_strdup_printf (_("Changed how “%s” adds up"), name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (before == after)
    return;

  if (node != NULL)
    tw_program_edits_remove (edits, old);
  if (g_str_equal (heads[after].value, "count"))
    tw_program_edits_set_text (edits, new, "facts");
  else if (g_str_equal (heads[after].value, "distinct"))
    tw_program_edits_set_text (edits, new, "customer");
  else if (g_str_equal (heads[after].value, "first_date"))
    tw_program_edits_set_text (edits, new, "date");
  else if (g_str_equal (heads[after].value, "nth"))
    tw_program_edits_set (edits, new, "[\"amount\",1]");
  else if (g_strcmp0 (json, "\"facts\"") == 0 || *json == '['
           || g_strv_contains ((const char * const[]){ "distinct", "first_date", NULL }, heads[before].value))
    tw_program_edits_set_text (edits, new, "amount");
  else
    tw_program_edits_set (edits, new, json);
  tw_rule_form_change (form, edits, label);
}

/* The place of `nth`, counted from 1. */
static GtkWidget *
create_place (TwRuleForm *form,
              TwRulePart *part,
              const char *counts)
{
  g_autofree char *path = g_strdup_printf ("%s/nth/1", counts);
  GtkWidget *entry = tw_rule_form_entry (form, part, path, TW_FORMULA_COUNT, _("Place, counted from 1"));

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 4);

  return entry;
}

static GtkWidget *
create_head (TwRuleForm *form,
             TwRulePart *part,
             const char *counts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint head = find_head (form, counts);
  gboolean nth = g_str_equal (heads[head].value, "nth");
  g_autofree char *path = g_strdup_printf (nth ? "%s/%s/0" : "%s/%s", counts, heads[head].value);
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s"), item, _("How facts add up"));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *control;
  GtkWidget *entry = tw_rule_form_entry (form, part, path, TW_FORMULA_VALUE, _("What is added up"));

  for (guint i = 0; heads[i].value != NULL; i++)
    gtk_string_list_append (titles, _(heads[i].title));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), head);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (form));
  gtk_widget_set_valign (control, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (control), "tw-path", g_strdup (counts), g_free);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_head_chosen), form);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (GTK_BOX (box), entry);
  if (nth)
    gtk_box_append (GTK_BOX (box), create_place (form, part, counts));

  return box;
}

static void
add_title (GtkWidget  *box,
           const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
}

GtkWidget *
tw_rule_measure_new (TwRuleForm *form,
                     TwRulePart *part,
                     const char *path)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *where = g_strdup_printf ("%s/where", path);

  gtk_box_append (GTK_BOX (box), create_head (form, part, path));
  gtk_box_append (GTK_BOX (box), tw_rule_fields_new (form, part, path, fields, G_N_ELEMENTS (fields)));
  add_title (box, _("Filter"));
  gtk_box_append (GTK_BOX (box), tw_rule_condition_new (form, part, where, _("Filter")));

  return box;
}

GtkWidget *
tw_rule_measure_build (TwRuleForm *form,
                       TwRulePart *part)
{
  g_autofree char *counts = tw_rule_form_path (form, "counts");
  GtkWidget *box = tw_rule_measure_new (form, part, counts);
  GtkWidget *formula = tw_rule_form_entry (form, part, counts, TW_FORMULA_VALUE, _("What Counts"));

  tw_formula_entry_set_required (TW_FORMULA_ENTRY (formula), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (formula), 0);
  tw_formula_entry_set_opener (TW_FORMULA_ENTRY (formula), NULL, NULL);
  add_title (box, _("The Whole as a Formula"));
  gtk_box_append (GTK_BOX (box), formula);

  return box;
}
