/* tw-scenario-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-scenarios-private.h"

#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

/* Columns side by side: the version first, then its scenarios, with what differs from it in bold. */

#define COLUMN_WIDTH 128
#define NAME_WIDTH   168

/* Read without scrolling in the narrowest window. */
#define SENTENCE_WIDTH 310

typedef struct
{
  const TwScenarioComparison *comparison;
  GtkGrid                    *grid;
  int                         row;
  const char                 *name;    /* of the row */
} Building;

static const TwScenarioColumn *
get_column (const Building *b,
            guint           n)
{
  return g_ptr_array_index (b->comparison->columns, n);
}

/* A cell is read out with its row and column. */
static void
name_cell (Building   *b,
           GtkWidget  *label,
           guint       column,
           const char *text)
{
  /* Translators: a cell of a comparison: %1$s is the row, %2$s the scenario, %3$s the value. */
  g_autofree char *name = g_strdup_printf (_("%1$s, %2$s: %3$s"), b->name, get_column (b, column)->name, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
add_label (Building   *b,
           int         column,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_justify (GTK_LABEL (label), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (label, column == 0 ? NAME_WIDTH : COLUMN_WIDTH, -1);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (column == 0)
    b->name = text;
  else
    {
      gtk_widget_add_css_class (label, "numeric");
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      if (b->name != NULL)      /* a title is read out as it is */
        name_cell (b, label, (guint) column - 1, text);
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (b->grid, label, column, b->row, 1, 1);

  return label;
}

static void
add_heading (Building   *b,
             const char *text)
{
  GtkWidget *label = add_label (b, 0, text, "heading");

  gtk_widget_set_margin_top (label, 12);
  b->row++;
}

static char *
format_money (const Building *b,
              gint64          amount)
{
  return tw_format_money (amount, b->comparison->digits, NULL);
}

/* "431,200.00 ▲ 18,300.00": the sign is never the colour alone. */
static void
add_amount (Building *b,
            guint     column,
            gboolean  known,
            gint64    first,
            gint64    value,
            gboolean  compared)
{
  g_autofree char *text = NULL;
  g_autofree char *amount = format_money (b, value);

  if (!known)
    text = g_strdup ("–");
  else if (compared && value != first)
    {
      g_autofree char *change = format_money (b, value > first ? value - first : first - value);

      text = value > first
                 /* Translators: %1$s is an amount, %2$s by how much it is more than in the first column. */
                 ? g_strdup_printf (_("%1$s\n▲ %2$s"), amount, change)
                 /* Translators: %1$s is an amount, %2$s by how much it is less than in the first column. */
                 : g_strdup_printf (_("%1$s\n▼ %2$s"), amount, change);
    }
  else
    text = g_strdup (amount);

  add_label (b, (int) column + 1, text, known && compared && value != first ? "heading" : NULL);
}

static void
add_count (Building *b,
           guint     column,
           gboolean  known,
           guint     first,
           guint     value)
{
  g_autofree char *count = tw_format_count (value);
  g_autofree char *text = NULL;

  if (!known)
    text = g_strdup ("–");
  else if (column > 0 && value != first)
    {
      g_autofree char *change = tw_format_count (value > first ? value - first : first - value);

      /* Translators: %1$s is a number of partners, %2$s by how many it is more or less. */
      text = g_strdup_printf (value > first ? _("%1$s ▲ %2$s") : _("%1$s ▼ %2$s"), count, change);
    }
  else
    text = g_strdup (count);

  add_label (b, (int) column + 1, text, known && column > 0 && value != first ? "heading" : NULL);
}

/* --- rows --- */

static void
add_names (Building *b)
{
  for (guint i = 0; i < b->comparison->columns->len; i++)
    {
      GtkWidget *label = add_label (b, (int) i + 1, get_column (b, i)->name, "heading");

      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      tw_tooltip_set (label, get_column (b, i)->name);
    }
  b->row++;
}

static void
add_budget (Building *b)
{
  gboolean any = FALSE;

  for (guint i = 0; i < b->comparison->columns->len; i++)
    any |= get_column (b, i)->has_budget;
  if (!any)
    return;

  add_label (b, 0, _("Budget left"), NULL);
  for (guint i = 0; i < b->comparison->columns->len; i++)
    {
      const TwScenarioColumn *column = get_column (b, i);

      add_amount (b, i, column->has_budget, 0, column->budget - column->replay->cost, FALSE);
    }
  b->row++;
}

/* A sentence below the rows. */
static void
add_sentence (Building   *b,
              const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *clamp = adw_clamp_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_size_request (label, SENTENCE_WIDTH, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), SENTENCE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), label);
  gtk_widget_set_halign (clamp, GTK_ALIGN_START);
  gtk_grid_attach (b->grid, clamp, 0, b->row++, (int) b->comparison->columns->len + 1, 1);
}

/* What has to be sold more so that a scenario pays for itself, and what is meant by that. */
static void
add_break_even (Building *b)
{
  gint64 margin = b->comparison->margin;
  g_autofree char *rate = margin >= 0 ? tw_rate_format (margin) : NULL;
  g_autofree char *shown = rate != NULL ? tw_format_rate (rate) : NULL;
  g_autofree char *text = NULL;

  add_label (b, 0, _("Break-even revenue"), NULL);
  for (guint i = 0; i < b->comparison->columns->len; i++)
    {
      g_autofree char *amount = NULL;
      gint64 revenue;

      if (i > 0 && margin >= 0 && tw_scenario_break_even (b->comparison, i, margin, &revenue))
        amount = format_money (b, revenue);
      add_label (b, (int) i + 1,
                 amount != NULL ? amount
                 : i == 0       ? "–"
                 : margin < 0   ? _("n/a")
                                : _("none covers it"),
                 NULL);
    }
  b->row++;

  if (shown == NULL)
    text = g_strdup (_("Break-even revenue: how much more partners would have to sell to cover the extra cost. It needs the "
                       "gross margin, which is set in Preferences."));
  else
    /* Translators: %s is a rate such as 30 %. */
    text = g_strdup_printf (_("Break-even revenue: how much more partners would have to sell so that the gross margin on it, "
                              "%s, less the effective rate, covers what the scenario costs more than the first column."),
                            shown);
  add_sentence (b, text);
}

static void
add_whole (Building *b)
{
  const TwScenarioColumn *first = get_column (b, 0);
  guint n = b->comparison->columns->len;
  /* Translators: %s is the code of a currency. */
  g_autofree char *cost = g_strdup_printf (_("Cost, %s"), b->comparison->currency);

  add_label (b, 0, cost, NULL);
  for (guint i = 0; i < n; i++)
    add_amount (b, i, TRUE, first->replay->cost, get_column (b, i)->replay->cost, i > 0);
  b->row++;

  add_label (b, 0, _("Effective rate"), NULL);
  for (guint i = 0; i < n; i++)
    {
      const TwScenarioColumn *column = get_column (b, i);
      /* To a hundredth of a percent, which tells one scenario from another. */
      g_autofree char *plain =
          column->has_rate ? tw_rate_format ((column->rate + 50) / 100 * 100) : NULL;
      g_autofree char *padded = plain != NULL ? tw_format_pad (plain, 2) : NULL;
      g_autofree char *text = padded != NULL ? tw_format_rate (padded) : g_strdup (_("n/a"));

      add_label (b, (int) i + 1, text,
                 i > 0 && column->has_rate && column->rate != first->rate ? "heading" : NULL);
    }
  b->row++;

  add_budget (b);
  add_break_even (b);
}

static void
add_notes (Building *b)
{
  if (b->comparison->notes->len == 0)
    return;

  add_heading (b, _("What to Know"));
  for (guint i = 0; i < b->comparison->notes->len; i++)
    add_sentence (b, g_ptr_array_index (b->comparison->notes, i));
}

static const char *
get_type_name (const char *key)
{
  return tw_field_get_choice_label (tw_entity_get_field (tw_entity_find ("program"), "partner_type"),
                                    key);
}

static void
add_section (Building   *b,
             const char *title,
             GPtrArray  *rows,
             gboolean    costs,
             gboolean    types)
{
  if (rows->len == 0)
    return;

  add_heading (b, title);
  for (guint i = 0; i < rows->len; i++)
    {
      const TwScenarioRowOf *row = g_ptr_array_index (rows, i);

      const char *name = types && row->key != NULL ? get_type_name (row->key) : row->name;

      add_label (b, 0, name != NULL ? name : row->name, NULL);
      for (guint k = 0; k < b->comparison->columns->len; k++)
        {
          if (costs)
            add_amount (b, k, row->exists[k], row->exists[0] ? row->costs[0] : 0, row->costs[k],
                        k > 0);
          else
            add_count (b, k, row->exists[k], row->exists[0] ? row->partners[0] : 0,
                       row->partners[k]);
        }
      b->row++;
    }
}

GtkWidget *
tw_scenario_grid_new (const TwScenarioComparison *comparison)
{
  Building b = { .comparison = comparison, .grid = GTK_GRID (gtk_grid_new ()) };
  GtkWidget *window = gtk_scrolled_window_new ();

  g_return_val_if_fail (comparison != NULL, NULL);

  gtk_grid_set_column_spacing (b.grid, 18);
  gtk_grid_set_row_spacing (b.grid, 6);
  gtk_widget_set_margin_start (GTK_WIDGET (b.grid), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (b.grid), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (b.grid), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (b.grid), 12);
  gtk_widget_set_halign (GTK_WIDGET (b.grid), GTK_ALIGN_START);

  add_names (&b);
  add_whole (&b);
  add_section (&b, _("Cost by Rule"), comparison->rules, TRUE, FALSE);
  add_section (&b, _("Cost by Tier"), comparison->tiers, TRUE, FALSE);
  add_section (&b, _("Partners by Tier"), comparison->tiers, FALSE, FALSE);
  add_section (&b, _("Cost by Partner Type"), comparison->types, TRUE, TRUE);

  add_notes (&b);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (b.grid));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_widget_set_focusable (window, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (window), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Scenarios side by side"), -1);

  return window;
}
