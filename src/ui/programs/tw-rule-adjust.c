/* tw-rule-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "common/tw-tooltip.h"
#include "programs/tw-formula-text.h"

#include <glib/gi18n-lib.h>

static const TwRuleChoice excesses[] = { { "lose", N_("Is lost") }, { "carry", N_("Is carried on") }, { NULL, NULL } };
static const TwRuleChoice ats[] = { { "end", N_("At the end") }, { "start", N_("At the start, in advance") }, { NULL, NULL } };
static const TwRuleChoice recoups[] = { { "same", N_("The same period") }, { "next", N_("The next period") }, { NULL, NULL } };

#define ENTRY(key, title, kind, hint) { key, title, TW_RULE_FIELD_ENTRY, kind, NULL, hint, NULL, NULL }
#define CHOICE(key, title, choices) { key, title, TW_RULE_FIELD_CHOICE, 0, choices, NULL, NULL, NULL }
#define VARIANT(key, title, variants) { key, title, TW_RULE_FIELD_VARIANT, 0, NULL, NULL, variants, NULL }
#define WHEN ENTRY ("when", N_("When"), TW_FORMULA_CONDITION, N_("always"))

static const TwRuleField factor_fields[] = { ENTRY ("factor", N_("Times"), TW_FORMULA_VALUE, NULL), WHEN };
static const TwRuleField less_fields[] = { ENTRY ("less", N_("Less"), TW_FORMULA_VALUE, NULL), WHEN };
#define LIMIT                                                                                                \
  CHOICE ("per", N_("Per"), tw_rule_pers), { "each", N_("One for each"), TW_RULE_FIELD_ATTRIBUTES, 0, NULL, N_("no group"), NULL, NULL },         \
      ENTRY ("used", N_("Used elsewhere"), TW_FORMULA_VALUE, N_("nothing")), WHEN,                           \
      CHOICE ("excess", N_("What is cut"), excesses),                                                        \
      ENTRY ("expires", N_("Lapses after periods"), TW_FORMULA_COUNT, N_("never"))
static const TwRuleField max_fields[] = { ENTRY ("max", N_("At most"), TW_FORMULA_VALUE, NULL), LIMIT };
static const TwRuleField min_fields[] = { ENTRY ("min", N_("At least"), TW_FORMULA_VALUE, NULL), LIMIT };
static const TwRuleField period_fields[] = { ENTRY ("", N_("Periods"), TW_FORMULA_COUNT, NULL) };
static const TwRuleVariant period_forms[] = {
  { N_("Never"), "", NULL, NULL, NULL, NULL, 0 },
  { N_("In all later periods"), "all", NULL, NULL, NULL, NULL, 0 },
  { N_("In so many periods"), NULL, NULL, NULL, "1", period_fields, 1 },
};
static const TwRuleVariants periods = { period_forms, G_N_ELEMENTS (period_forms) };
static const TwRuleField guarantee_fields[] = {
  ENTRY ("guarantee", N_("Guaranteed"), TW_FORMULA_VALUE, NULL),
  CHOICE ("per", N_("Per"), tw_rule_pers),
  VARIANT ("recoup", N_("Top-up won back"), &periods),
  VARIANT ("carry", N_("Excess counts"), &periods),
  CHOICE ("at", N_("Paid"), ats),
  CHOICE ("recoup_from", N_("Won back from"), recoups),
};
static const TwRuleField round_fields[] = {
  ENTRY ("round_to", N_("To multiples of"), TW_FORMULA_VALUE, NULL),
  CHOICE ("mode", N_("Mode"), tw_rule_rounding_modes),
};

/* Operations on a rule's result. */
static const struct
{
  const char        *key;
  const char        *title;
  const char        *add;    /* in the menu */
  const char        *json;   /* what is added */
  const TwRuleField *fields;
  guint              n_fields;
} kinds[] = {
  { "factor", N_("Multiplied"), N_("Multiply…"), "{\"factor\":\"100%\"}", factor_fields, G_N_ELEMENTS (factor_fields) },
  { "less", N_("Reduced"), N_("Subtract…"), "{\"less\":\"0\"}", less_fields, G_N_ELEMENTS (less_fields) },
  { "max", N_("At Most"), N_("Cap…"), "{\"max\":\"1000000\"}", max_fields, G_N_ELEMENTS (max_fields) },
  { "min", N_("At Least"), N_("Floor…"), "{\"min\":\"0\"}", min_fields, G_N_ELEMENTS (min_fields) },
  { "guarantee", N_("Guaranteed"), N_("Guarantee…"), "{\"guarantee\":\"0\"}", guarantee_fields, G_N_ELEMENTS (guarantee_fields) },
  { "round_to", N_("Rounded"), N_("Round…"), "{\"round_to\":\"1\"}", round_fields, G_N_ELEMENTS (round_fields) },
};

static guint
find_kind (JsonNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (json_object_has_member (json_node_get_object (node), kinds[i].key))
      return i;

  return 0;
}

