/* tw-rule-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"
#include "programs/tw-rule-form-private.h"

#include "tw-date.h"
#include "tw-decimal.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The forms that a value of the language may have, each with its parts; a part that is a value again can be opened in
 * turn. */

#define VALUE(key, title, hint) { key, title, TW_RULE_FIELD_ENTRY, TW_FORMULA_VALUE, NULL, hint, NULL, NULL }
#define CHOICE(key, title, choices) { key, title, TW_RULE_FIELD_CHOICE, 0, choices, NULL, NULL, NULL }
#define ITEMS(key, title, items) { key, title, TW_RULE_FIELD_ITEMS, 0, NULL, NULL, NULL, &items }

static const TwRuleChoice edges[] = {
  { "from", N_("In the step above") }, { "to", N_("In the step below") }, { NULL, NULL },
};
static const TwRuleChoice takes[] = {
  { "sum", N_("Their sum") }, { "largest", N_("The largest") }, { "smallest", N_("The smallest") }, { NULL, NULL },
};
static const TwRuleChoice ends[] = {
  { "both", N_("First and last day") }, { "first", N_("Only the first day") }, { "last", N_("Only the last day") },
  { NULL, NULL },
};
static const TwRuleChoice span_units[] = {
  { "days", N_("Days") }, { "months_whole", N_("Whole months") }, { "months_started", N_("Started months") },
  { "30_360", N_("Days, months of 30") }, { "365", N_("Days of 365") }, { NULL, NULL },
};
static const TwRuleChoice age_units[] = {
  { "days", N_("Days") }, { "months", N_("Months") }, { "years", N_("Years") }, { "weekdays", N_("Weekdays") },
  { NULL, NULL },
};

/* --- new elements --- */

static JsonNode *
get_last (JsonNode *list)
{
  JsonArray *array = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? json_node_get_array (list) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  return n > 0 ? json_array_get_element (array, n - 1) : NULL;
}

static char *
make_operand (TwRuleForm  *form,
              JsonNode    *list,
              char       **name)
{
  JsonNode *last = get_last (list);

  return last != NULL ? json_to_string (last, FALSE) : g_strdup ("\"0\"");
}

/* (transfer full): a bound above @text: twice a number, a year after a day. */
static char *
raise_bound (const char *text)
{
  gint64 number;
  TwDate date;

  if (tw_date_parse (text, &date, NULL))
    return tw_date_format (tw_date_add_months (date, 12));
  if (!tw_number_parse (text, &number, NULL))
    return g_strdup (text);

  number = number > 0 ? number * 2 : g_str_has_suffix (text, "%") ? 100000 : 1000 * G_GINT64_CONSTANT (1000000);

  return g_str_has_suffix (text, "%") ? tw_rate_format (number) : tw_decimal_format_trim (number, 6);
}

static char *
make_step (TwRuleForm  *form,
           JsonNode    *list,
           char       **name)
{
  JsonNode *last = get_last (list);
  JsonArray *step = last != NULL && JSON_NODE_HOLDS_ARRAY (last) ? json_node_get_array (last) : NULL;
  g_autofree char *bound = NULL;
  g_autofree char *value = NULL;

  if (step == NULL || json_array_get_length (step) < 2
      || json_node_get_value_type (json_array_get_element (step, 0)) != G_TYPE_STRING)
    return g_strdup ("[\"0\",\"0\"]");

  bound = raise_bound (json_array_get_string_element (step, 0));
  value = json_to_string (json_array_get_element (step, 1), FALSE);

  return g_strdup_printf ("[\"%s\",%s]", bound, value);
}

/* The first of the tiers that has no value yet, else any free name. */
static char *
make_name (TwRuleForm *form,
           JsonObject *object)
{
  const TwProgram *program = tw_rule_form_get_program (form);
  guint known = 0;

  for (guint i = 0; i < program->n_tiers; i++)
    known += json_object_has_member (object, program->tiers[i].name);
  for (guint i = 0; known > 0 && i < program->n_tiers; i++)
    if (!json_object_has_member (object, program->tiers[i].name))
      return g_strdup (program->tiers[i].name);
  for (guint i = json_object_get_size (object) + 1;; i++)
    {
      g_autofree char *name = g_strdup_printf (_("Value %u"), i);

      if (!json_object_has_member (object, name))
        return g_steal_pointer (&name);
    }
}

static char *
make_pair (TwRuleForm  *form,
           JsonNode    *list,
           char       **name)
{
  JsonObject *object = json_node_get_object (list);
  g_autoptr (GList) values = json_object_get_values (object);

  *name = make_name (form, object);

  return values != NULL ? json_to_string (g_list_last (values)->data, FALSE) : g_strdup ("\"0\"");
}

