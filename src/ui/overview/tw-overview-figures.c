/* tw-overview-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-tab-stop.h"
#include "common/tw-tooltip.h"
#include "overview/tw-figure-card.h"
#include "tw-metric-compute.h"
#include "tw-pin.h"

#include <glib/gi18n-lib.h>

/* Key figures: one card per pinned metric, computed one after the other beside the window. */

#define CARD_WIDTH 216

typedef struct
{
  TwOverviewView *view;         /* borrowed: it cancels before it goes */
  TwMetricScope   scope;
  GPtrArray      *metrics;      /* const TwMetric* */
  GPtrArray      *tables;       /* TwMetricTable*, or NULL where it failed */
  GPtrArray      *errors;       /* GError*, or NULL */
} Reading;

static void
table_free (gpointer data)
{
  if (data != NULL)
    tw_metric_table_release (data);
}

static void
error_free (gpointer data)
{
  if (data != NULL)
    g_error_free (data);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->metrics);
  g_ptr_array_unref (reading->tables);
  g_ptr_array_unref (reading->errors);
  g_free (reading);
}

static void
read_figures (TwWorkspace  *workspace,
              GCancellable *cancellable,
              gpointer      data)
{
  Reading *reading = data;

  reading->scope.workspace = workspace;

  for (guint i = 0; i < reading->metrics->len; i++)
    {
      GError *error = NULL;

      g_ptr_array_add (reading->tables, tw_metric_compute (reading->metrics->pdata[i], &reading->scope, TW_BREAKDOWN_NONE,
                                                           cancellable, &error));
      g_ptr_array_add (reading->errors, error);
    }
}

static void
on_figures (gpointer data)
{
  Reading *reading = data;
  TwOverviewView *self = reading->view;

  g_clear_object (&self->figures_reading);

  for (guint i = 0; i < self->figures->len && i < reading->tables->len; i++)
    {
      TwFigureCard *card = self->figures->pdata[i];

      if (reading->tables->pdata[i] != NULL)
        tw_figure_card_set_table (card, reading->tables->pdata[i]);
      else
        tw_figure_card_set_error (card, reading->errors->pdata[i]);
    }
}

/* --- what the cards do --- */

static void
on_rows (TwOverviewView *self,
         TwFigureCard   *card)
{
  const TwMetricCell *cell = tw_figure_card_get_cell (card);

  if (cell != NULL && cell->entity != NULL)
    tw_overview_open_rows (self, cell->entity, cell->filter, tw_figure_card_get_title (card));
}

static void
after_edit (TwOverviewView *self,
            gboolean        done,
            const char     *text,
            const char     *failure,
            const GError   *error)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (!done)
    {
      tw_window_show_error (window, failure, error);
      return;
    }

  tw_document_changed (document);
  tw_window_toast (window, text, tw_document_get_last_entry (document));
}

static TwWorkspace *
get_workspace (TwOverviewView *self)
{
  return tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
}

static void
on_unpin (TwOverviewView *self,
          TwFigureCard   *card)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_pin_remove (get_workspace (self), tw_figure_card_get_pin (card), tw_figure_card_get_title (card),
                                 &error);

  after_edit (self, done, _("Figure unpinned"), _("The Figure Was Not Unpinned"), error);
}

static void
on_move (TwOverviewView *self,
         int             places,
         TwFigureCard   *card)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_pin_move (get_workspace (self), tw_figure_card_get_pin (card), places,
                               tw_figure_card_get_title (card), &error);

  after_edit (self, done, _("Figure moved"), _("The Figure Was Not Moved"), error);
}

/* --- which figures --- */

static gboolean
is_shown (TwOverviewView *self,
          GPtrArray      *pins)
{
  guint n = 0;

  for (guint i = 0; i < pins->len; i++)
    {
      const TwPin *pin = pins->pdata[i];

      if (tw_metric_find (pin->name) == NULL)
        continue;
      if (n >= self->figures->len || tw_figure_card_get_pin (self->figures->pdata[n]) != pin->id)
        return FALSE;
      n++;
    }

  return n == self->figures->len;
}

static guint
find_focused (TwOverviewView *self)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      if (gtk_widget_is_focus (self->figures->pdata[i]))
        return i;
    }

  return G_MAXUINT;
}

