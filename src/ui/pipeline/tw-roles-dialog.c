/* tw-roles-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-roles-dialog.h"

#include "common/tw-dialog-role.h"
#include "common/tw-discard.h"
#include "common/tw-draft-keeper.h"
#include "common/tw-entry-check.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-suggestions.h"
#include "common/tw-tooltip.h"
#include "tw-entity.h"
#include "tw-opportunity.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One line of the dialog. */
typedef struct
{
  gint64     id;            /* of the credit, 0: new */
  GtkWidget *row;
  GtkWidget *partner;
  GtkWidget *role;
  GtkWidget *share;
  char      *other;         /* (nullable): a role in the workspace's own words */
} Line;

struct _TwRolesDialog
{
  AdwWindow    parent_instance;

  /* owned */
  TwWorkspace *workspace;
  GPtrArray   *lines;       /* Line* */

  gint64       opportunity;
  TwDate       date;

  /* children */
  GtkListBox  *list;
  GtkWidget   *save;
  GtkLabel    *sum;
  GtkLabel    *message;
  GtkWidget   *even;

  AdwPreferencesGroup *restored; /* says that a draft was put back */
  TwDraftKeeper *keeper;    /* belongs to the dialog */

  gboolean     changed;
  gboolean     filling;
  gboolean     discarding;
};

G_DEFINE_FINAL_TYPE (TwRolesDialog, tw_roles_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const role_keys[] = { "sourced", "influenced", "fulfilled" };

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->other);
  g_free (line);
}

static const char *
get_role (Line *line)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (line->role));

  return selected < G_N_ELEMENTS (role_keys) ? role_keys[selected] : line->other;
}

/* (transfer full) (nullable): the partner that is named, or @error about it. */
static TwOpportunityRole *
read_line (TwRolesDialog  *self,
           Line           *line,
           GError        **error)
{
  const char *partner = gtk_editable_get_text (GTK_EDITABLE (line->partner));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (line->share));
  /* A fraction is exact as it stands. */
  g_autofree char *share = tw_input_to_plain (strchr (typed, '/') != NULL ? TW_FIELD_TEXT : TW_FIELD_RATE, typed);
  static const TwField share_field = { .name = "share", .label = N_("Share"), .type = TW_FIELD_RATE };
  TwOpportunityRole *role;
  gint64 id = 0;

  if (*partner != '\0')
    {
      id = tw_entity_resolve (self->workspace, tw_entity_find ("partner"), partner, error);
      tw_entry_mark (line->partner, id == 0);
      if (id == 0)
        return NULL;
    }
  if (strchr (typed, '/') == NULL && !tw_entry_check (line->share, &share_field, error))
    return NULL;

  role = tw_opportunity_role_new (id, get_role (line), g_strstrip (share));
  role->id = line->id;

  return role;
}

/* (transfer full) (nullable) */
static GPtrArray *
read_roles (TwRolesDialog  *self,
            GError        **error)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_opportunity_role_free);

  for (guint i = 0; i < self->lines->len; i++)
    {
      TwOpportunityRole *role = read_line (self, self->lines->pdata[i], error);

      if (role == NULL)
        return NULL;
      g_ptr_array_add (roles, role);
    }

  return g_steal_pointer (&roles);
}

static void
update (TwRolesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = read_roles (self, &error);
  g_autofree char *sum = NULL;
  gboolean fine = roles != NULL && tw_opportunity_roles_check (roles, &sum, &error);

  gtk_label_set_text (self->message, fine ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), !fine);
  gtk_widget_set_visible (GTK_WIDGET (self->sum), fine && self->lines->len > 0);

  if (fine && sum != NULL)
    {
      /* Translators: %s is a percentage, such as 100 %. */
      g_autofree char *text = g_strdup_printf (_("The shares add up to %s."), sum);

      gtk_label_set_text (self->sum, text);
    }

  gtk_widget_set_sensitive (self->save, fine && self->changed);
  tw_tooltip_set (self->save, fine ? NULL : error->message);
  gtk_widget_set_sensitive (self->even, self->lines->len > 0);
}

static void
on_edited (TwRolesDialog *self)
{
  if (self->filling)
    return;

  self->changed = TRUE;
  update (self);
  tw_draft_keeper_changed (self->keeper);
}

/* --- lines --- */

static Line *
find_line (TwRolesDialog *self,
           GtkWidget     *row)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      if (((Line *) self->lines->pdata[i])->row == row)
        return self->lines->pdata[i];
    }

  return NULL;
}

static void
on_remove (TwRolesDialog *self,
           GtkWidget     *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  Line *line = find_line (self, row);
  guint index;

  g_return_if_fail (line != NULL);

  g_ptr_array_find (self->lines, line, &index);
  gtk_list_box_remove (self->list, row);
  g_ptr_array_remove_index (self->lines, index);
  on_edited (self);

  /* The line that follows, else the one before. */
  if (self->lines->len > 0)
    gtk_widget_grab_focus (((Line *) self->lines->pdata[MIN (index, self->lines->len - 1)])->partner);
}

