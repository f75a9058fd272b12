/* tw-rule-ticks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-tooltip.h"
#include "programs/tw-rule-form-private.h"

#include "tw-program-text.h"
#include "tw-vocabulary.h"

#include <glib/gi18n-lib.h>

/* Texts to tick: kinds of facts, attributes, rules. What is ticked is written when the list closes: one step,
 * however many were ticked. */

/* Kinds of facts in words, in the order of the reference. */
static const struct
{
  const char *kind;
  const char *title;
} titles[] = {
  { "sale", N_("sales") },
  { "marketplace", N_("marketplace sales") },
  { "unit_report", N_("unit reports") },
  { "opportunity", N_("opportunities") },
  { "registration", N_("deal registrations") },
  { "services", N_("services") },
  { "certification", N_("certifications") },
  { "reference", N_("references") },
  { "activity", N_("activities") },
  { "listing", N_("listings") },
  { "deployment", N_("deployments") },
  { "accreditation", N_("accreditations") },
  { "subscription", N_("subscriptions") },
  { "adoption", N_("adoption reports") },
  { "claim", N_("claims") },
  { "spend", N_("spending") },
  { "payment", N_("payments") },
  { "target", N_("targets") },
  { "opening", N_("opening balances") },
  { "standing", N_("tier reviews") },
};

const char *
tw_rule_kind_title (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].kind, kind) == 0)
      return _(titles[i].title);

  return kind;
}

/* --- what can be ticked --- */

static void
tick_free (gpointer data)
{
  TwRuleTick *tick = data;

  g_free (tick->value);
  g_free (tick->title);
  g_free (tick);
}

GPtrArray *
tw_rule_ticks (void)
{
  return g_ptr_array_new_with_free_func (tick_free);
}

static const char *
find_title (GPtrArray  *ticks,
            const char *value)
{
  for (guint i = 0; i < ticks->len; i++)
    if (g_str_equal (((TwRuleTick *) g_ptr_array_index (ticks, i))->value, value))
      return ((TwRuleTick *) g_ptr_array_index (ticks, i))->title;

  return NULL;
}

void
tw_rule_ticks_add (GPtrArray  *ticks,
                   const char *value,
                   const char *title)
{
  TwRuleTick *tick;

  if (find_title (ticks, value) != NULL)
    return;

  tick = g_new0 (TwRuleTick, 1);
  tick->value = g_strdup (value);
  tick->title = g_strdup (title);
  g_ptr_array_add (ticks, tick);
}

GPtrArray *
tw_rule_attribute_ticks (TwRuleForm *form)
{
  static const char * const usual[] = {
    "customer", "product", "person", "partner", "product.category", "customer.segment", "customer.region",
    "customer.country", "partner.region", "partner.country", "fact.motion", "fact.deal", "fact.order",
  };
  GPtrArray *ticks = tw_rule_ticks ();

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    tw_rule_ticks_add (ticks, usual[i], usual[i]);
  for (guint i = 0; i < form->data->len; i++)
    {
      const TwDataWord *word = g_ptr_array_index (form->data, i);
      g_autofree char *name = g_strdup_printf ("%s.%s", tw_fact_kind_is_known (word->scope) ? "fact" : word->scope, word->name);

      if (word->value == NULL)
        tw_rule_ticks_add (ticks, name, name);
    }

  return ticks;
}

GPtrArray *
tw_rule_rule_ticks (TwRuleForm *form)
{
  const TwProgram *program = tw_rule_form_get_program (form);
  GPtrArray *ticks = tw_rule_ticks ();

  for (guint i = 0; i < program->n_rules; i++)
    tw_rule_ticks_add (ticks, program->rules[i].id, program->rules[i].name);

  return ticks;
}

static GPtrArray *
kind_ticks (TwRuleForm *form)
{
  const char *partner_type = tw_rule_form_get_program (form)->partner_type;
  GPtrArray *ticks = tw_rule_ticks ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      gboolean produced = tw_fact_kind_is_produced (titles[i].kind, partner_type);
      /* Translators: a kind of fact in a list. */
      g_autofree char *title = produced ? g_strdup (_(titles[i].title))
                                        : g_strdup_printf (_("%s (not from this partner type)"), _(titles[i].title));

      tw_rule_ticks_add (ticks, titles[i].kind, title);
    }

  return ticks;
}

/* --- what is ticked --- */

/* (transfer full) (element-type utf8): the texts at @node. */
static GPtrArray *
list_texts (JsonNode *node)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_ptr_array_add (texts, json_node_dup_string (node));
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return texts;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *text = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_STRING)
        g_ptr_array_add (texts, json_node_dup_string (text));
    }

  return texts;
}

static gboolean
has_text (GPtrArray  *texts,
          const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

static const char *
get_title (GPtrArray  *ticks,
           const char *value)
{
  const char *title;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].kind, value))
      return _(titles[i].title);
  title = find_title (ticks, value);

  return title != NULL ? title : value;
}