static char *
make_point (TwRuleForm  *form,
            JsonNode    *list,
            char       **name)
{
  return g_strdup ("{\"name\":\"Points\",\"value\":\"0\"}");
}

/* --- lists --- */

static const TwRuleField operand_fields[] = { VALUE ("", N_("Value"), NULL) };
static const TwRuleField step_fields[] = {
  VALUE ("0", N_("From"), NULL),
  VALUE ("1", N_("Value"), NULL),
};
static const TwRuleField point_fields[] = {
  { "name", N_("Name"), TW_RULE_FIELD_ENTRY, TW_FORMULA_TEXT, NULL, NULL, NULL, NULL },
  VALUE ("value", N_("Counted"), NULL),
  VALUE ("worth", N_("Points for each"), N_("1")),
  VALUE ("cap", N_("At most"), N_("no cap")),
  VALUE ("floor", N_("At least"), N_("0")),
  VALUE ("need", N_("Needed"), N_("nothing")),
};
static const TwRuleItems operands = { N_("Value"), N_("Add Value"), operand_fields, 1, FALSE, 2, make_operand };
static const TwRuleItems steps = { N_("Step"), N_("Add Step"), step_fields, 2, FALSE, 1, make_step };
static const TwRuleItems pairs = { N_("Value"), N_("Add Value"), operand_fields, 1, TRUE, 1, make_pair };
static const TwRuleItems points = { N_("Item"), N_("Add Item"), point_fields, 6, FALSE, 1, make_point };

/* --- forms --- */

static const TwRuleField plain_fields[] = { VALUE ("", N_("Value"), NULL) };
static const TwRuleField text_fields[] = {
  VALUE ("by", N_("Goes by"), NULL),
  ITEMS ("is", N_("For each value"), pairs),
  VALUE ("else", N_("For all others"), N_("undefined")),
};
static const TwRuleField number_fields[] = {
  VALUE ("by", N_("Goes by"), NULL),
  ITEMS ("from", N_("From each bound on"), steps),
  CHOICE ("edge", N_("On a bound"), edges),
  VALUE ("else", N_("Below the first"), N_("undefined")),
};
static const TwRuleField if_fields[] = {
  { "if", N_("If"), TW_RULE_FIELD_ENTRY, TW_FORMULA_CONDITION, NULL, NULL, NULL, NULL },
  VALUE ("then", N_("Then"), NULL),
  VALUE ("else", N_("Else"), N_("undefined")),
};
static const TwRuleField add_fields[] = { ITEMS ("add", N_("Added up"), operands) };
static const TwRuleField sub_fields[] = { VALUE ("sub/0", N_("From"), NULL), VALUE ("sub/1", N_("Taken away"), NULL) };
static const TwRuleField mul_fields[] = { ITEMS ("mul", N_("Multiplied"), operands) };
static const TwRuleField div_fields[] = {
  VALUE ("div/0", N_("Divided"), NULL), VALUE ("div/1", N_("By"), NULL), VALUE ("else", N_("By nothing"), N_("undefined")),
};
static const TwRuleField min_fields[] = { ITEMS ("min", N_("The smallest of"), operands) };
static const TwRuleField max_fields[] = { ITEMS ("max", N_("The largest of"), operands) };
static const TwRuleField round_fields[] = {
  VALUE ("of", N_("Rounded"), NULL),
  VALUE ("round_to", N_("To multiples of"), NULL),
  CHOICE ("mode", N_("Mode"), tw_rule_rounding_modes),
};
static const TwRuleField each_fields[] = {
  { "each", N_("For each"), TW_RULE_FIELD_ATTRIBUTES, 0, NULL, NULL, NULL, NULL },
  VALUE ("of", N_("Value"), NULL),
  CHOICE ("take", N_("Taken"), takes),
};
static const TwRuleField points_fields[] = { ITEMS ("points", N_("Points for"), points) };
static const TwRuleField span_fields[] = {
  VALUE ("span/0", N_("From"), NULL),    VALUE ("span/1", N_("To"), NULL),
  VALUE ("over/0", N_("Part of, from"), N_("the period")), VALUE ("over/1", N_("Part of, to"), N_("the period")),
  CHOICE ("unit", N_("In"), span_units), CHOICE ("ends", N_("Counted"), ends),
};
static const TwRuleField age_fields[] = {
  VALUE ("age/0", N_("From"), NULL),    VALUE ("age/1", N_("To"), NULL),
  CHOICE ("unit", N_("In"), age_units), CHOICE ("ends", N_("Counted"), ends),
};