static GtkWidget *
create_role_chooser (Line       *line,
                     const char *role)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const TwField *field = tw_entity_get_field (tw_entity_find ("deal"), "role");
  guint selected = G_N_ELEMENTS (role_keys);
  GtkWidget *chooser;

  for (guint i = 0; i < G_N_ELEMENTS (role_keys); i++)
    {
      gtk_string_list_append (labels, tw_field_get_choice_label (field, role_keys[i]));
      if (g_strcmp0 (role_keys[i], role) == 0)
        selected = i;
    }
  if (selected == G_N_ELEMENTS (role_keys))
    {
      line->other = g_strdup (role);
      gtk_string_list_append (labels, role != NULL ? role : _("No role"));
    }

  chooser = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (chooser), selected);
  gtk_widget_set_hexpand (chooser, TRUE);

  return chooser;
}

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  TwRolesDialog *self = TW_ROLES_DIALOG (gtk_widget_get_root (user_data));

  tw_entry_mark (user_data, TRUE);
  gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static Line *
append_line (TwRolesDialog           *self,
             const TwOpportunityRole *role)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *share = role->share != NULL ? tw_format_plain (TW_FIELD_RATE, role->share) : NULL;

  self->filling = TRUE;
  line->id = role->id;
  line->partner = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (line->partner), _("Partner"));
  if (role->partner_name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (line->partner), role->partner_name);
  line->role = create_role_chooser (line, role->role);
  line->share = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (line->share), _("Share"));
  gtk_editable_set_width_chars (GTK_EDITABLE (line->share), 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (line->share), 9);
  gtk_entry_set_alignment (GTK_ENTRY (line->share), 1);
  if (share != NULL)
    gtk_editable_set_text (GTK_EDITABLE (line->share), share);

  tw_entry_guard (line->partner, on_refused, line->partner);
  tw_entry_guard (line->share, on_refused, line->share);
  name_widget (line->partner, _("Partner"));
  name_widget (line->role, _("Role"));
  name_widget (line->share, _("Share"));
  name_widget (remove, _("Remove Role"));
  tw_tooltip_set (remove, _("Remove Role"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_box_append (GTK_BOX (below), line->role);
  gtk_box_append (GTK_BOX (below), line->share);
  gtk_box_append (GTK_BOX (below), remove);
  gtk_box_append (GTK_BOX (box), line->partner);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_add_css_class (box, "role-line");

  gtk_list_box_append (self->list, box);
  line->row = gtk_widget_get_parent (box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line->row), FALSE);
  gtk_widget_set_focusable (line->row, FALSE);
  g_ptr_array_add (self->lines, line);

  g_signal_connect_object (line->partner, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line->share, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line->role, "notify::selected", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  tw_suggestions_attach (line->partner, self->workspace, tw_entity_find ("partner"), 0);
  gtk_entry_set_activates_default (GTK_ENTRY (line->partner), TRUE);
  gtk_entry_set_activates_default (GTK_ENTRY (line->share), TRUE);
  self->filling = FALSE;

  return line;
}

static void
on_add (TwRolesDialog *self)
{
  g_autoptr (TwOpportunityRole) role
      = tw_opportunity_role_new (0, role_keys[MIN (self->lines->len, 1)], self->lines->len == 0 ? "100%" : NULL);
  Line *line = append_line (self, role);

  on_edited (self);
  gtk_widget_grab_focus (line->partner);
}

/* A third stays a third. */
static void
on_even (TwRolesDialog *self)
{
  guint n = self->lines->len;
  g_autofree char *share = 100 % n == 0 ? g_strdup_printf ("%u%%", 100 / n) : g_strdup_printf ("1/%u", n);

  for (guint i = 0; i < n; i++)
    gtk_editable_set_text (GTK_EDITABLE (((Line *) self->lines->pdata[i])->share), share);
}

/* --- the draft: a line of text for each role --- */

static char *
get_draft (GtkWidget *dialog)
{
  TwRolesDialog *self = TW_ROLES_DIALOG (dialog);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];
      const char *role = get_role (line);

      /* The guards of the entries keep tabs and breaks out of them. */
      g_string_append_printf (text, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\n", line->id,
                              gtk_editable_get_text (GTK_EDITABLE (line->partner)), role != NULL ? role : "",
                              gtk_editable_get_text (GTK_EDITABLE (line->share)));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
put_draft (GtkWidget  *dialog,
           const char *text)
{
  TwRolesDialog *self = TW_ROLES_DIALOG (dialog);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  while (self->lines->len > 0)
    {
      gtk_list_box_remove (self->list, ((Line *) self->lines->pdata[0])->row);
      g_ptr_array_remove_index (self->lines, 0);
    }

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", -1);
      g_autoptr (TwOpportunityRole) role = NULL;
      gint64 id = 0;
      Line *line;

      if (g_strv_length (parts) != 4 || !g_ascii_string_to_signed (parts[0], 10, 0, G_MAXINT64, &id, NULL))
        continue;
      role = tw_opportunity_role_new (0, *parts[2] != '\0' ? parts[2] : NULL, NULL);
      role->id = id;
      role->partner_name = g_strdup (parts[1]);
      line = append_line (self, role);
      self->filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (line->share), parts[3]);
      self->filling = FALSE;
    }

  self->changed = TRUE;
  update (self);
}