static TwFigureCard *
add_card (TwOverviewView *self,
          const TwPin    *pin,
          const TwMetric *metric)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  GtkWidget *card = tw_figure_card_new (metric, pin->id, !tw_document_is_read_only (document));

  g_signal_connect_object (card, "show-rows", G_CALLBACK (on_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "unpin", G_CALLBACK (on_unpin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "move", G_CALLBACK (on_move), self, G_CONNECT_SWAPPED);
  tw_card_grid_append (self->figure_grid, card);

  return TW_FIGURE_CARD (card);
}

static void
build_cards (TwOverviewView *self,
             GPtrArray      *pins)
{
  guint focused = find_focused (self);

  tw_card_grid_clear (self->figure_grid);
  g_ptr_array_set_size (self->figures, 0);

  for (guint i = 0; i < pins->len; i++)
    {
      const TwPin *pin = pins->pdata[i];
      const TwMetric *metric = tw_metric_find (pin->name);

      if (metric != NULL)
        g_ptr_array_add (self->figures, add_card (self, pin, metric));
    }

  for (guint i = 0; i < self->figures->len; i++)
    tw_figure_card_set_movable (self->figures->pdata[i], i > 0, i + 1 < self->figures->len);

  gtk_widget_set_visible (self->figure_none, self->figures->len == 0);
  if (focused != G_MAXUINT && self->figures->len > 0)
    gtk_widget_grab_focus (self->figures->pdata[MIN (focused, self->figures->len - 1)]);
}

void
tw_overview_read_figures (TwOverviewView *self)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  g_autoptr (GPtrArray) pins = tw_pins_read (tw_document_get_workspace (document), TW_PIN_FIGURE, NULL);
  Reading *reading;

  if (pins == NULL)
    return;

  if (!is_shown (self, pins))
    build_cards (self, pins);

  tw_background_cancel (&self->figures_reading);
  reading = g_new0 (Reading, 1);
  reading->view = self;
  reading->metrics = g_ptr_array_new ();
  reading->tables = g_ptr_array_new_with_free_func (table_free);
  reading->errors = g_ptr_array_new_with_free_func (error_free);
  tw_overview_get_scope (self, &reading->scope);
  for (guint i = 0; i < self->figures->len; i++)
    g_ptr_array_add (reading->metrics, (gpointer) tw_figure_card_get_metric (self->figures->pdata[i]));

  self->figures_reading = tw_background_run (document, read_figures, on_figures, reading, reading_free, NULL);
}

/* --- choosing --- */

static void
on_check (GtkCheckButton *check,
          GParamSpec     *pspec,
          TwOverviewView *self)
{
  const TwMetric *metric = g_object_get_data (G_OBJECT (check), "tw-metric");
  const char *label = tw_metric_get_label (metric);
  gint64 pin = tw_pin_find (get_workspace (self), TW_PIN_FIGURE, metric->id, NULL);
  gboolean wanted = gtk_check_button_get_active (check);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (wanted == (pin != 0))
    return;

  if (wanted)
    done = tw_pin_add (get_workspace (self), TW_PIN_FIGURE, metric->id, NULL, label, &error) != 0;
  else
    done = tw_pin_remove (get_workspace (self), pin, label, &error);

  after_edit (self, done, wanted ? _("Figure pinned") : _("Figure unpinned"), _("The Figures Were Not Changed"), error);
}

/* Made when it is opened, with what is pinned then. */
static void
create_choice (GtkMenuButton *button,
               gpointer       user_data)
{
  TwOverviewView *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < tw_metric_count (); i++)
    {
      const TwMetric *metric = tw_metric_nth (i);
      GtkWidget *check = gtk_check_button_new_with_label (tw_metric_get_label (metric));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   tw_pin_find (get_workspace (self), TW_PIN_FIGURE, metric->id, NULL) != 0);
      tw_tooltip_set (check, tw_metric_get_definition (metric));
      g_object_set_data (G_OBJECT (check), "tw-metric", (gpointer) metric);
      g_signal_connect_object (check, "notify::active", G_CALLBACK (on_check), self, 0);
      gtk_box_append (GTK_BOX (box), check);
    }

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
create_choose_button (TwOverviewView *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  const char *label = _("Choose Key Figures");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "tw-columns-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_choice, self, NULL);
  tw_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !tw_document_is_read_only (tw_view_get_document (TW_VIEW (self))));

  return button;
}

GtkWidget *
tw_overview_create_figures (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->figures = g_ptr_array_new ();
  self->figure_grid = TW_CARD_GRID (tw_card_grid_new (CARD_WIDTH, 4));
  self->figure_none = gtk_label_new (_("No figure is pinned."));
  gtk_widget_add_css_class (self->figure_none, "dim-label");
  gtk_widget_set_visible (self->figure_none, FALSE);
  gtk_box_append (GTK_BOX (head), tw_overview_create_heading (_("Key Figures")));
  gtk_box_append (GTK_BOX (head), create_choose_button (self));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), tw_tab_stop_new (GTK_WIDGET (self->figure_grid)));
  gtk_box_append (GTK_BOX (box), self->figure_none);

  return box;
}