#define FORM(title, head, second, json, fields) { title, NULL, head, second, json, fields, G_N_ELEMENTS (fields) }
/* How facts add up has a form of its own; the fields of it are built by tw_rule_measure_new(). */
#define MEASURE(title, head, json) { title, NULL, head, NULL, json, NULL, 0 }

static const TwRuleVariant forms[] = {
  FORM (N_("Picked by a text"), "by", "is", NULL, text_fields),
  FORM (N_("Picked by a number or date"), "by", "from", "{\"by\":\"measure\",\"from\":[[\"0\",@]],\"else\":@}", number_fields),
  FORM (N_("If … then … else"), "if", NULL, "{\"if\":{\"value\":\"partner.region\",\"is_not\":\"none\"},\"then\":@,\"else\":@}",
        if_fields),
  FORM (N_("Sum"), "add", NULL, "{\"add\":[@,@]}", add_fields),
  FORM (N_("Difference"), "sub", NULL, "{\"sub\":[@,@]}", sub_fields),
  FORM (N_("Product"), "mul", NULL, "{\"mul\":[@,\"1\"]}", mul_fields),
  FORM (N_("Quotient"), "div", NULL, "{\"div\":[@,\"1\"]}", div_fields),
  FORM (N_("Smallest of several"), "min", NULL, "{\"min\":[@,@]}", min_fields),
  FORM (N_("Largest of several"), "max", NULL, "{\"max\":[@,@]}", max_fields),
  FORM (N_("Rounded"), "round_to", NULL, "{\"round_to\":\"0.01\",\"of\":@}", round_fields),
  FORM (N_("For each of a group"), "each", NULL, "{\"each\":\"customer\",\"of\":{\"sum\":\"units\",\"fact\":\"sale\"}}",
        each_fields),
  FORM (N_("Points"), "points", NULL, "{\"points\":[{\"name\":\"Points\",\"value\":@}]}", points_fields),
  FORM (N_("Part of a time"), "span", NULL, "{\"span\":[\"agreement.start\",\"agreement.end\"]}", span_fields),
  FORM (N_("Age"), "age", NULL, "{\"age\":[\"partner.since\",\"period.end\"],\"unit\":\"months\"}", age_fields),
  MEASURE (N_("Measure of facts"), "fact", "{\"sum\":\"units\",\"fact\":\"sale\",\"window\":\"year\"}"),
  { N_("Number, date or name"), NULL, NULL, NULL, "@", plain_fields, G_N_ELEMENTS (plain_fields) },
};
static const TwRuleVariants value_forms = { forms, G_N_ELEMENTS (forms) };

/* --- the form --- */

char *
tw_rule_value_place (const char *path)
{
  return g_strconcat (path, "#form", NULL);
}

/* The plainest value that is in @node, to begin a new form with. */
static JsonNode *
find_core (JsonNode *node)
{
  static const char * const heads[] = { "else", "then", "of", "add", "sub", "mul", "div", "min", "max", NULL };

  while (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonNode *inner = NULL;

      for (guint i = 0; inner == NULL && heads[i] != NULL; i++)
        inner = json_object_get_member (json_node_get_object (node), heads[i]);
      if (inner != NULL && JSON_NODE_HOLDS_ARRAY (inner))
        inner = json_array_get_length (json_node_get_array (inner)) > 0
                    ? json_array_get_element (json_node_get_array (inner), 0)
                    : NULL;
      node = inner;
    }

  return node;
}

