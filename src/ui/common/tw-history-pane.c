/* tw-history-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-history-pane.h"

#include "application/tw-window.h"
#include "common/tw-change-text.h"
#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "common/tw-turns.h"
#include "tw-history-go-back.h"
#include "tw-history-list.h"

#include <glib/gi18n-lib.h>

#define PAGE 100
/* Rows that are made at once, and then in each turn of the main loop, until those that can be seen and a little
 * them are there. The others are made as somebody goes there: a row is a dozen widgets, and a pane that closes has to let
 * go of all of them. */
#define FIRST_ROWS  2
#define MORE_ROWS   2
#define PAGES_AHEAD 0.1
/* The least height of a row. */
#define ROW_HEIGHT  50

struct _TwHistoryPane
{
  AdwBin      parent_instance;

  TwDocument *document;         /* owned */
  char       *table;
  gint64      id;

  GtkListBox *list;
  GtkWidget  *nothing;
  GtkWidget  *more;
  gint64      newest;           /* the newest entry of all when the list was read */
  gint64      first;            /* the newest entry that is shown */
  gint64      last;             /* the oldest */
  GPtrArray  *entries;          /* (nullable) TwHistoryEntry*, owned: of which rows are being made */
  guint       n_made;
  guint       n_before;         /* rows of the entries that were read before these */
  gboolean    has_earlier;      /* there are entries that were not read */
  GtkAdjustment *scrolled;      /* borrowed */
};

G_DEFINE_FINAL_TYPE (TwHistoryPane, tw_history_pane, ADW_TYPE_BIN)

static const char *
describe_kind (const TwHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case TW_HISTORY_IMPORT:
      return _("Import");
    case TW_HISTORY_RUN:
      return _("Calculation");
    case TW_HISTORY_MIGRATE:
      return _("New file version");
    case TW_HISTORY_EDIT:
    default:
      return NULL;
    }
}

/* What was undone and the undoing itself have the same label. */
static char *
create_title (const TwHistoryEntry *entry)
{
  if (entry->kind == TW_HISTORY_UNDO)
    return g_strdup_printf (_("Undone: %s"), entry->label);
  if (entry->kind == TW_HISTORY_REDO)
    return g_strdup_printf (_("Redone: %s"), entry->label);

  return g_strdup (entry->label);
}

static char *
create_subtitle (const TwHistoryEntry *entry)
{
  g_autofree char *moment = tw_format_moment (entry->at);
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
create_change_row (const TwChange *change,
                   const char     *label,
                   const char     *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = NULL;

  /* Translators: read out for a line of a pane: the label, then the value. */
  name = g_strdup_printf (_("%1$s: %2$s"), label, text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  tw_tooltip_set (row, _("Open the record"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "history.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(sx)", change->table, change->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));

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

      adw_expander_row_add_row (row, create_change_row (changes->pdata[i], label, text));
      n++;
    }

  if (n == 0)
    {
      GtkWidget *none = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (none),
                                     _("No field of a record that was there before"));
      gtk_widget_add_css_class (none, "dim-label");
      adw_expander_row_add_row (row, none);
    }
}

static gboolean
can_be_undone (const TwHistoryEntry *entry)
{
  return !entry->undone && (entry->kind == TW_HISTORY_EDIT || entry->kind == TW_HISTORY_IMPORT ||
                            entry->kind == TW_HISTORY_RUN);
}

/* "Go Back to Here" says how far that is, which is only found out when the menu opens. */
static char *
describe_distance (TwHistoryPane *self,
                   gint64         id)
{
  TwHistoryDistance distance;
  g_autofree char *count = NULL;

  if (!tw_history_distance (tw_document_get_workspace (self->document), id, &distance, NULL))
    return g_strdup (_("_Go Back to Here…"));

  count = tw_format_count (distance.n_changes);

  return g_strdup_printf (
      distance.n_imports + distance.n_runs > 0
          /* Translators: a menu item that asks before; %s is a number. */
          ? ngettext ("_Go Back to Here (%s Change)…", "_Go Back to Here (%s Changes)…",
                      distance.n_changes)
          /* Translators: a menu item; %s is a number. */
          : ngettext ("_Go Back to Here (%s Change)", "_Go Back to Here (%s Changes)",
                      distance.n_changes),
      count);
}

