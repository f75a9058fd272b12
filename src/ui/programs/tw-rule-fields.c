/* tw-rule-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "common/tw-tooltip.h"
#include "programs/tw-formula-text.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- messages below a control that is no entry --- */

/* A control with room for the reason why a choice was refused. */
static GtkWidget *
wrap_control (GtkWidget *control,
              GtkLabel **message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 26);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_visible (label, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label,
                                  NULL, -1);
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (GTK_BOX (box), label);
  *message = GTK_LABEL (label);

  return box;
}

static void
show_message (GtkWidget    *control,
              const GError *error)
{
  GtkLabel *message = g_object_get_data (G_OBJECT (control), "tw-message");

  gtk_label_set_text (message, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (message), error != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

gboolean
tw_rule_control_write_at (GtkWidget  *control,
                          const char *path,
                          const char *json)
{
  TwRuleForm *form = g_object_get_data (G_OBJECT (control), "tw-form");
  g_autofree char *place = g_strdup (path);
  g_autoptr (GError) error = NULL;
  gboolean done = tw_rule_form_write (place, json, form, &error);

  show_message (control, error);

  return done;
}

gboolean
tw_rule_control_write (GtkWidget  *control,
                       const char *json)
{
  return tw_rule_control_write_at (control, g_object_get_data (G_OBJECT (control), "tw-place"), json);
}

char *
tw_rule_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return json_to_string (node, FALSE);
}

GtkWidget *
tw_rule_control_finish (TwRuleForm *form,
                TwRulePart *part,
                const char *path,
                const char *name,
                GtkWidget  *control)
{
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *full = g_strdup_printf (_("%1$s, %2$s"), item, name);
  GtkLabel *message;
  GtkWidget *box = wrap_control (control, &message);

  g_object_set_data (G_OBJECT (control), "tw-form", form);
  g_object_set_data (G_OBJECT (control), "tw-message", message);
  gtk_widget_set_sensitive (control, tw_rule_form_is_editable (form));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  tw_rule_form_add_place (form, part, path, control);

  return box;
}

static const char *
get_text (TwRuleForm *form,
          const char *path)
{
  JsonNode *node = tw_rule_form_lookup (form, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* --- one of several --- */

static void
on_choice_setup (GtkSignalListItemFactory *factory,
                 GtkListItem              *item,
                 gpointer                  short_one)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (short_one != NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_choice_bind (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  short_one)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (short_one != NULL)
    tw_tooltip_set (label, text);
}

static GtkListItemFactory *
create_factory (gboolean short_one)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_choice_setup), GINT_TO_POINTER (short_one));
  g_signal_connect (factory, "bind", G_CALLBACK (on_choice_bind), GINT_TO_POINTER (short_one));

  return factory;
}

GtkWidget *
tw_rule_drop_down_new (GtkStringList *titles)
{
  GtkWidget *control = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  g_autoptr (GtkListItemFactory) shown = create_factory (TRUE);
  g_autoptr (GtkListItemFactory) listed = create_factory (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (control), shown);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (control), listed);

  return control;
}

static void
on_chosen (GtkDropDown  *drop_down,
           GParamSpec   *pspec,
           TwRuleChoice *choices)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *json = selected > 0 ? tw_rule_quote (choices[selected].value) : NULL;

  tw_rule_control_write (GTK_WIDGET (drop_down), json);
}

const char *
tw_rule_choice_title (const TwRuleChoice *choices,
                      const char         *value)
{
  for (guint i = 0; choices[i].value != NULL; i++)
    if (g_strcmp0 (choices[i].value, value) == 0)
      return _(choices[i].title);

  return value;
}

GtkWidget *
tw_rule_choice_new (TwRuleForm         *form,
                    TwRulePart         *part,
                    const char         *path,
                    const char         *name,
                    const TwRuleChoice *choices)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *value = get_text (form, path);
  GtkWidget *control;
  guint selected = 0;

  for (guint i = 0; choices[i].value != NULL; i++)
    {
      gtk_string_list_append (titles, _(choices[i].title));
      if (g_strcmp0 (choices[i].value, value) == 0)
        selected = i;
    }
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), selected);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_chosen), (gpointer) choices);

  return tw_rule_control_finish (form, part, path, name, control);
}

/* --- yes or no --- */

