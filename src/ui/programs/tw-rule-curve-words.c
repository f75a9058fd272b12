/* tw-rule-curve-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-curve-private.h"

#include "common/tw-format.h"

#include <glib/gi18n-lib.h>

/* The line with the cost, and what a curve is drawn for. */

static char *
format_change (gint64 before,
               gint64 after)
{
  char plain[32];
  g_autofree char *rate = NULL;

  if (before == 0)
    return NULL;

  g_ascii_formatd (plain, sizeof plain, "%+.1f", (after - before) * 100.0 / ABS (before));
  rate = g_strdup_printf ("%s%%", plain[0] == '+' ? plain + 1 : plain);
  {
    g_autofree char *shown = tw_format_rate (rate);

    return plain[0] == '+' ? g_strconcat ("+", shown, NULL) : g_steal_pointer (&shown);
  }
}

char *
tw_rule_curve_describe_cost (TwRuleCurve *self)
{
  const TwProgram *program = tw_program_document_get_program (self->state->program);
  const char *period = self->spans.names[gtk_drop_down_get_selected (self->span)];
  gint64 before;
  gint64 after;
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;
  g_autofree char *change = NULL;

  if (tw_rule_price_get_error (self->price) != NULL)
    return g_strdup_printf (_("Cost %1$s: not known. %2$s"), period, tw_rule_price_get_error (self->price));
  if (!tw_rule_price_get_cost (self->price, &before))
    /* Translators: %s is a period. */
    return g_strdup_printf (_("Cost %s: transactions are being replayed …"), period);

  now = tw_format_money (before, program->currency_digits, program->currency);
  if (self->tried == NULL)
    /* Translators: %1$s is a period, %2$s an amount. */
    return g_strdup_printf (_("Cost %1$s: %2$s"), period, now);
  if (!tw_rule_price_get_tried (self->price, &after))
    return g_strdup_printf (_("Cost %1$s: %2$s → …"), period, now);

  then = tw_format_money (after, program->currency_digits, program->currency);
  change = format_change (before, after);
  if (change == NULL)
    return g_strdup_printf (_("Cost %1$s: %2$s → %3$s"), period, now, then);

  /* Translators: a period, an amount, another amount, the change in percent with its sign. */
  return g_strdup_printf (_("Cost %1$s: %2$s → %3$s (%4$s)"), period, now, then, change);
}

/* --- what it is drawn for --- */

static void
on_choice (GtkDropDown *drop_down,
           GParamSpec  *pspec,
           TwRuleCurve *self)
{
  const char *attribute = g_object_get_data (G_OBJECT (drop_down), "tw-attribute");
  char **values = g_object_get_data (G_OBJECT (drop_down), "tw-values");

  g_hash_table_replace (self->chosen, g_strdup (attribute), g_strdup (values[gtk_drop_down_get_selected (drop_down)]));
  tw_rule_curve_draw (self);
}

static const char *
get_attribute_title (const char *attribute)
{
  static const struct
  {
    const char *attribute;
    const char *title;
  } titles[] = {
    { "partner.tier", N_("Tier") },
    { "partner.region", N_("Region") },
    { "product.category", N_("Product category") },
    { "customer.segment", N_("Customer segment") },
    { "fact.motion", N_("Motion") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].attribute, attribute))
      return _(titles[i].title);

  return attribute;
}

static void
add_choice (TwRuleCurve          *self,
            const TwPayoutChoice *choice)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (get_attribute_title (choice->attribute));
  GtkWidget *control;
  /* Translators: read out for a choice: what a curve is drawn for. */
  g_autofree char *name = g_strdup_printf (_("Drawn for %s"), get_attribute_title (choice->attribute));
  const char *chosen = g_hash_table_lookup (self->chosen, choice->attribute);
  guint selected = 0;

  for (guint i = 0; choice->values[i] != NULL; i++)
    {
      gtk_string_list_append (titles, *choice->values[i] != '\0' ? choice->values[i] : _("all others"));
      if (g_strcmp0 (chosen, choice->values[i]) == 0)
        selected = i;
    }
  control = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control), selected);
  g_object_set_data_full (G_OBJECT (control), "tw-attribute", g_strdup (choice->attribute), g_free);
  g_object_set_data_full (G_OBJECT (control), "tw-values", g_strdupv (choice->values), (GDestroyNotify) g_strfreev);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (control, "notify::selected", G_CALLBACK (on_choice), self);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_box_append (GTK_BOX (self->choices), box);
}

/* Only where they are others: one of them may have the focus. */
void
tw_rule_curve_show_choices (TwRuleCurve *self)
{
  g_autoptr (GString) shape = g_string_new (NULL);
  const char *shown = g_object_get_data (G_OBJECT (self->choices), "tw-shape");
  GtkWidget *child;

  for (guint i = 0; i < self->curve->choices->len; i++)
    {
      const TwPayoutChoice *choice = g_ptr_array_index (self->curve->choices, i);
      g_autofree char *values = g_strjoinv (",", choice->values);

      g_string_append_printf (shape, "%s %s;", choice->attribute, values);
    }
  if (g_strcmp0 (shown, shape->str) == 0)
    return;

  g_object_set_data_full (G_OBJECT (self->choices), "tw-shape", g_strdup (shape->str), g_free);
  while ((child = gtk_widget_get_first_child (self->choices)) != NULL)
    gtk_box_remove (GTK_BOX (self->choices), child);
  for (guint i = 0; i < self->curve->choices->len; i++)
    add_choice (self, g_ptr_array_index (self->curve->choices, i));
}
