/* tw-checks-matrix.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-checks-tab.h"

#include <glib/gi18n-lib.h>

/* Rules against the facts they need: whether the type produces them, and how many there were. */

static GtkWidget *
attach (GtkGrid    *grid,
        int         column,
        int         row,
        const char *text,
        const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (grid, label, column, row, 1, 1);

  return label;
}

static void
attach_cell (GtkGrid          *grid,
             int               column,
             int               row,
             const TwFactCell *cell)
{
  g_autofree char *text = NULL;
  const char *style = NULL;

  if (!cell->needed)
    {
      attach (grid, column, row, "·", "dim-label");
      return;
    }
  if (!cell->produced)
    {
      text = g_strdup (_("not produced"));
      style = "error";
    }
  else
    {
      text = g_strdup_printf ("%" G_GUINT64_FORMAT, cell->rows);
      style = cell->rows > 0 ? "success" : "warning";
    }
  attach (grid, column, row, text, style);
}

static void
fill (GtkGrid            *grid,
      const TwFactMatrix *matrix)
{
  int last = (int) matrix->n_kinds + 1;

  attach (grid, 0, 0, _("Rule"), "heading");
  for (guint c = 0; c < matrix->n_kinds; c++)
    attach (grid, (int) c + 1, 0, matrix->kinds[c], "heading");
  attach (grid, last, 0, _("Partners paid"), "heading");
  for (guint r = 0; r < matrix->n_rows; r++)
    {
      const TwFactRow *row = &matrix->rows[r];
      g_autofree char *paid = g_strdup_printf (_("%1$u of %2$u"), row->n_paid, matrix->n_partners);
      GtkWidget *name = attach (grid, 0, (int) r + 1, row->name, NULL);

      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (name), 16);
      gtk_widget_set_hexpand (name, TRUE);
      for (guint c = 0; c < matrix->n_kinds; c++)
        attach_cell (grid, (int) c + 1, (int) r + 1, &row->cells[c]);
      attach (grid, last, (int) r + 1, matrix->n_periods > 0 ? paid : "–",
              matrix->n_periods > 0 && row->n_paid == 0 ? "warning" : NULL);
    }
}

GtkWidget *
tw_checks_matrix_new (const TwFactMatrix *matrix)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("Rules and the Facts They Need"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *text =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Facts of the last pay period, of partners of the program.",
                                    "Facts of the last %u pay periods, of partners of the program.", matrix->n_periods),
                       matrix->n_periods);
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (title, 18);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rules and the Facts They Need"), -1);
  fill (GTK_GRID (grid), matrix);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), scroller);

  return box;
}