static void
on_switched (GtkSwitch          *control,
             GParamSpec         *pspec,
             const TwRuleChoice *choices)
{
  gboolean active = gtk_switch_get_active (control);

  /* The first choice is what holds where nothing stands. */
  tw_rule_control_write (GTK_WIDGET (control),
                 active == g_str_equal (choices[0].value, "true") ? NULL : active ? "true" : "false");
}

static GtkWidget *
create_switch (TwRuleForm         *form,
               TwRulePart         *part,
               const char         *path,
               const char         *name,
               const TwRuleChoice *choices)
{
  GtkWidget *control = gtk_switch_new ();
  JsonNode *node = tw_rule_form_lookup (form, path);
  gboolean active = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_boolean (node)
                                                                 : g_str_equal (choices[0].value, "true");

  gtk_switch_set_active (GTK_SWITCH (control), active);
  gtk_widget_set_halign (control, GTK_ALIGN_START);
  g_signal_connect (control, "notify::active", G_CALLBACK (on_switched), (gpointer) choices);

  return tw_rule_control_finish (form, part, path, name, control);
}

/* --- windows --- */

/* The last four need a word more; what they begin with stands behind. */
static const struct
{
  const char    *value;
  const char    *title;
  const char    *json;
  TwFormulaKind  kind;
} windows[] = {
  { "period", N_("pay period"), NULL, 0 },
  { "fact", N_("single fact"), NULL, 0 },
  { "month", N_("month"), NULL, 0 },
  { "quarter", N_("quarter"), NULL, 0 },
  { "half", N_("half year"), NULL, 0 },
  { "year", N_("year"), NULL, 0 },
  { "agreement_year", N_("agreement year"), NULL, 0 },
  { "lifetime", N_("lifetime"), NULL, 0 },
  { "as_of", N_("day, as in force"), NULL, 0 },
  { "rolling", N_("rolling time"), "{\"rolling\":\"12 months\"}", TW_FORMULA_DURATION },
  { "previous", N_("previous"), "{\"previous\":\"year\"}", TW_FORMULA_TEXT },
  { "since", N_("time since"), "{\"since\":\"partner.enrolled\"}", TW_FORMULA_VALUE },
  { "any_day_in", N_("best day in"), "{\"any_day_in\":\"12 months\"}", TW_FORMULA_DURATION },
};

static void
on_window_chosen (GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autofree char *json = NULL;

  if (g_object_get_data (G_OBJECT (drop_down), "tw-none") != NULL)
    {
      if (selected == 0)
        {
          tw_rule_control_write (GTK_WIDGET (drop_down), NULL);
          return;
        }
      selected--;
    }
  json = windows[selected].json != NULL ? g_strdup (windows[selected].json) : tw_rule_quote (windows[selected].value);
  tw_rule_control_write (GTK_WIDGET (drop_down), json);
}

static guint
find_window (JsonNode *node)
{
  for (guint i = 0; node != NULL && i < G_N_ELEMENTS (windows); i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), windows[i].value))
        return i;
      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), windows[i].value) == 0)
        return i;
    }

  return 0;
}

GtkWidget *
tw_rule_window_new (TwRuleForm *form,
                    TwRulePart *part,
                    const char *path,
                    const char *name,
                    gboolean    in_rule)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  JsonNode *node = tw_rule_form_lookup (form, path);
  guint selected = find_window (node);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *control;
  g_autofree char *inner = NULL;
  g_autofree char *inner_name = NULL;
  GtkWidget *entry;

  /* A measure without one takes that of its rule. */
  if (!in_rule)
    gtk_string_list_append (titles, _("as the rule"));
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    gtk_string_list_append (titles, _(windows[i].title));
  control = tw_rule_drop_down_new (g_steal_pointer (&titles));
  if (!in_rule)
    g_object_set_data (G_OBJECT (control), "tw-none", GINT_TO_POINTER (1));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), in_rule ? selected : node != NULL ? selected + 1 : 0);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_window_chosen), NULL);
  gtk_box_append (GTK_BOX (box), tw_rule_control_finish (form, part, path, name, control));
  if (node == NULL || windows[selected].json == NULL)
    return box;

  inner = g_strdup_printf ("%s/%s", path, windows[selected].value);
  inner_name = g_strdup_printf (_("%1$s, %2$s"), name, _(windows[selected].title));
  entry = tw_rule_form_entry (form, part, inner, windows[selected].kind, inner_name);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 12);
  gtk_box_append (GTK_BOX (box), entry);

  return box;
}

/* --- rows --- */

