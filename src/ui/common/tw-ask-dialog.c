/* tw-ask-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-ask-dialog.h"

#include "common/tw-dialog-role.h"
#include "common/tw-discard.h"
#include "common/tw-draft-keeper.h"
#include "common/tw-field-editor.h"
#include "common/tw-reference-new.h"
#include "common/tw-tooltip.h"
#include "tw-error.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>

#define WIDTH      480
#define HEIGHT_MAX 680

struct _TwAskDialog
{
  AdwWindow            parent_instance;

  /* owned */
  GPtrArray           *fields;      /* TwField*: as they are asked for here */
  GPtrArray           *editors;     /* TwFieldEditor* */
  gpointer             user_data;
  GDestroyNotify       destroy;

  TwAskFunc            func;
  gint64               about;

  /* children */
  AdwPreferencesGroup *group;
  AdwPreferencesGroup *below;
  GtkWidget           *verb;
  GtkWidget           *note_box;
  GtkWidget           *note_icon;
  GtkLabel            *note;

  gboolean             failed;      /* the note is about what was pressed last */
  gboolean             discarding;
};

G_DEFINE_FINAL_TYPE (TwAskDialog, tw_ask_dialog, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (nullable) */
static TwFieldEditor *
find_editor (TwAskDialog *self,
             const char  *field)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (g_str_equal (tw_field_editor_get_field (self->editors->pdata[i])->name, field))
        return self->editors->pdata[i];
    }

  return NULL;
}

static void
update_verb (TwAskDialog *self)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    {
      TwFieldEditor *editor = self->editors->pdata[i];
      g_autofree char *text = tw_field_editor_get_text (editor);

      if ((tw_field_editor_get_field (editor)->flags & TW_FIELD_REQUIRED) != 0 && *g_strstrip (text) == '\0')
        complete = FALSE;
    }

  gtk_widget_set_sensitive (self->verb, complete);
  tw_tooltip_set (self->verb, complete ? NULL : _("Fill in the required fields first"));
}

static void
on_changed (TwAskDialog   *self,
            TwFieldEditor *editor)
{
  update_verb (self);
  g_signal_emit (self, signals[CHANGED], 0, tw_field_editor_get_field (editor)->name);
}

/* What the dialog refused as a whole is still wrong where nothing was typed since. */
static void
on_left (TwFieldEditor *editor)
{
  const char *refused = g_object_get_data (G_OBJECT (editor), "tw-refused");
  g_autofree char *typed = tw_field_editor_get_typed (editor);

  if (tw_field_editor_is_invalid (editor) && g_strcmp0 (refused, typed) == 0)
    return;

  tw_field_editor_set_message (editor, NULL);
  tw_field_editor_check (editor);
}

/* What can't be is said at every field, and the first has the focus. */
static gboolean
check_fields (TwAskDialog *self)
{
  gboolean right = TRUE;

  for (guint i = self->editors->len; i > 0; i--)
    {
      TwFieldEditor *editor = self->editors->pdata[i - 1];

      tw_field_editor_set_message (editor, NULL);
      if (tw_field_editor_check (editor))
        continue;
      tw_field_editor_grab_focus (editor);
      right = FALSE;
    }

  return right;
}

