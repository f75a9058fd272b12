/* tw-report-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages as they will be: laid out and drawn by what writes the PDF, in a thread, one page at a time. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "analytics/tw-report-private.h"
#include "common/tw-tooltip.h"

#include "common/tw-background.h"

#include <glib/gi18n-lib.h>

/* Typing changes the pages when it pauses. */
#define DELAY_MS 120
#define MARGIN   12

typedef struct
{
  TwReportOrder   *order;
  guint            page;
  double           width;       /* pixels that there are */
  double           height;
  cairo_surface_t *picture;
  guint            n_pages;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  tw_report_order_free (drawing->order);
  g_clear_pointer (&drawing->picture, cairo_surface_destroy);
  g_free (drawing);
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Drawing *drawing = data;
  TwReportOrder *order = drawing->order;
  const TwBoardOptions options = { .title = order->title, .comment = order->comment };
  g_autoptr (TwPages) pages = tw_board_report_pages (order->report, &options, order->pages, order->n_pages,
                                                     order->paper);
  double paper_width;
  double paper_height;
  double scale;
  cairo_t *cr;

  drawing->n_pages = tw_pages_count (pages);
  drawing->page = MIN (drawing->page, drawing->n_pages - 1);
  tw_pages_get_paper (pages, &paper_width, &paper_height);
  scale = MIN (drawing->width / paper_width, drawing->height / paper_height);
  drawing->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX ((int) (paper_width * scale), 1),
                                                 MAX ((int) (paper_height * scale), 1));
  cr = cairo_create (drawing->picture);
  cairo_scale (cr, scale, scale);
  tw_pages_draw (pages, drawing->page, cr);
  cairo_destroy (cr);
  g_task_return_boolean (task, TRUE);
}

static void start_drawing (TwReportWindow *self);

static void
update_number (TwReportWindow *self)
{
  /* Translators: %1$u is the number of a page, %2$u how many there are. */
  g_autofree char *text = g_strdup_printf (_("Page %1$u of %2$u"), self->page + 1, self->n_pages);

  gtk_label_set_text (self->number, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < self->n_pages);
}

static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  TwReportWindow *self = TW_REPORT_WINDOW (source);
  Drawing *drawing = g_task_get_task_data (G_TASK (result));

  self->drawing = FALSE;
  if (self->leaflet == NULL)
    return;

  if (self->stale)
    {
      start_drawing (self);
      return;
    }

  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture = g_steal_pointer (&drawing->picture);
  self->page = drawing->page;
  self->n_pages = drawing->n_pages;
  update_number (self);
  gtk_stack_set_visible_child_name (self->preview, "page");
  gtk_widget_queue_draw (self->area);
}

static void
start_drawing (TwReportWindow *self)
{
  int scale = gtk_widget_get_scale_factor (self->area);
  Drawing *drawing;
  g_autoptr (GTask) task = NULL;

  self->stale = TRUE;
  if (self->report == NULL || self->drawing || gtk_widget_get_width (GTK_WIDGET (self->preview)) <= 0)
    return;

  self->stale = FALSE;
  self->drawing = TRUE;
  drawing = g_new0 (Drawing, 1);
  drawing->order = tw_report_window_order (self);
  drawing->page = self->page;
  drawing->width = MAX (gtk_widget_get_width (GTK_WIDGET (self->preview)) - 2 * MARGIN, 60) * scale;
  drawing->height = MAX (gtk_widget_get_height (GTK_WIDGET (self->preview)) - 2 * MARGIN, 60) * scale;
  task = g_task_new (self, NULL, on_drawn, NULL);
  g_task_set_task_data (task, drawing, drawing_free);
  tw_background_run_task (task, draw_in_thread);
}

static gboolean
on_redraw (gpointer data)
{
  TwReportWindow *self = data;

  self->redraw_source = 0;
  start_drawing (self);

  return G_SOURCE_REMOVE;
}

void
tw_report_preview_change (TwReportWindow *self)
{
  self->stale = TRUE;
  if (self->redraw_source == 0)
    self->redraw_source = g_timeout_add (DELAY_MS, on_redraw, self);
}

void
tw_report_preview_fail (TwReportWindow *self,
                        const GError   *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->failure, text);
  gtk_stack_set_visible_child_name (self->preview, "failure");
}

static void
draw_area (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  TwReportWindow *self = data;
  double picture_width;
  double picture_height;
  double scale;

  if (self->picture == NULL)
    return;

  picture_width = cairo_image_surface_get_width (self->picture);
  picture_height = cairo_image_surface_get_height (self->picture);
  scale = MIN ((width - 2 * MARGIN) / picture_width, (height - 2 * MARGIN) / picture_height);
  cairo_translate (cr, (width - picture_width * scale) / 2, (height - picture_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_paint (cr);
  /* A white page ends somewhere on a white window, too. */
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width (cr, 1 / scale);
  cairo_rectangle (cr, 0, 0, picture_width, picture_height);
  cairo_stroke (cr);
}

static void
turn_to (TwReportWindow *self,
         int             page)
{
  self->page = (guint) CLAMP (page, 0, (int) MAX (self->n_pages, 1) - 1);
  update_number (self);
  start_drawing (self);
}

static void
on_previous (TwReportWindow *self)
{
  turn_to (self, (int) self->page - 1);
}

static void
on_next (TwReportWindow *self)
{
  turn_to (self, (int) self->page + 1);
}

static gboolean
on_key (TwReportWindow  *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  switch (keyval)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_Left:
      turn_to (self, (int) self->page - 1);
      return TRUE;

    case GDK_KEY_Page_Down:
    case GDK_KEY_Right:
      turn_to (self, (int) self->page + 1);
      return TRUE;

    case GDK_KEY_Home:
      turn_to (self, 0);
      return TRUE;

    case GDK_KEY_End:
      turn_to (self, (int) self->n_pages - 1);
      return TRUE;

    default:
      return FALSE;
    }
}

static GtkWidget *
create_turner (TwReportWindow *self,
               const char     *icon_name,
               const char     *label,
               GCallback       callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, label);
  gtk_widget_set_sensitive (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_numbers (TwReportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->previous = create_turner (self, "go-previous-symbolic", _("Previous Page"), G_CALLBACK (on_previous));
  self->next = create_turner (self, "go-next-symbolic", _("Next Page"), G_CALLBACK (on_next));
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_box_append (GTK_BOX (box), self->previous);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), self->next);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "table-bar");

  return box;
}

static GtkWidget *
create_area (TwReportWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->area = gtk_drawing_area_new ();
  gtk_widget_set_focusable (self->area, TRUE);
  gtk_widget_add_css_class (self->area, "report-page");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_area, self, NULL);
  g_signal_connect_object (self->area, "resize", G_CALLBACK (tw_report_preview_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->area, keys);

  return self->area;
}

GtkWidget *
tw_report_preview_create (TwReportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *waiting = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (waiting), _("Computing the Figures"));
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  adw_status_page_set_child (ADW_STATUS_PAGE (waiting), spinner);
  self->failure = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failure, "dialog-error-symbolic");
  adw_status_page_set_title (self->failure, _("The Report Was Not Made"));

  self->preview = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->preview, waiting, "waiting");
  gtk_stack_add_named (self->preview, create_area (self), "page");
  gtk_stack_add_named (self->preview, GTK_WIDGET (self->failure), "failure");
  gtk_widget_set_vexpand (GTK_WIDGET (self->preview), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->preview), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  gtk_box_append (GTK_BOX (box), create_numbers (self));

  return box;
}