/* --- saving and closing --- */

static void
on_save (TwRolesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = read_roles (self, &error);

  if (roles == NULL || !tw_opportunity_roles_save (self->workspace, self->opportunity, roles, self->date, &error))
    {
      gtk_label_set_text (self->message, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
      return;
    }

  self->discarding = TRUE;
  g_signal_emit (self, signals[SAVED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
discard (TwRolesDialog *self)
{
  self->discarding = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
tw_roles_dialog_close_request (GtkWindow *window)
{
  TwRolesDialog *self = TW_ROLES_DIALOG (window);

  if (self->discarding || !self->changed)
    return GTK_WINDOW_CLASS (tw_roles_dialog_parent_class)->close_request (window);

  tw_discard_ask (window, G_CALLBACK (discard), self);

  return GDK_EVENT_STOP;
}

static void
tw_roles_dialog_finalize (GObject *object)
{
  TwRolesDialog *self = TW_ROLES_DIALOG (object);

  g_ptr_array_unref (self->lines);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (tw_roles_dialog_parent_class)->finalize (object);
}

static void
tw_roles_dialog_class_init (TwRolesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_roles_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = tw_roles_dialog_close_request;

  signals[SAVED] = g_signal_new ("saved", TW_TYPE_ROLES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
create_header (TwRolesDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->save = gtk_button_new_with_mnemonic (_("_Set"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save);

  return header;
}

static GtkLabel *
create_label (GtkWidget  *box,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
create_body (TwRolesDialog *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add Role"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->restored = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->restored));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  name_widget (GTK_WIDGET (self->list), _("Roles"));
  gtk_box_append (GTK_BOX (body), GTK_WIDGET (self->list));
  self->even = gtk_button_new_with_mnemonic (_("Split _Evenly"));
  g_signal_connect_object (add, "clicked", G_CALLBACK (on_add), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->even, "clicked", G_CALLBACK (on_even), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), add);
  gtk_box_append (GTK_BOX (buttons), self->even);
  gtk_box_append (GTK_BOX (body), buttons);
  self->sum = create_label (body, "numeric");
  self->message = create_label (body, "error");
  gtk_widget_add_css_class (body, "page-body");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);

  return scroller;
}

static void
tw_roles_dialog_init (TwRolesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  tw_dialog_tell_role (self);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  gtk_window_set_title (GTK_WINDOW (self), _("Set Roles"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 420, 480);
  gtk_box_append (GTK_BOX (box), create_header (self));
  gtk_box_append (GTK_BOX (box), create_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
}

/* Where nobody has a role yet, the opportunity's own partner is proposed. */
static void
propose (TwRolesDialog *self)
{
  g_autoptr (TwRow) row = tw_row_read (self->workspace, tw_entity_find ("opportunity"), self->opportunity, NULL);
  const TwCell *partner = row != NULL ? tw_row_get (row, "partner") : NULL;
  g_autoptr (TwOpportunityRole) role = NULL;

  if (partner == NULL || partner->kind != TW_CELL_NUMBER)
    return;

  role = tw_opportunity_role_new (partner->number, role_keys[0], "100%");
  role->partner_name = tw_entity_read_title (self->workspace, tw_entity_find ("partner"), partner->number);
  append_line (self, role);
  self->changed = TRUE;
}

GtkWidget *
tw_roles_dialog_new (TwWorkspace  *workspace,
                     gint64        opportunity,
                     TwDate        date,
                     GError      **error)
{
  TwRolesDialog *self;
  g_autoptr (GPtrArray) roles = NULL;
  g_autofree char *form = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  roles = tw_opportunity_roles_read (workspace, opportunity, error);
  if (roles == NULL)
    return NULL;

  self = g_object_new (TW_TYPE_ROLES_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->opportunity = opportunity;
  self->date = date;

  for (guint i = 0; i < roles->len; i++)
    append_line (self, roles->pdata[i]);
  if (self->lines->len == 0)
    propose (self);
  update (self);
  form = g_strdup_printf ("ask/roles/%" G_GINT64_FORMAT, opportunity);
  self->keeper = tw_draft_keeper_new (GTK_WIDGET (self), workspace, form);
  tw_draft_keeper_add_list (self->keeper, "roles", get_draft, put_draft);
  tw_draft_keeper_restore (self->keeper, self->restored);

  return GTK_WIDGET (self);
}