static JsonArray *
get_list (TwRuleForm *form)
{
  g_autofree char *path = tw_rule_form_path (form, "adjust");
  JsonNode *node = tw_rule_form_lookup (form, path);

  return node != NULL ? json_node_get_array (node) : NULL;
}

/* --- changes --- */

static void
on_add (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  TwRuleForm *form = user_data;
  guint kind = g_variant_get_uint32 (parameter);
  JsonArray *list = get_list (form);
  g_autofree char *key = g_strdup_printf ("adjust/%u", list != NULL ? json_array_get_length (list) : 0);
  g_autofree char *path = tw_rule_form_path (form, list != NULL ? key : "adjust");
  g_autofree char *first = g_strdup_printf ("[%s]", kinds[kind].json);
  g_autofree char *name = tw_rule_form_name (form);
  /* Translators: history: %1$s is “Multiplied” or “At Most”, %2$s a rule. */
  g_autofree char *label = g_strdup_printf (_("Added “%1$s” to “%2$s”"), _(kinds[kind].title), name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (list == NULL)
    tw_program_edits_set (edits, path, first);
  else
    tw_program_edits_insert (edits, path, kinds[kind].json);
  tw_rule_form_change (form, edits, label);
}

static void
on_change (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  TwRuleForm *form = user_data;
  const char *what = g_action_get_name (G_ACTION (action));
  guint index = g_variant_get_uint32 (parameter);
  guint n = json_array_get_length (get_list (form));
  g_autofree char *key = n > 1 || !g_str_equal (what, "remove") ? g_strdup_printf ("adjust/%u", index)
                                                              : g_strdup ("adjust");
  g_autofree char *path = tw_rule_form_path (form, key);
  g_autofree char *name = tw_rule_form_name (form);
  g_autofree char *label = g_str_equal (what, "remove")
                               ? g_strdup_printf (_("Removed an adjustment of “%s”"), name)
                               : g_strdup_printf (_("Moved an adjustment of “%s”"), name);
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  if (g_str_equal (what, "remove"))
    tw_program_edits_remove (edits, path);
  else if (g_str_equal (what, "up") && index > 0)
    tw_program_edits_move (edits, path, index - 1);
  else if (g_str_equal (what, "down") && index + 1 < n)
    tw_program_edits_move (edits, path, index + 1);
  else
    return;
  tw_rule_form_change (form, edits, label);
}

/* --- rows --- */

static void
add_button (GtkWidget  *box,
            const char *icon,
            const char *title,
            const char *action,
            guint       index,
            gboolean    sensitive)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  gtk_widget_set_visible (button, sensitive);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_row (TwRuleForm *form,
            TwRulePart *part,
            JsonNode   *node,
            guint       index,
            guint       n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint kind = find_kind (node);
  g_autofree char *key = g_strdup_printf ("adjust/%u", index);
  g_autofree char *base = tw_rule_form_path (form, key);
  GtkWidget *title = gtk_label_new (_(kinds[kind].title));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  if (tw_rule_form_is_editable (form))
    {
      add_button (head, "go-up-symbolic", _("Move Up"), "adjust.up", index, index > 0);
      add_button (head, "go-down-symbolic", _("Move Down"), "adjust.down", index, index + 1 < n);
      add_button (head, "list-remove-symbolic", _("Remove"), "adjust.remove", index, TRUE);
    }
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), tw_rule_fields_new (form, part, base, kinds[kind].fields, kinds[kind].n_fields));

  return box;
}

static GtkWidget *
create_add (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *action = g_strdup_printf ("adjust.add(uint32 %u)", i);

      g_menu_append (menu, _(kinds[i].add), action);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Add Adjustment"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_halign (button, GTK_ALIGN_START);

  return button;
}

GtkWidget *
tw_rule_adjust_build (TwRuleForm *form,
                      TwRulePart *part)
{
  const GActionEntry entries[] = {
    { "add", on_add, "u" },
    { "up", on_change, "u" },
    { "down", on_change, "u" },
    { "remove", on_change, "u" },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  JsonArray *list = get_list (form);
  guint n = list != NULL ? json_array_get_length (list) : 0;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), form);
  gtk_widget_insert_action_group (box, "adjust", G_ACTION_GROUP (actions));
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), create_row (form, part, json_array_get_element (list, i), i, n));
  if (tw_rule_form_is_editable (form))
    gtk_box_append (GTK_BOX (box), create_add ());

  return box;
}

char *
tw_rule_adjust_words (TwRuleForm *form)
{
  JsonArray *list = get_list (form);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      guint kind = find_kind (node);
      g_autofree char *value = tw_formula_text_show (
          json_object_get_member (json_node_get_object (node), kinds[kind].key), TW_FORMULA_VALUE);
      g_autofree char *pair = g_strdup_printf (_("%1$s: %2$s"), _(kinds[kind].title), value);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", pair);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_("None"));
}
