/* tw-cell-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-cell-editor.h"

#define LEAST_WIDTH  160
#define LEAST_HEIGHT 34

struct _TwCellEditor
{
  GtkBox                   parent_instance;

  const TwCellEditorFuncs *funcs;
  gpointer                 owner;
  char                    *text;      /* owned: what was in the cell; NULL: closed */
  graphene_rect_t          bounds;    /* where the cell was last seen */
  guint                    source;
  gboolean                 numeric;
  gboolean                 refused;

  /* children */
  GtkEntry                *entry;
  GtkLabel                *message;
};

G_DEFINE_FINAL_TYPE (TwCellEditor, tw_cell_editor, GTK_TYPE_BOX)

static void
show_message (TwCellEditor *self,
              const char   *message)
{
  self->refused = message != NULL;
  gtk_label_set_text (self->message, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), self->refused);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               self->refused ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (self->refused)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

/* Over the cell, inside the overlay; scrolled away with its row it waits at the edge. A number's editor ends where
 * its cell ends. */
static gboolean
on_get_position (GtkOverlay   *overlay,
                 GtkWidget    *child,
                 GdkRectangle *place,
                 TwCellEditor *self)
{
  gboolean rtl = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  graphene_rect_t bounds;
  int x;

  if (child != GTK_WIDGET (self))
    return FALSE;

  if (self->text != NULL && self->funcs->find_bounds (self->owner, &bounds))
    self->bounds = bounds;

  place->width = MIN (MAX ((int) self->bounds.size.width, LEAST_WIDTH), width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL, NULL);
  x = (int) self->bounds.origin.x;
  if (self->numeric != rtl)
    x = (int) (self->bounds.origin.x + self->bounds.size.width) - place->width;
  place->x = CLAMP (x, 0, MAX (width - place->width, 0));
  place->y = CLAMP ((int) self->bounds.origin.y, 0, MAX (height - place->height, 0));

  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        TwCellEditor          *self)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      self->funcs->go (self->owner, shift ? -1 : 1, 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      self->funcs->go (self->owner, 0, (shift || keyval == GDK_KEY_ISO_Left_Tab) ? -1 : 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      self->funcs->cancel (self->owner);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
on_left (gpointer user_data)
{
  TwCellEditor *self = user_data;

  self->source = 0;
  if (self->text != NULL && !self->refused)
    tw_cell_editor_commit (self);

  return G_SOURCE_REMOVE;
}

/* Going elsewhere keeps what was typed; where it is refused the editor stays open and says so. */
static void
on_focus_left (TwCellEditor *self)
{
  if (self->text != NULL && self->source == 0)
    self->source = g_idle_add (on_left, self);
}

static void
on_changed (TwCellEditor *self)
{
  if (self->refused)
    show_message (self, NULL);
}

static void
tw_cell_editor_dispose (GObject *object)
{
  TwCellEditor *self = TW_CELL_EDITOR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (tw_cell_editor_parent_class)->dispose (object);
}

static void
tw_cell_editor_class_init (TwCellEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_cell_editor_dispose;
}

static void
tw_cell_editor_init (TwCellEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "cell-editor");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->message));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message,
                                  NULL, -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

TwCellEditor *
tw_cell_editor_new (GtkOverlay              *overlay,
                    const TwCellEditorFuncs *funcs,
                    gpointer                 owner)
{
  TwCellEditor *self;

  g_return_val_if_fail (GTK_IS_OVERLAY (overlay), NULL);
  g_return_val_if_fail (funcs != NULL, NULL);

  self = g_object_new (TW_TYPE_CELL_EDITOR, NULL);
  self->funcs = funcs;
  self->owner = owner;
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self));
  gtk_overlay_set_clip_overlay (overlay, GTK_WIDGET (self), TRUE);
  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (on_get_position), self, 0);

  return self;
}

static void
set_choices (TwCellEditor      *self,
             const char *const *choices)
{
  g_autoptr (GtkListStore) store = NULL;
  g_autoptr (GtkEntryCompletion) completion = NULL;

  if (choices == NULL || choices[0] == NULL)
    {
      gtk_entry_set_completion (self->entry, NULL);
      return;
    }

  store = gtk_list_store_new (1, G_TYPE_STRING);
  for (guint i = 0; choices[i] != NULL; i++)
    gtk_list_store_insert_with_values (store, NULL, -1, 0, choices[i], -1);
  completion = gtk_entry_completion_new ();
  gtk_entry_completion_set_model (completion, GTK_TREE_MODEL (store));
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_minimum_key_length (completion, 0);
  gtk_entry_completion_set_inline_completion (completion, TRUE);
  gtk_entry_set_completion (self->entry, completion);
}

void
tw_cell_editor_open (TwCellEditor      *self,
                     const char        *name,
                     const char        *text,
                     const char        *typed,
                     const char *const *choices,
                     gboolean           numeric)
{
  g_return_if_fail (TW_IS_CELL_EDITOR (self));
  g_return_if_fail (text != NULL);

  g_free (self->text);
  self->text = g_strdup (text);
  self->numeric = numeric;
  graphene_rect_init (&self->bounds, 0, 0, LEAST_WIDTH, LEAST_HEIGHT);
  set_choices (self, choices);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed != NULL ? typed : text);
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), numeric ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_message (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_allocate (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (typed != NULL)
    gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

gboolean
tw_cell_editor_is_open (TwCellEditor *self)
{
  g_return_val_if_fail (TW_IS_CELL_EDITOR (self), FALSE);

  return self->text != NULL;
}

gboolean
tw_cell_editor_is_refused (TwCellEditor *self)
{
  g_return_val_if_fail (TW_IS_CELL_EDITOR (self), FALSE);

  return self->text != NULL && self->refused;
}

gboolean
tw_cell_editor_commit (TwCellEditor *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (TW_IS_CELL_EDITOR (self), FALSE);

  if (self->text == NULL)
    return TRUE;

  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (!g_str_equal (text, self->text) && !self->funcs->commit (self->owner, text, &error))
    {
      show_message (self, error->message);
      return FALSE;
    }
  tw_cell_editor_close (self);

  return TRUE;
}

void
tw_cell_editor_close (TwCellEditor *self)
{
  g_return_if_fail (TW_IS_CELL_EDITOR (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->text, g_free);
  show_message (self, NULL);
  /* Else its list of words comes a moment after what was typed last, over an entry that is gone by then. */
  gtk_entry_set_completion (self->entry, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkEntry *
tw_cell_editor_get_entry (TwCellEditor *self)
{
  g_return_val_if_fail (TW_IS_CELL_EDITOR (self), NULL);

  return self->entry;
}

const char *
tw_cell_editor_get_message (TwCellEditor *self)
{
  g_return_val_if_fail (TW_IS_CELL_EDITOR (self), NULL);

  return self->refused ? gtk_label_get_text (self->message) : NULL;
}