static void
discard (TwAskDialog *self)
{
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_verb (TwAskDialog *self)
{
  g_autoptr (GError) error = NULL;
  const char *field = NULL;

  if (self->failed)
    tw_ask_dialog_set_note (self, NULL, FALSE);
  if (!check_fields (self))
    return;

  if (self->func (self, self->user_data, &field, &error))
    {
      discard (self);
      return;
    }
  if (error == NULL)
    return;

  if (field != NULL && find_editor (self, field) != NULL)
    {
      tw_ask_dialog_set_message (self, field, error->message);
      return;
    }

  tw_ask_dialog_set_note (self, error->message, TRUE);
  self->failed = TRUE;
}

static gboolean
is_changed (TwAskDialog *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      if (tw_field_editor_is_changed (self->editors->pdata[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
tw_ask_dialog_close_request (GtkWindow *window)
{
  TwAskDialog *self = TW_ASK_DIALOG (window);

  if (self->discarding || !is_changed (self))
    return GTK_WINDOW_CLASS (tw_ask_dialog_parent_class)->close_request (window);

  tw_discard_ask (window, G_CALLBACK (discard), self);

  return GDK_EVENT_STOP;
}

static void
tw_ask_dialog_dispose (GObject *object)
{
  TwAskDialog *self = TW_ASK_DIALOG (object);

  g_ptr_array_set_size (self->editors, 0);

  G_OBJECT_CLASS (tw_ask_dialog_parent_class)->dispose (object);
}

/* The rows of the dialog look at their fields to the end, and those at what the user data holds. */
static void
tw_ask_dialog_finalize (GObject *object)
{
  TwAskDialog *self = TW_ASK_DIALOG (object);

  g_ptr_array_unref (self->editors);
  g_ptr_array_unref (self->fields);
  if (self->destroy != NULL)
    self->destroy (self->user_data);

  G_OBJECT_CLASS (tw_ask_dialog_parent_class)->finalize (object);
}

static void
tw_ask_dialog_class_init (TwAskDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_ask_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_ask_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_ask_dialog_close_request;

  signals[CHANGED] = g_signal_new ("changed", TW_TYPE_ASK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tw_ask_dialog_init (TwAskDialog *self)
{
  tw_dialog_tell_role (self);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

/* --- what it is made of --- */

static GtkWidget *
create_header (TwAskDialog *self,
               const char  *verb)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->verb = gtk_button_new_with_mnemonic (verb);
  gtk_widget_add_css_class (self->verb, "suggested-action");
  g_signal_connect_object (self->verb, "clicked", G_CALLBACK (on_verb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->verb);

  return header;
}

static GtkWidget *
create_page (TwAskDialog *self,
             const char  *text)
{
  GtkWidget *page = adw_preferences_page_new ();
  /* The description is markup in libadwaita 1.2. */
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->below = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_description (self->group, escaped);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->below);
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

static GtkWidget *
create_note (TwAskDialog *self)
{
  /* No GtkBox: it asks a label that wraps for its height without a width, is told a pixel less, and warns. */
  self->note_box = gtk_grid_new ();
  self->note_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_selectable (self->note, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_widget_set_valign (self->note_icon, GTK_ALIGN_START);
  gtk_grid_set_column_spacing (GTK_GRID (self->note_box), 8);
  gtk_grid_attach (GTK_GRID (self->note_box), self->note_icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self->note_box), GTK_WIDGET (self->note), 1, 0, 1, 1);
  gtk_widget_add_css_class (self->note_box, "dialog-message");
  gtk_widget_set_visible (self->note_box, FALSE);

  return self->note_box;
}

TwAskDialog *
tw_ask_dialog_new (const char     *title,
                   const char     *text,
                   const char     *verb,
                   TwAskFunc       func,
                   gpointer        user_data,
                   GDestroyNotify  destroy)
{
  TwAskDialog *self;
  GtkWidget *box;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (TW_TYPE_ASK_DIALOG, "title", title, NULL);
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), create_header (self, verb));
  gtk_box_append (GTK_BOX (box), create_page (self, text));
  /* Below the page: at its end it would be out of sight in a long one. */
  gtk_box_append (GTK_BOX (box), create_note (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->verb);

  return self;
}

void
tw_ask_dialog_add (TwAskDialog   *self,
                   const TwField *field,
                   const char    *text,
                   gboolean       required)
{
  TwFieldEditor *editor;
  TwField *asked;

  g_return_if_fail (TW_IS_ASK_DIALOG (self));
  g_return_if_fail (field != NULL);

  /* What the verb waits for is marked, also where the row could do without. */
  asked = g_memdup2 (field, sizeof *field);
  if (required)
    asked->flags |= TW_FIELD_REQUIRED;
  g_ptr_array_add (self->fields, asked);
  editor = tw_field_editor_new (asked, FALSE);
  tw_field_editor_add_to (editor, self->group);
  /* What a field starts with is nothing typed. */
  tw_field_editor_set_text (editor, text != NULL ? text : "");
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (editor, "left", G_CALLBACK (on_left), NULL);
  g_ptr_array_add (self->editors, editor);
  update_verb (self);
}

void
tw_ask_dialog_add_fields (TwAskDialog   *self,
                          const TwField *fields,
                          guint          n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    tw_ask_dialog_add (self, &fields[i], NULL, FALSE);
}

/* --- what stands in it --- */

void
tw_ask_dialog_set (TwAskDialog *self,
                   const char  *field,
                   const char  *text)
{
  TwFieldEditor *editor;

  g_return_if_fail (TW_IS_ASK_DIALOG (self));

  editor = find_editor (self, field);
  g_return_if_fail (editor != NULL);
  tw_field_editor_set_text (editor, text != NULL ? text : "");
  update_verb (self);
}

char *
tw_ask_dialog_get (TwAskDialog *self,
                   const char  *field)
{
  TwFieldEditor *editor;

  g_return_val_if_fail (TW_IS_ASK_DIALOG (self), NULL);

  editor = find_editor (self, field);
  g_return_val_if_fail (editor != NULL, NULL);

  return g_strstrip (tw_field_editor_get_text (editor));
}

gint64
tw_ask_dialog_get_about (TwAskDialog *self)
{
  g_return_val_if_fail (TW_IS_ASK_DIALOG (self), 0);

  return self->about;
}

void
tw_ask_dialog_set_message (TwAskDialog *self,
                           const char  *field,
                           const char  *message)
{
  TwFieldEditor *editor;

  g_return_if_fail (TW_IS_ASK_DIALOG (self));

  editor = find_editor (self, field);
  g_return_if_fail (editor != NULL);
  tw_field_editor_set_message (editor, message);
  g_object_set_data_full (G_OBJECT (editor), "tw-refused",
                          message != NULL ? tw_field_editor_get_typed (editor) : NULL, g_free);
  if (message != NULL)
    tw_field_editor_grab_focus (editor);
}

void
tw_ask_dialog_set_note (TwAskDialog *self,
                        const char  *text,
                        gboolean     warning)
{
  g_return_if_fail (TW_IS_ASK_DIALOG (self));

  self->failed = FALSE;
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (self->note_icon, warning);
  gtk_widget_set_visible (self->note_box, text != NULL);
}

gboolean
tw_ask_dialog_take (TwAskDialog *self,
                    TwRow       *row)
{
  g_autoptr (GPtrArray) issues = NULL;
  gboolean fine = TRUE;

  g_return_val_if_fail (TW_IS_ASK_DIALOG (self), FALSE);

  for (guint i = self->editors->len; i > 0; i--)
    {
      const TwField *field = tw_field_editor_get_field (self->editors->pdata[i - 1]);
      g_autofree char *text = tw_field_editor_get_text (self->editors->pdata[i - 1]);
      g_autoptr (GError) error = NULL;

      if (!tw_row_set_text (row, field->name, text, &error))
        {
          tw_ask_dialog_set_message (self, field->name, error->message);
          if (g_error_matches (error, TW_ERROR, TW_ERROR_NOT_FOUND))
            tw_reference_new_offer (self->editors->pdata[i - 1], tw_row_get_workspace (row), field->target);
          fine = FALSE;
        }
    }

  if (!fine || tw_row_check (row, &issues))
    return fine;

  for (guint i = issues->len; i > 0; i--)
    {
      const TwFieldIssue *issue = issues->pdata[i - 1];

      if (issue->field != NULL && find_editor (self, issue->field) != NULL)
        tw_ask_dialog_set_message (self, issue->field, issue->message);
      else
        tw_ask_dialog_set_note (self, issue->message, TRUE);
    }

  return FALSE;
}

/* --- shown --- */

static void
keep_draft (TwAskDialog *self,
            TwWorkspace *workspace,
            const char  *kind)
{
  g_autofree char *form = g_strdup_printf ("ask/%s/%" G_GINT64_FORMAT, kind, self->about);
  TwDraftKeeper *keeper = tw_draft_keeper_new (GTK_WIDGET (self), workspace, form);

  for (guint i = 0; i < self->editors->len; i++)
    {
      tw_draft_keeper_add (keeper, self->editors->pdata[i]);
      tw_field_editor_suggest (self->editors->pdata[i], workspace, 0);
    }
  tw_draft_keeper_restore (keeper, self->below);
  update_verb (self);
}

void
tw_ask_dialog_present (TwAskDialog *self,
                       GtkWidget   *opener,
                       TwWorkspace *workspace,
                       const char  *kind,
                       gint64       about)
{
  GtkRoot *root;

  g_return_if_fail (TW_IS_ASK_DIALOG (self));
  g_return_if_fail (self->editors->len > 0);

  self->about = about;
  keep_draft (self, workspace, kind);
  root = gtk_widget_get_root (opener);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH,
                               MIN (MIN (200 + 60 * (int) self->editors->len, HEIGHT_MAX),
                                    MAX (gtk_widget_get_height (GTK_WIDGET (root)), 360)));
  gtk_window_present (GTK_WINDOW (self));
  tw_field_editor_grab_focus (self->editors->pdata[0]);
}