static GtkWidget *
create_control (TwRuleForm        *form,
                TwRulePart        *part,
                const char        *path,
                const TwRuleField *field)
{
  GtkWidget *entry;

  switch (field->type)
    {
    case TW_RULE_FIELD_CHOICE:
      return tw_rule_choice_new (form, part, path, _(field->title), field->choices);

    case TW_RULE_FIELD_SWITCH:
      return create_switch (form, part, path, _(field->title), field->choices);

    case TW_RULE_FIELD_WINDOW:
      return tw_rule_window_new (form, part, path, _(field->title), FALSE);

    case TW_RULE_FIELD_KINDS:
      return tw_rule_kinds_new (form, part, path, _(field->title), field->hint != NULL ? _(field->hint) : NULL);

    case TW_RULE_FIELD_ATTRIBUTES:
      return tw_rule_ticks_new (form, part, path, _(field->title), tw_rule_attribute_ticks, FALSE,
                                field->hint != NULL ? _(field->hint) : NULL);

    case TW_RULE_FIELD_RULES:
      return tw_rule_ticks_new (form, part, path, _(field->title), tw_rule_rule_ticks, TRUE, NULL);

    case TW_RULE_FIELD_VARIANT:
      return tw_rule_variant_new (form, part, path, _(field->title), field->variants);

    case TW_RULE_FIELD_ITEMS:
      return tw_rule_items_new (form, part, path, _(field->title), field->items);

    default:
      entry = tw_rule_form_entry (form, part, path, field->kind, _(field->title));
      tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), 0);
      if (field->hint != NULL)
        tw_formula_entry_set_placeholder (TW_FORMULA_ENTRY (entry), _(field->hint));
      return entry;
    }
}

static char *
get_path (const char        *base,
          const TwRuleField *field)
{
  return *field->key != '\0' ? g_strdup_printf ("%s/%s", base, field->key) : g_strdup (base);
}

/* A field whose control needs the whole width stands below its title. */
static gboolean
is_wide (const TwRuleField *field)
{
  return field->type == TW_RULE_FIELD_ITEMS;
}

static GtkWidget *
create_title (const TwRuleField *field)
{
  GtkWidget *label = gtk_label_new (_(field->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_margin_top (label, 6);

  return label;
}

GtkWidget *
tw_rule_fields_new (TwRuleForm        *form,
                    TwRulePart        *part,
                    const char        *base,
                    const TwRuleField *fields,
                    guint              n_fields)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *path = get_path (base, &fields[i]);
      GtkWidget *label = create_title (&fields[i]);
      GtkWidget *control = create_control (form, part, path, &fields[i]);
      gboolean wide = is_wide (&fields[i]);

      gtk_widget_set_hexpand (control, TRUE);
      gtk_grid_attach (GTK_GRID (grid), label, 0, row, wide ? 2 : 1, 1);
      row += wide;
      gtk_grid_attach (GTK_GRID (grid), control, wide ? 0 : 1, row++, wide ? 2 : 1, 1);
      if (TW_IS_FORMULA_ENTRY (control) && tw_rule_form_is_opened (form, path))
        gtk_grid_attach (GTK_GRID (grid),
                         tw_rule_value_new (form, part, path, _(fields[i].title), fields[i].kind), 0, row++, 2, 1);
    }

  return grid;
}

static char *
describe_field (TwRuleForm        *form,
                const char        *base,
                const TwRuleField *field)
{
  g_autofree char *path = get_path (base, field);
  JsonNode *node = tw_rule_form_lookup (form, path);
  const TwRuleVariant *variant = field->variants != NULL ? tw_rule_variant_find (field->variants, node) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (variant != NULL && variant->word != NULL)
    return g_strdup (_(variant->title));
  if (field->choices != NULL && JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return g_strdup (tw_rule_choice_title (field->choices, json_node_get_boolean (node) ? "true" : "false"));

      return g_strdup (tw_rule_choice_title (field->choices, json_node_get_string (node)));
    }

  return tw_formula_text_show (node, field->type == TW_RULE_FIELD_ENTRY ? field->kind : TW_FORMULA_VALUE);
}

char *
tw_rule_fields_words (TwRuleForm        *form,
                      const char        *base,
                      const TwRuleField *fields,
                      guint              n_fields,
                      const char        *none)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *value = describe_field (form, base, &fields[i]);
      g_autofree char *pair = NULL;

      if (value == NULL)
        continue;
      /* Translators: a field of a rule and its value. */
      pair = g_strdup_printf (_("%1$s: %2$s"), _(fields[i].title), value);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", pair);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (none);
}
