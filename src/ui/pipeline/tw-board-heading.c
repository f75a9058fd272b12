/* tw-board-heading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-board-heading.h"

#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

struct _TwBoardHeading
{
  GtkBox    parent_instance;

  /* children */
  GtkLabel *title;
  GtkLabel *rate;
  GtkLabel *count;
  GtkLabel *amount;
  GtkLabel *weighted;
};

G_DEFINE_FINAL_TYPE (TwBoardHeading, tw_board_heading, GTK_TYPE_BOX)

char *
tw_board_heading_join (const GPtrArray *sums,
                       gboolean         weighted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      const TwPipelineSum *sum = sums->pdata[i];
      g_autofree char *money = NULL;

      if (sum->currency == NULL)
        continue;

      money = tw_format_money (weighted ? sum->weighted : sum->amount, sum->digits, sum->currency);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", money);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
count_unweighted (const TwPipelineColumn *column)
{
  gint64 n = 0;

  for (guint i = 0; i < column->sums->len; i++)
    n += ((TwPipelineSum *) column->sums->pdata[i])->unweighted;

  return n;
}

static char *
describe_weighted (const TwPipelineColumn *column)
{
  g_autofree char *sums = tw_board_heading_join (column->sums, TRUE);
  gint64 without = count_unweighted (column);

  if (column->stage->kind != TW_STAGE_OPEN || *sums == '\0')
    return g_strdup ("");

  if (without > 0)
    /* Translators: weighted amounts, then of how many deals nobody knows the probability */
    return g_strdup_printf (ngettext ("Weighted %s, %d without probability", "Weighted %s, %d without probability",
                                      without),
                            sums, (int) without);

  /* Translators: %s are amounts of money. */
  return g_strdup_printf (_("Weighted %s"), sums);
}

char *
tw_board_heading_set_sums (TwBoardHeading         *self,
                           const TwPipelineColumn *sums)
{
  const TwStage *stage = sums->stage;
  const char *title = stage->name != NULL ? stage->name : _("No stage");
  g_autofree char *count = tw_format_count (sums->opportunities);
  g_autofree char *amount = tw_board_heading_join (sums->sums, FALSE);
  g_autofree char *weighted = describe_weighted (sums);
  g_autofree char *rate = NULL;

  g_return_val_if_fail (TW_IS_BOARD_HEADING (self), NULL);

  if (stage->kind == TW_STAGE_OPEN && stage->probability >= 0)
    {
      g_autofree char *plain = tw_rate_format (stage->probability);

      rate = tw_format_rate (plain);
    }

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->rate, rate != NULL ? rate : "");
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->amount, amount);
  gtk_label_set_text (self->weighted, weighted);
  tw_tooltip_set (GTK_WIDGET (self->title), title);
  tw_tooltip_set (GTK_WIDGET (self->amount), amount);
  tw_tooltip_set (GTK_WIDGET (self->weighted), weighted);

  /* Translators: read out for a column of the board: stage, how many opportunities, their amount, their weighted amount */
  return g_strdup_printf (ngettext ("%s, %s opportunity, %s, %s", "%s, %s opportunities, %s, %s", sums->opportunities),
                          title, count, amount, weighted);
}

static void
tw_board_heading_class_init (TwBoardHeadingClass *klass)
{
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
tw_board_heading_init (TwBoardHeading *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "board-heading");

  self->title = append_label (line, "heading");
  self->rate = append_label (line, "dim-label");
  gtk_widget_set_hexpand (GTK_WIDGET (self->rate), TRUE);
  self->count = append_label (line, "badge");
  gtk_box_append (GTK_BOX (self), line);
  self->amount = append_label (GTK_WIDGET (self), "numeric");
  self->weighted = append_label (GTK_WIDGET (self), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->weighted), "dim-label");
}

GtkWidget *
tw_board_heading_new (void)
{
  return g_object_new (TW_TYPE_BOARD_HEADING, NULL);
}