static char *
describe (GPtrArray  *ticks,
          GPtrArray  *texts,
          const char *none)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", get_title (ticks, g_ptr_array_index (texts, i)));
  if (texts->len == 0)
    g_string_append (text, none != NULL ? none : _("none"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- the control --- */

typedef struct
{
  TwRuleForm      *form;
  TwRuleTicksFunc  func;
  gboolean         list;
  gboolean         optional;
  GPtrArray       *checks;   /* GtkCheckButton*, with its value as data; empty until it was opened once */
} Ticks;

static void
ticks_free (gpointer data)
{
  Ticks *ticks = data;

  g_ptr_array_unref (ticks->checks);
  g_free (ticks);
}

/* (transfer full) (nullable): what the ticks say; NULL where nothing is to stand there */
static char *
make_json (const Ticks *ticks)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < ticks->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (ticks->checks, i)))
      json_array_add_string_element (array, g_object_get_data (g_ptr_array_index (ticks->checks, i), "tw-value"));
  if (json_array_get_length (array) == 0 && ticks->optional)
    return NULL;

  if (json_array_get_length (array) == 1 && !ticks->list)
    return tw_rule_quote (json_array_get_string_element (array, 0));

  json_node_set_array (node, array);

  return json_to_string (node, FALSE);
}

static void
on_closed (GtkPopover *popover,
           GtkWidget  *button)
{
  const Ticks *ticks = g_object_get_data (G_OBJECT (button), "tw-ticks");
  const char *path = g_object_get_data (G_OBJECT (button), "tw-place");
  JsonNode *node = tw_rule_form_lookup (ticks->form, path);
  g_autofree char *json = make_json (ticks);
  g_autofree char *before = node != NULL ? tw_program_text_canonical (node, FALSE) : NULL;

  if (g_strcmp0 (json, before) != 0)
    tw_rule_control_write (button, json);
}

static void
add_check (Ticks      *ticks,
           GtkWidget  *box,
           const char *value,
           const char *title,
           gboolean    active)
{
  GtkWidget *check = gtk_check_button_new_with_label (title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
  g_object_set_data_full (G_OBJECT (check), "tw-value", g_strdup (value), g_free);
  gtk_box_append (GTK_BOX (box), check);
  g_ptr_array_add (ticks->checks, check);
}

/* The list is made anew each time: what can be ticked may have become more. */
static void
on_open (GtkMenuButton *button,
         gpointer       user_data)
{
  Ticks *ticks = g_object_get_data (G_OBJECT (button), "tw-ticks");
  JsonNode *node = tw_rule_form_lookup (ticks->form, g_object_get_data (G_OBJECT (button), "tw-place"));
  g_autoptr (GPtrArray) texts = list_texts (node);
  g_autoptr (GPtrArray) all = ticks->func (ticks->form);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  g_ptr_array_set_size (ticks->checks, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const TwRuleTick *tick = g_ptr_array_index (all, i);

      add_check (ticks, box, tick->value, tick->title, has_text (texts, tick->value));
    }
  /* What stands there and isn't known can at least be kept or taken away. */
  for (guint i = 0; i < texts->len; i++)
    if (find_title (all, g_ptr_array_index (texts, i)) == NULL)
      add_check (ticks, box, g_ptr_array_index (texts, i), g_ptr_array_index (texts, i), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_closed), button, 0);
}

GtkWidget *
tw_rule_ticks_new (TwRuleForm      *form,
                   TwRulePart      *part,
                   const char      *path,
                   const char      *name,
                   TwRuleTicksFunc  func,
                   gboolean         list,
                   const char      *none)
{
  g_autoptr (GPtrArray) texts = list_texts (tw_rule_form_lookup (form, path));
  g_autoptr (GPtrArray) all = func (form);
  g_autofree char *words = describe (all, texts, none);
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *field = g_strdup_printf (_("%1$s, %2$s"), item, name);
  /* Translators: read out for a button: the field, then its value. */
  g_autofree char *full = g_strdup_printf (_("%1$s: %2$s"), field, words);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *box;
  Ticks *ticks = g_new0 (Ticks, 1);

  ticks->form = form;
  ticks->func = func;
  ticks->list = list;
  ticks->optional = none != NULL;
  ticks->checks = g_ptr_array_new ();
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_open, NULL, NULL);
  tw_tooltip_set (button, words);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "tw-ticks", ticks, ticks_free);
  box = tw_rule_control_finish (form, part, path, name, button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);

  return box;
}

GtkWidget *
tw_rule_kinds_new (TwRuleForm *form,
                   TwRulePart *part,
                   const char *path,
                   const char *name,
                   const char *none)
{
  return tw_rule_ticks_new (form, part, path, name, kind_ticks, FALSE, none);
}
