/* tw-overview-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "overview/tw-overview-private.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-tab-stop.h"

#include <glib/gi18n-lib.h>

/* What was read sooner never shows a skeleton. */
#define SKELETON_MS   80
#define SKELETON_ROWS 4

/* --- opening --- */

static void
open_statements (TwOverviewView    *self,
                 TwWindow          *window,
                 const TwAttention *item)
{
  TwView *view;

  if (item->period != NULL)
    tw_document_set_period (tw_view_get_document (TW_VIEW (self)), item->period, NULL);

  view = tw_window_show_view (window, "statements");
  if (item->kind == TW_ATTENTION_STATEMENTS)
    g_action_group_activate_action (G_ACTION_GROUP (tw_view_get_actions (view)), "queue",
                                    g_variant_new_string ("review"));
  tw_view_focus (view);
}

static void
open_list (TwOverviewView    *self,
           TwWindow          *window,
           const TwAttention *item)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (TwFilter) filter = tw_attention_filter (item, workspace, &error);

  if (filter != NULL)
    tw_overview_open_rows (self, item->entity, filter, item->title);
  else
    tw_window_show_error (window, _("The List Could Not Be Opened"), error);
}

static void
on_row_activated (TwOverviewView *self,
                  GtkListBoxRow  *row)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self));
  guint index = gtk_list_box_row_get_index (row);
  const TwAttention *item;

  if (window == NULL || self->items == NULL || index >= self->items->len)
    return;

  item = self->items->pdata[index];
  if (g_strcmp0 (item->view, "statements") == 0)
    open_statements (self, window, item);
  else if (item->table != NULL)
    tw_window_open_record (window, item->table, item->id);
  else if (item->entity != NULL)
    open_list (self, window, item);
}

/* --- rows --- */

static char *
describe_amounts (const TwAttention *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->amounts->len; i++)
    {
      const TwAttentionAmount *amount = g_ptr_array_index (item->amounts, i);
      g_autofree char *money = tw_format_money (amount->amount, amount->digits, amount->currency);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", money);
    }

  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable) */
static char *
describe_due (const TwAttention *item)
{
  g_autofree char *date = NULL;

  if (item->due == TW_DATE_NONE)
    return NULL;

  date = tw_format_date (item->due);

  /* Translators: %s is a day on which something is due, or from which on it is late. */
  return g_strdup_printf (item->due < tw_period_today () ? _("since %s") : _("due %s"), date);
}

static void
add_suffix (GtkWidget  *row,
            const char *text,
            const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;

  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* When it is due stands below, beside what else there is to say. */
static char *
create_subtitle (const TwAttention *item)
{
  g_autofree char *due = describe_due (item);

  if (item->detail != NULL && due != NULL)
    return g_strdup_printf ("%s · %s", item->detail, due);

  return g_strdup (item->detail != NULL ? item->detail : due);
}

static GtkWidget *
create_row (const TwAttention *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *amounts = describe_amounts (item);
  g_autofree char *subtitle = create_subtitle (item);
  g_autoptr (GString) name = g_string_new (item->title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  add_suffix (row, amounts, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  if (*amounts != '\0')
    g_string_append_printf (name, ", %s", amounts);
  if (subtitle != NULL)
    g_string_append_printf (name, ", %s", subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);

  return row;
}

/* Not by the focus child, which a window has only while it is active. */
int
tw_overview_get_focused_row (TwOverviewView *self,
                             GtkListBox     *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (list)))
    return -1;

  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)));
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const TwAttention *left = a->pdata[i];
      const TwAttention *right = b->pdata[i];
      g_autofree char *left_amounts = describe_amounts (left);
      g_autofree char *right_amounts = describe_amounts (right);

      if (left->kind != right->kind || left->due != right->due || !g_str_equal (left->title, right->title)
          || g_strcmp0 (left->detail, right->detail) != 0 || !g_str_equal (left_amounts, right_amounts))
        return FALSE;
    }

  return TRUE;
}

