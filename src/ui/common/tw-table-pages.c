/* tw-table-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which page a table shows: its rows, or that there are none and why. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-table-private.h"

#include "common/tw-status-page.h"

#include <glib/gi18n-lib.h>

#define LOADING_MS 80

static TwTableSourceClass *
get_class (TwTable *self)
{
  return TW_TABLE_SOURCE_GET_CLASS (self->source);
}

/* The page that shows rows, where there are any. */
static const char *
get_rows_page (TwTable *self)
{
  return self->face_shown                                                ? "face"
         : tw_size_bin_get_size_class (self->size_bin) == TW_SIZE_NARROW ? "rows"
                                                                         : "table";
}

/* A list view makes two hundred rows of its model, seen or not, and each of them is styled with everything above it: so
 * only the list that shows rows has the model. Never while the model tells of a change. */
void
tw_table_give_model (TwTable *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  const char *page = get_rows_page (self);
  GtkSelectionModel *of_table = g_str_equal (page, "table") ? model : NULL;
  GtkSelectionModel *of_rows = g_str_equal (page, "rows") ? model : NULL;

  if (gtk_column_view_get_model (self->view) == of_table && gtk_list_view_get_model (self->rows) == of_rows)
    return;

  gtk_column_view_set_model (self->view, NULL);
  gtk_list_view_set_model (self->rows, NULL);
  tw_table_rows_begin (self->places);
  gtk_column_view_set_model (self->view, of_table);
  gtk_list_view_set_model (self->rows, of_rows);
}

/* --- the pages that most tables never show, each made when it is --- */

static GtkWidget *
create_status (const char *icon_name,
               const char *title,
               const char *description,
               const char *label,
               const char *action)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), tw_status_page_button (label, action));

  return page;
}

static GtkWidget *
create_empty (TwTable *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), self->empty_icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page),
                             self->empty_title != NULL ? self->empty_title : _("Nothing Here"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), self->empty_description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), self->empty_child);

  return page;
}

static GtkWidget *
create_loading (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *label = gtk_label_new (_("Loading…"));

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* (nullable): a page of this name that is made when it is wanted. */
static GtkWidget *
create_page (TwTable    *self,
             const char *name)
{
  if (g_str_equal (name, "empty"))
    return create_empty (self);
  if (g_str_equal (name, "no-match"))
    return create_status ("edit-find-symbolic", _("No Matches"), _("No row passes all of the filters."),
                          _("_Clear Filters"), "table.clear-filters");
  if (g_str_equal (name, "loading"))
    return create_loading ();
  if (g_str_equal (name, "error"))
    return create_status ("dialog-warning-symbolic", _("The List Could Not Be Read"), NULL, _("_Try Again"),
                          "table.try-again");

  return NULL;
}

static const char *
get_page_title (const char *name)
{
  return g_str_equal (name, "empty")      ? _("Empty")
         : g_str_equal (name, "no-match") ? _("No Matches")
         : g_str_equal (name, "loading")  ? _("Loading")
                                          : _("Error");
}

static void
ensure_page (TwTable    *self,
             const char *name)
{
  GtkWidget *page;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;

  page = create_page (self, name);
  if (page == NULL)
    return;

  gtk_stack_add_titled (self->stack, page, name, get_page_title (name));
  tw_status_page_pass_focus (page);
}

/* --- which of the pages is shown --- */

static void
show_page (TwTable    *self,
           const char *name)
{
  gboolean rows = g_str_equal (name, "table") || g_str_equal (name, "rows");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  g_clear_handle_id (&self->loading_source, g_source_remove);
  ensure_page (self, name);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->totals_box),
                          g_str_equal (name, "table") &&
                            gtk_widget_get_first_child (GTK_WIDGET (self->totals)) != NULL);
  /* There is nothing to filter or to sort where there is nothing. */
  gtk_widget_set_visible (self->bar, !g_str_equal (name, "empty"));
  gtk_widget_set_visible (self->footer_box, rows || g_str_equal (name, "no-match"));

  /* What had the focus may be hidden now. */
  if (had_focus && !gtk_widget_get_mapped (focus)
      && !gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static gboolean
on_loading_timeout (gpointer user_data)
{
  TwTable *self = user_data;

  self->loading_source = 0;
  show_page (self, "loading");

  return G_SOURCE_REMOVE;
}

static void
show_error (TwTable      *self,
            const GError *error)
{
  /* The description is markup in libadwaita 1.2. */
  g_autofree char *escaped = g_markup_escape_text (error != NULL ? error->message : "", -1);

  show_page (self, "error");
  adw_status_page_set_description (ADW_STATUS_PAGE (gtk_stack_get_visible_child (self->stack)), escaped);
}

void
tw_table_update_page (TwTable *self)
{
  const GError *error = NULL;
  TwTableState state = get_class (self)->get_state (self->source, &error);
  guint n = tw_table_source_count (self->source);

  if (state == TW_TABLE_FAILED)
    show_error (self, error);
  else if (n > 0)
    show_page (self, get_rows_page (self));
  else if (state == TW_TABLE_LOADING)
    {
      /* A short wait shows what was there before, not a flash of something else. */
      if (self->loading_source == 0)
        self->loading_source = g_timeout_add (LOADING_MS, on_loading_timeout, self);
    }
  else
    show_page (self, tw_table_has_filter (self) ? "no-match" : "empty");
}

void
tw_table_set_face (TwTable   *self,
                   GtkWidget *face,
                   gboolean   shown)
{
  g_return_if_fail (TW_IS_TABLE (self));

  if (face != NULL)
    gtk_stack_add_named (self->stack, face, "face");

  self->face_shown = shown;
  /* Columns and their order are of the list alone. */
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), !shown);

  if (self->source != NULL)
    {
      tw_table_give_model (self);
      tw_table_update_page (self);
      tw_table_queue_totals (self);
    }
}

void
tw_table_set_empty (TwTable    *self,
                    const char *icon_name,
                    const char *title,
                    const char *description,
                    GtkWidget  *child)
{
  GtkWidget *page;

  g_return_if_fail (TW_IS_TABLE (self));

  g_free (self->empty_icon);
  self->empty_icon = g_strdup (icon_name);
  g_free (self->empty_title);
  self->empty_title = g_strdup (title);
  g_free (self->empty_description);
  self->empty_description = g_strdup (description);
  if (child != NULL)
    g_object_ref_sink (child);
  g_clear_object (&self->empty_child);
  self->empty_child = child;

  /* What is shown now is said anew. */
  page = gtk_stack_get_child_by_name (self->stack, "empty");
  if (page == NULL)
    return;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), child);
}
