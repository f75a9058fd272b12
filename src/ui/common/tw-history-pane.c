/* tw-history-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-history-pane.h"

#include "common/tw-change-text.h"
#include "tw-history-list.h"

#include <glib/gi18n-lib.h>

#define PAGE 100

struct _TwHistoryPane
{
  AdwBin      parent_instance;

  TwDocument *document;         /* owned */
  char       *table;
  gint64      id;

  GtkListBox *list;
  GtkWidget  *nothing;
  GtkWidget  *more;
  gint64      last;             /* the oldest entry that is shown */
};

G_DEFINE_FINAL_TYPE (TwHistoryPane, tw_history_pane, ADW_TYPE_BIN)

/* "20 Nov 2026, 14:05" of UTC text, in the time of the person's place. */
static char *
format_moment (const char *at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (at, NULL);
  g_autoptr (GDateTime) local = NULL;

  if (utc == NULL)
    return g_strdup (at);

  local = g_date_time_to_local (utc);

  /* Translators: day and time of a change, see strftime(3). */
  return g_date_time_format (local, C_("moment", "%-d %b %Y, %H:%M"));
}

static const char *
describe_kind (const TwHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case TW_HISTORY_IMPORT:
      return _("Import");
    case TW_HISTORY_RUN:
      return _("Calculation");
    case TW_HISTORY_UNDO:
      return _("Undo");
    case TW_HISTORY_REDO:
      return _("Redo");
    case TW_HISTORY_MIGRATE:
      return _("New file version");
    case TW_HISTORY_EDIT:
    default:
      return NULL;
    }
}

static char *
create_subtitle (const TwHistoryEntry *entry)
{
  g_autofree char *moment = format_moment (entry->at);
  const char *kind = describe_kind (entry);
  GString *text = g_string_new (NULL);

  if (kind != NULL)
    g_string_append_printf (text, "%s · ", kind);

  /* Translators: when something was changed, and by whom. */
  g_string_append_printf (text, _("%1$s · %2$s"), moment, entry->by);

  if (entry->undone)
    g_string_append_printf (text, " · %s", _("undone"));

  return g_string_free (text, FALSE);
}

/* The field is read first by who can't see that it stands below. */
static GtkWidget *
create_change_row (const char *label,
                   const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = NULL;

  /* Translators: read out for a line of a pane: the label, then the value. */
  name = g_strdup_printf (_("%1$s: %2$s"), label, text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

/* What an entry changed is only read when somebody wants to see it. */
static void
on_expanded (AdwExpanderRow *row,
             GParamSpec     *pspec,
             TwHistoryPane  *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "tw-id");
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (GPtrArray) changes = NULL;
  const guint limit = 40;
  guint n = 0;

  if (!adw_expander_row_get_expanded (row)
      || g_object_get_data (G_OBJECT (row), "tw-filled") != NULL)
    return;

  g_object_set_data (G_OBJECT (row), "tw-filled", row);
  changes = tw_history_changes (workspace, *id, NULL);

  for (guint i = 0; changes != NULL && i < changes->len && n < limit; i++)
    {
      g_autofree char *label = NULL;
      g_autofree char *text = NULL;

      if (!tw_change_describe (workspace, changes, i, &label, &text))
        continue;

      adw_expander_row_add_row (row, create_change_row (label, text));
      n++;
    }
}

static GtkWidget *
create_undo_button (const TwHistoryEntry *entry)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  g_autofree char *name = NULL;

  /* Translators: %s is the change that is taken back. */
  name = g_strdup_printf (_("Undo: %s"), entry->label);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.undo-entry");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", entry->id);

  return button;
}

static gboolean
can_be_undone (const TwHistoryEntry *entry)
{
  return !entry->undone && (entry->kind == TW_HISTORY_EDIT || entry->kind == TW_HISTORY_IMPORT ||
                            entry->kind == TW_HISTORY_RUN);
}

static GtkWidget *
create_row (TwHistoryPane        *self,
            const TwHistoryEntry *entry)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *subtitle = create_subtitle (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), entry->label);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data_full (
      G_OBJECT (row), "tw-id", g_memdup2 (&entry->id, sizeof entry->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, 0);

  if (can_be_undone (entry) && !tw_document_is_read_only (self->document))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), create_undo_button (entry));

  return row;
}

static void
append_entries (TwHistoryPane *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (GPtrArray) entries = NULL;

  entries = self->table != NULL ? tw_history_of_record (workspace, self->table, self->id, NULL)
                                : tw_history_list (workspace, self->last, PAGE, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TwHistoryEntry *entry = entries->pdata[i];

      gtk_list_box_append (self->list, create_row (self, entry));
      self->last = entry->id;
    }

  gtk_widget_set_visible (self->more,
                          self->table == NULL && entries != NULL && entries->len == PAGE);
}

static void
refresh (TwHistoryPane *self)
{
  GtkWidget *row;

  if (tw_document_get_workspace (self->document) == NULL)
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  self->last = 0;
  append_entries (self);
  gtk_widget_set_visible (self->nothing, self->last == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->last != 0);
}

static void
tw_history_pane_dispose (GObject *object)
{
  TwHistoryPane *self = TW_HISTORY_PANE (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->table, g_free);

  G_OBJECT_CLASS (tw_history_pane_parent_class)->dispose (object);
}

static void
tw_history_pane_class_init (TwHistoryPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_history_pane_dispose;
}

static void
tw_history_pane_init (TwHistoryPane *self)
{
}

GtkWidget *
tw_history_pane_new (TwDocument *document,
                     const char *table,
                     gint64      id)
{
  TwHistoryPane *self;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_HISTORY_PANE, NULL);
  self->document = g_object_ref (document);
  self->table = g_strdup (table);
  self->id = id;

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("History"), -1);
  self->more = gtk_button_new_with_mnemonic (_("Show _Earlier Changes"));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (append_entries), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (box, "page-body");
  self->nothing = gtk_label_new (_("Nothing was changed yet."));
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);

  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