void
tw_overview_show_attention (TwOverviewView *self,
                            GPtrArray      *items)
{
  int focused = tw_overview_get_focused_row (self, self->attention_list);
  gboolean same = is_same (self->items, items);
  GtkWidget *row;

  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  gtk_stack_set_visible_child (self->attention_stack,
                               items->len > 0 ? gtk_widget_get_parent (GTK_WIDGET (self->attention_list))
                                              : GTK_WIDGET (self->attention_empty));
  if (same)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->attention_list))) != NULL)
    gtk_list_box_remove (self->attention_list, row);

  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->attention_list, create_row (items->pdata[i]));

  if (self->focus_pending && items->len > 0)
    gtk_widget_child_focus (GTK_WIDGET (self->attention_list), GTK_DIR_TAB_FORWARD);
  else if (focused >= 0 && items->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (
        gtk_list_box_get_row_at_index (self->attention_list, MIN (focused, (int) items->len - 1))));

  self->focus_pending = FALSE;
}

void
tw_overview_show_failure (TwOverviewView *self,
                          const GError   *error)
{
  g_clear_handle_id (&self->skeleton_source, g_source_remove);
  gtk_label_set_text (self->attention_error_label, error->message);
  gtk_stack_set_visible_child (self->attention_stack, self->attention_error);
}

static gboolean
on_skeleton (gpointer data)
{
  TwOverviewView *self = data;

  self->skeleton_source = 0;
  gtk_widget_set_opacity (self->attention_skeleton, 1);

  return G_SOURCE_REMOVE;
}

void
tw_overview_show_skeleton (TwOverviewView *self)
{
  if (self->items != NULL || self->skeleton_source != 0)
    return;

  gtk_widget_set_opacity (self->attention_skeleton, 0);
  gtk_stack_set_visible_child (self->attention_stack, self->attention_skeleton);
  self->skeleton_source = g_timeout_add (SKELETON_MS, on_skeleton, self);
}

/* --- building --- */

static GtkWidget *
create_skeleton (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < SKELETON_ROWS; i++)
    {
      GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_add_css_class (bar, "skeleton");
      gtk_widget_set_size_request (bar, -1, 48);
      gtk_box_append (GTK_BOX (box), bar);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);

  return box;
}

static GtkWidget *
create_error (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  self->attention_error_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->attention_error_label, TRUE);
  gtk_label_set_selectable (self->attention_error_label, TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.reload");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->attention_error_label));
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

GtkWidget *
tw_overview_create_attention (TwOverviewView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *stop;

  self->attention_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->attention_list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->attention_list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->attention_list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attention_list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Needs Attention"), -1);
  g_signal_connect_object (self->attention_list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);

  self->attention_empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->attention_empty, "tw-overview-symbolic");
  adw_status_page_set_title (self->attention_empty, _("Nothing Needs Attention"));
  adw_status_page_set_description (
      self->attention_empty,
      _("Statements, tier reviews, expiring documents and plans behind pace appear here."));
  gtk_widget_add_css_class (GTK_WIDGET (self->attention_empty), "compact");

  self->attention_skeleton = create_skeleton ();
  self->attention_error = create_error (self);
  self->attention_stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->attention_stack, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->attention_stack), GTK_ALIGN_START);
  stop = tw_tab_stop_new (GTK_WIDGET (self->attention_list));
  gtk_stack_add_titled (self->attention_stack, self->attention_skeleton, "loading", _("Loading"));
  gtk_stack_add_titled (self->attention_stack, stop, "list", _("Needs Attention"));
  gtk_stack_add_titled (self->attention_stack, GTK_WIDGET (self->attention_empty), "empty",
                        _("Nothing Needs Attention"));
  gtk_stack_add_titled (self->attention_stack, self->attention_error, "error", _("Error"));

  gtk_box_append (GTK_BOX (box), tw_overview_create_heading (_("Needs Attention")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->attention_stack));

  return box;
}