static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       user_data)
{
  TwHistoryPane *self = user_data;
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "tw-id");
  gboolean undoable = g_object_get_data (G_OBJECT (button), "tw-undoable") != NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (undoable)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_("_Undo This Change"), NULL);

      g_menu_item_set_action_and_target (item, "win.undo-entry", "x", id);
      g_menu_append_item (menu, item);
    }

  if (self->table == NULL && id != self->first)
    {
      g_autofree char *label = describe_distance (self, id);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "history.go-back", "x", id);
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
create_menu_button (TwHistoryPane        *self,
                    const TwHistoryEntry *entry)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *title = create_title (entry);
  g_autofree char *name = NULL;

  /* Translators: %s is a change of the history. */
  name = g_strdup_printf (_("Undo or Go Back to: %s"), title);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  tw_tooltip_set (button, _("Undo or Go Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (
      G_OBJECT (button), "tw-id", g_memdup2 (&entry->id, sizeof entry->id), g_free);
  if (can_be_undone (entry))
    g_object_set_data (G_OBJECT (button), "tw-undoable", button);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_menu_wanted, self, NULL);

  return button;
}

static GtkWidget *
create_row (TwHistoryPane        *self,
            const TwHistoryEntry *entry)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = create_title (entry);
  g_autofree char *subtitle = create_subtitle (entry);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data_full (
      G_OBJECT (row), "tw-id", g_memdup2 (&entry->id, sizeof entry->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded), self, 0);

  if (!tw_document_is_read_only (self->document)
      && (can_be_undone (entry) || (self->table == NULL && entry->id != self->first)))
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), create_menu_button (self, entry));

  return row;
}

/* Returns: whether rows are left to be made */
static gboolean
make_rows (TwHistoryPane *self,
           guint          n)
{
  guint len = self->entries != NULL ? self->entries->len : 0;

  for (guint i = 0; i < n && self->n_made < len; i++)
    gtk_list_box_append (self->list, create_row (self, self->entries->pdata[self->n_made++]));

  return self->n_made < len;
}

static gboolean
has_enough_rows (TwHistoryPane *self)
{
  double seen = gtk_adjustment_get_value (self->scrolled) + gtk_adjustment_get_page_size (self->scrolled);

  return (self->n_before + self->n_made) * ROW_HEIGHT
         >= seen + PAGES_AHEAD * gtk_adjustment_get_page_size (self->scrolled);
}

/* The button for what was not read stands below everything that was. */
static void
update_more (TwHistoryPane *self)
{
  gtk_widget_set_visible (self->more, self->has_earlier && self->n_made == self->entries->len);
}

static void
make_more_rows (gpointer data)
{
  TwHistoryPane *self = data;

  if (!has_enough_rows (self) && make_rows (self, MORE_ROWS))
    tw_turns_later (self, make_more_rows);
  update_more (self);
}

static void
on_scrolled (TwHistoryPane *self)
{
  if (self->entries != NULL && self->n_made < self->entries->len)
    tw_turns_later (self, make_more_rows);
}

static void
forget_entries (TwHistoryPane *self)
{
  tw_turns_forget (self);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->n_before += self->n_made;
  self->n_made = 0;
}

static void
append_entries (TwHistoryPane *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (self->document);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  entries = self->table != NULL ? tw_history_of_record (workspace, self->table, self->id, &error)
                                : tw_history_list (workspace, self->last, PAGE, &error);

  /* What is still to come stands above what comes now. */
  make_rows (self, G_MAXUINT);
  forget_entries (self);
  if (entries != NULL && entries->len > 0)
    {
      const TwHistoryEntry *newest = entries->pdata[0];
      const TwHistoryEntry *oldest = entries->pdata[entries->len - 1];

      self->first = self->first != 0 ? self->first : newest->id;
      self->last = oldest->id;
      self->entries = g_ptr_array_ref (entries);
      if (make_rows (self, FIRST_ROWS))
        tw_turns_later (self, make_more_rows);
    }

  self->has_earlier = self->table == NULL && entries != NULL && entries->len == PAGE;
  gtk_widget_set_visible (self->more, FALSE);
  if (self->entries != NULL)
    update_more (self);
  gtk_label_set_text (GTK_LABEL (self->nothing),
                      error != NULL ? error->message : _("Nothing was changed yet."));
  gtk_widget_set_visible (self->nothing, error != NULL || self->last == 0);
}

/* Entries are only ever added, so the newest tells whether there is something to show. */
static gboolean
is_current (TwHistoryPane *self)
{
  return self->newest != 0
         && tw_history_newest (tw_document_get_workspace (self->document)) == self->newest;
}

