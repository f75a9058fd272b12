/* tw-rule-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "tw-program-text.h"
#include "tw-vocabulary.h"

#include <glib/gi18n-lib.h>

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

static gboolean
has_kind (JsonNode   *node,
          const char *kind)
{
  JsonArray *array;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strcmp0 (json_node_get_string (node), kind) == 0;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), kind) == 0)
      return TRUE;

  return FALSE;
}

static char *
describe_kinds (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (has_kind (node, titles[i].kind))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(titles[i].title));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is ticked is written when the list closes: one step, however many were ticked. */
static void
on_closed (GtkPopover *popover,
           GtkWidget  *button)
{
  TwRuleForm *form = g_object_get_data (G_OBJECT (button), "tw-form");
  GPtrArray *checks = g_object_get_data (G_OBJECT (button), "tw-checks");
  GtkWidget *message = g_object_get_data (G_OBJECT (button), "tw-message");
  const char *path = g_object_get_data (G_OBJECT (button), "tw-place");
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *json = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (checks, i)))
      json_array_add_string_element (array, titles[i].kind);
  json_node_set_array (node, array);
  if (json_array_get_length (array) == 1)
    json_node_init_string (node, json_array_get_string_element (array, 0));
  json = json_to_string (node, FALSE);
  before = tw_program_text_canonical (tw_rule_form_lookup (form, path), FALSE);
  if (g_strcmp0 (json, before) == 0)
    return;

  tw_rule_form_write (path, json, form, &error);
  gtk_label_set_text (GTK_LABEL (message), error != NULL ? error->message : "");
  gtk_widget_set_visible (message, error != NULL);
}

static GtkWidget *
create_popover (JsonNode   *node,
                const char *partner_type,
                GPtrArray  *checks)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      gboolean produced = tw_fact_kind_is_produced (titles[i].kind, partner_type);
      /* Translators: a kind of fact in a list. */
      g_autofree char *title = produced ? g_strdup (_(titles[i].title))
                                        : g_strdup_printf (_("%s (not from this partner type)"),
                                                           _(titles[i].title));
      GtkWidget *check = gtk_check_button_new_with_label (title);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), has_kind (node, titles[i].kind));
      gtk_box_append (GTK_BOX (box), check);
      g_ptr_array_add (checks, check);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);

  return popover;
}

GtkWidget *
tw_rule_kinds_new (TwRuleForm *form,
                   TwRulePart *part,
                   const char *path,
                   const char *name)
{
  JsonNode *node = tw_rule_form_lookup (form, path);
  g_autofree char *item = tw_rule_form_name (form);
  g_autofree char *words = describe_kinds (node);
  g_autofree char *full = g_strdup_printf (_("%1$s, %2$s"), item, name);
  GPtrArray *checks = g_ptr_array_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *message = gtk_label_new (NULL);
  GtkWidget *popover = create_popover (node, tw_rule_form_get_program (form)->partner_type, checks);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), *words != '\0' ? words : _("none"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_sensitive (button, tw_rule_form_is_editable (form));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_add_css_class (message, "caption");
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (message), 26);
  gtk_widget_set_visible (message, FALSE);
  g_object_set_data (G_OBJECT (button), "tw-form", form);
  g_object_set_data (G_OBJECT (button), "tw-message", message);
  g_object_set_data_full (G_OBJECT (button), "tw-checks", checks, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_closed), button, 0);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), message);
  tw_rule_form_add_place (form, part, path, button);

  return box;
}