/* A pick by text begins with the program's tiers, or with a region. */
static char *
make_text_pick (TwRuleForm *form,
                const char *value)
{
  const TwProgram *program = tw_rule_form_get_program (form);
  g_autoptr (GString) json = g_string_new (NULL);

  if (program->n_tiers == 0)
    return g_strdup_printf ("{\"by\":\"partner.region\",\"is\":{\"EMEA\":%s},\"else\":%s}", value, value);

  g_string_append (json, "{\"by\":\"partner.tier\",\"is\":{");
  for (guint i = 0; i < program->n_tiers; i++)
    {
      g_autofree char *name = tw_rule_quote (program->tiers[i].name);

      g_string_append_printf (json, "%s%s:%s", i > 0 ? "," : "", name, value);
    }
  g_string_append_printf (json, "},\"else\":%s}", value);

  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* (transfer full): what a value at @path begins with in another form. Sums and the like take the whole of what stood
 * there as their first operand. */
static char *
make_json (TwRuleForm          *form,
           const TwRuleVariant *variant,
           JsonNode            *node)
{
  gboolean wraps = g_strv_contains (
      (const char * const[]){ "if", "add", "sub", "mul", "div", "min", "max", "round_to", "points", NULL },
      variant->head != NULL ? variant->head : "");
  JsonNode *core = wraps ? node : find_core (node);
  g_autofree char *now = core != NULL ? json_to_string (core, FALSE) : g_strdup ("\"0\"");
  g_auto (GStrv) parts = NULL;

  if (g_strcmp0 (variant->second, "is") == 0)
    return make_text_pick (form, now);

  parts = g_strsplit (variant->json, "@", -1);

  return g_strjoinv (now, parts);
}

static void
on_form_chosen (GtkDropDown *drop_down,
                GParamSpec  *pspec,
                TwRuleForm  *form)
{
  const char *path = g_object_get_data (G_OBJECT (drop_down), "tw-path");
  JsonNode *node = tw_rule_form_lookup (form, path);
  guint before = tw_rule_variant_find (&value_forms, node) - forms;
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *json = NULL;

  if (selected >= G_N_ELEMENTS (forms) || selected == before)
    return;

  json = make_json (form, &forms[selected], node);
  if (tw_rule_control_write_at (GTK_WIDGET (drop_down), path, json))
    return;

  g_signal_handlers_block_by_func (drop_down, on_form_chosen, form);
  gtk_drop_down_set_selected (drop_down, before);
  g_signal_handlers_unblock_by_func (drop_down, on_form_chosen, form);
}

static GtkWidget *
create_forms (TwRuleForm *form,
              TwRulePart *part,
              const char *path,
              const char *name)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *place = tw_rule_value_place (path);
  g_autofree char *full = g_strdup_printf (_("%1$s, %2$s"), name, _("What it is"));
  GtkWidget *control;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    gtk_string_list_append (titles, _(forms[i].title));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control),
                              tw_rule_variant_find (&value_forms, tw_rule_form_lookup (form, path)) - forms);
  gtk_widget_set_hexpand (control, TRUE);
  g_object_set_data_full (G_OBJECT (control), "tw-path", g_strdup (path), g_free);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_form_chosen), form);

  return tw_rule_control_finish (form, part, place, full, control);
}

static void
on_close_clicked (GtkWidget  *button,
                  TwRulePart *part)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), "tw-path"));

  tw_rule_form_toggle (part->form, part, path);
}

static GtkWidget *
create_close (TwRulePart *part,
              const char *path,
              const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("pan-up-symbolic");
  /* Translators: %s is a field. */
  g_autofree char *title = g_strdup_printf (_("Fold the Form of “%s”"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  tw_tooltip_set (button, _("Fold"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (button), "tw-path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_close_clicked), part);

  return button;
}

static gboolean
on_escape (GtkWidget *box,
           GVariant  *arguments,
           gpointer   button)
{
  g_signal_emit_by_name (button, "clicked");

  return GDK_EVENT_STOP;
}

/* Escape folds the innermost form that the focus is in, before it leaves the page. */
static void
add_escape (GtkWidget *box,
            GtkWidget *close)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape, close, NULL)));
  gtk_widget_add_controller (box, keys);
}

static GtkWidget *
create_fields (TwRuleForm *form,
               TwRulePart *part,
               const char *path,
               const char *name)
{
  const TwRuleVariant *now = tw_rule_variant_find (&value_forms, tw_rule_form_lookup (form, path));

  if (g_strcmp0 (now->head, "fact") == 0)
    return tw_rule_measure_new (form, part, path);
  /* The entry that was opened is the field of a plain value. */
  if (now->fields == plain_fields)
    return NULL;

  return tw_rule_fields_new (form, part, path, now->fields, now->n_fields);
}

GtkWidget *
tw_rule_value_new (TwRuleForm    *form,
                   TwRulePart    *part,
                   const char    *path,
                   const char    *name,
                   TwFormulaKind  kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *close = create_close (part, path, name);
  GtkWidget *fields;

  gtk_widget_add_css_class (box, "rule-value");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), close);
  add_escape (box, close);
  gtk_box_append (GTK_BOX (box), head);
  if (kind == TW_FORMULA_CONDITION)
    {
      g_autofree char *place = tw_rule_value_place (path);

      fields = tw_rule_condition_rows (form, part, path, name);
      tw_rule_form_add_place (form, part, place, fields);
    }
  else
    {
      gtk_box_append (GTK_BOX (box), create_forms (form, part, path, name));
      fields = create_fields (form, part, path, name);
    }
  if (fields != NULL)
    gtk_box_append (GTK_BOX (box), fields);

  return box;
}
