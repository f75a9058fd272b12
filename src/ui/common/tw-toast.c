/* tw-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-toast.h"
#include "common/tw-tooltip.h"

#include <glib/gi18n-lib.h>

#define SECONDS_SHOWN 8

struct _TwToast
{
  AdwBin              parent_instance;

  GtkWidget          *revealer;
  GtkWidget          *label;
  GtkWidget          *button;
  GtkEventController *motion;
  GtkEventController *focus;
  guint               timeout;
  char               *action;
  GVariant           *target;
};

G_DEFINE_FINAL_TYPE (TwToast, tw_toast, ADW_TYPE_BIN)

static gboolean
is_attended (TwToast *self)
{
  return gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->motion))
         || gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));
}

static gboolean
on_timeout (gpointer user_data)
{
  TwToast *self = user_data;

  if (is_attended (self))
    return G_SOURCE_CONTINUE;

  self->timeout = 0;
  tw_toast_dismiss (self);

  return G_SOURCE_REMOVE;
}

/* What has gone takes no place and no clicks. */
static void
on_revealed (TwToast *self)
{
  if (!gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer))
      && !gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Dismissed first: what the action has to say is a toast of its own. */
static void
on_button (TwToast *self)
{
  g_autofree char *action = g_steal_pointer (&self->action);
  g_autoptr (GVariant) target = g_steal_pointer (&self->target);

  tw_toast_dismiss (self);
  if (action != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

void
tw_toast_show (TwToast    *self,
               const char *text,
               const char *button,
               const char *action,
               GVariant   *target)
{
  g_return_if_fail (TW_IS_TOAST (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->revealer), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->button, button != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), button != NULL ? button : "");
  g_free (self->action);
  self->action = g_strdup (action);
  g_clear_pointer (&self->target, g_variant_unref);
  self->target = target != NULL ? g_variant_ref_sink (target) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (SECONDS_SHOWN, on_timeout, self);
}

/* The focus goes on to what comes next: it must not stay in what nobody sees. */
void
tw_toast_dismiss (TwToast *self)
{
  g_return_if_fail (TW_IS_TOAST (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus)))
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  on_revealed (self);
}

const char *
tw_toast_get_text (TwToast *self)
{
  g_return_val_if_fail (TW_IS_TOAST (self), NULL);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)) ? gtk_label_get_text (GTK_LABEL (self->label))
                                                                       : NULL;
}

static void
tw_toast_dispose (GObject *object)
{
  TwToast *self = TW_TOAST (object);

  g_clear_handle_id (&self->timeout, g_source_remove);

  G_OBJECT_CLASS (tw_toast_parent_class)->dispose (object);
}

static void
tw_toast_finalize (GObject *object)
{
  TwToast *self = TW_TOAST (object);

  g_free (self->action);
  g_clear_pointer (&self->target, g_variant_unref);

  G_OBJECT_CLASS (tw_toast_parent_class)->finalize (object);
}

static void
tw_toast_class_init (TwToastClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_toast_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_toast_finalize;
}

static GtkWidget *
create_close_button (TwToast *self)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (close, "circular");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  tw_tooltip_set (close, _("Close Message"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close Message"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (tw_toast_dismiss), self);

  return close;
}

static void
tw_toast_init (TwToast *self)
{
  /* The node's name gives it the looks of libadwaita's. */
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "css-name", "toast", NULL);

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (box), self->label);

  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_button), self);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), create_close_button (self));

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  g_signal_connect_swapped (self->revealer, "notify::child-revealed", G_CALLBACK (on_revealed), self);
  adw_bin_set_child (ADW_BIN (self), self->revealer);

  self->motion = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (GTK_WIDGET (self), self->motion);
  self->focus = gtk_event_controller_focus_new ();
  gtk_widget_add_controller (GTK_WIDGET (self), self->focus);

  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