/* What is open, and a menu over it, stays as long as nothing happened. */
static void
refresh (TwHistoryPane *self)
{
  GtkWidget *row;

  if (tw_document_get_workspace (self->document) == NULL || is_current (self))
    return;

  forget_entries (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  self->n_before = 0;
  self->first = 0;
  self->last = 0;
  self->newest = tw_history_newest (tw_document_get_workspace (self->document));
  append_entries (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->last != 0);
}

/* --- going back --- */

typedef struct
{
  TwHistoryPane *self;          /* owned */
  TwWindow      *window;        /* weak */
  gint64         entry;
  gint64         made;
  guint          n_changes;
} GoBack;

static void
go_back_free (gpointer data)
{
  GoBack *back = data;

  g_clear_weak_pointer (&back->window);
  g_object_unref (back->self);
  g_free (back);
}

static gboolean
go_back_in_thread (TwJob        *job,
                   TwWorkspace  *workspace,
                   gpointer      data,
                   GError      **error)
{
  GoBack *back = data;

  return tw_history_go_back (workspace, back->entry, &back->made, error);
}

static void
on_gone_back (TwJob        *job,
              gpointer      data,
              const GError *error)
{
  GoBack *back = data;
  g_autofree char *count = tw_format_count (back->n_changes);
  g_autofree char *text = NULL;

  if (error != NULL || back->window == NULL)
    return;

  if (back->self->document != NULL)
    tw_document_changed (back->self->document);

  /* Translators: a toast; %s is a number. */
  text = g_strdup_printf (ngettext ("%s change taken back", "%s changes taken back",
                                    back->n_changes), count);
  tw_window_toast (back->window, text, back->made);
}

static void
go_back (TwHistoryPane *self,
         gint64         entry,
         guint          n_changes)
{
  GoBack *back = g_new0 (GoBack, 1);

  back->self = g_object_ref (self);
  back->entry = entry;
  back->n_changes = n_changes;
  g_set_weak_pointer (&back->window, tw_window_from (GTK_WIDGET (self)));
  tw_window_run_job (back->window, _("Going back"), _("Nothing Was Taken Back"), go_back_in_thread,
                     on_gone_back, back, go_back_free);
}

static void
on_asked (AdwMessageDialog *dialog,
          const char       *response,
          TwHistoryPane    *self)
{
  const GoBack *back = g_object_get_data (G_OBJECT (dialog), "tw-back");

  if (g_str_equal (response, "go") && tw_window_from (GTK_WIDGET (self)) != NULL)
    go_back (self, back->entry, back->n_changes);
}

/* Undo brings edits again, but neither the rows of a file nor what was calculated. */
static void
ask_go_back (TwHistoryPane           *self,
             gint64                   entry,
             const TwHistoryDistance *distance)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (tw_window_from (GTK_WIDGET (self))),
                                              _("Go Back?"), NULL);
  GoBack back = { NULL, NULL, entry, 0, distance->n_changes };

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: numbers of changes, imports and calculations. */
      _("Changes that are taken back: %u. Among them are imports: %u, and calculations: %u, which "
        "Undo can’t bring again."),
      distance->n_changes, distance->n_imports, distance->n_runs);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "go",
                                    _("_Go Back"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "tw-back", g_memdup2 (&back, sizeof back), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_asked), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
go_back_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  TwHistoryPane *self = TW_HISTORY_PANE (widget);
  gint64 entry = g_variant_get_int64 (parameter);
  TwHistoryDistance distance;
  g_autoptr (GError) error = NULL;

  if (!tw_history_distance (tw_document_get_workspace (self->document), entry, &distance, &error))
    tw_window_show_error (tw_window_from (widget), _("Nothing Was Taken Back"), error);
  else if (distance.n_changes == 0)
    tw_window_toast (tw_window_from (widget), _("Nothing changed since then"), 0);
  else if (distance.n_imports + distance.n_runs > 0)
    ask_go_back (self, entry, &distance);
  else
    go_back (self, entry, distance.n_changes);
}

static void
open_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwWindow *window = tw_window_from (widget);
  const char *table;
  gint64 id;

  g_variant_get (parameter, "(&sx)", &table, &id);
  if (!tw_window_open_record (window, table, id))
    tw_window_toast (window, _("The record has no page, or is gone"), 0);
}

static void
tw_history_pane_dispose (GObject *object)
{
  TwHistoryPane *self = TW_HISTORY_PANE (object);

  forget_entries (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->table, g_free);

  G_OBJECT_CLASS (tw_history_pane_parent_class)->dispose (object);
}

static void
tw_history_pane_class_init (TwHistoryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_history_pane_dispose;
  gtk_widget_class_install_action (widget_class, "history.go-back", "x", go_back_action);
  gtk_widget_class_install_action (widget_class, "history.open", "(sx)", open_action);
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
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), self->more);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  self->scrolled = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (self->scrolled, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scrolled, "changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), scroller);

  g_signal_connect_object (document, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
