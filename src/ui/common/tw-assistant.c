/* tw-assistant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-assistant.h"

#include "common/tw-dialog-role.h"
#include "common/tw-tooltip.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  /* owned */
  char          **titles;       /* of the steps */
  GPtrArray      *rows;         /* GtkWidget*, a row of the side each */
  GPtrArray      *pages;        /* GtkWidget* */
  char           *title;
  char           *subtitle;     /* (nullable) */

  /* children */
  TwSizeBin      *size_bin;
  AdwWindowTitle *window_title;
  GtkWidget      *cancel;
  GtkWidget      *back;
  GtkWidget      *next;
  GtkWidget      *side;
  GtkBox         *steps;        /* in the side */
  GtkBox         *content;
  GtkStack       *stack;
  GtkLabel       *hint;

  guint           step;
} TwAssistantPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (TwAssistant, tw_assistant, ADW_TYPE_WINDOW)

#define get_private(self) ((TwAssistantPrivate *) tw_assistant_get_instance_private (self))

/* --- what is shown --- */

static void
update_side (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);

  for (guint i = 0; i < priv->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (priv->rows, i);

      gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (row)),
                                    priv->step > i ? "object-select-symbolic" : NULL);
      if (priv->step == i)
        gtk_widget_add_css_class (row, "current-step");
      else
        gtk_widget_remove_css_class (row, "current-step");
      gtk_widget_set_sensitive (row, priv->step >= i);
    }
}

static void
update_title (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);
  gboolean narrow = tw_size_bin_get_size_class (priv->size_bin) == TW_SIZE_NARROW;
  const char *step_title = priv->step < priv->rows->len ? priv->titles[priv->step] : "";
  const char *title = priv->title != NULL ? priv->title : "";
  g_autofree char *step = g_strdup_printf (_("Step %1$d of %2$d"), (int) priv->step + 1, (int) priv->rows->len);
  /* Translators: the title of the window for the reader of a screen: what is done, and the step. */
  g_autofree char *label = g_strdup_printf (_("%1$s – %2$s"), title, step_title);

  gtk_window_set_title (GTK_WINDOW (self), label);
  adw_window_title_set_title (priv->window_title, narrow ? step : title);
  adw_window_title_set_subtitle (priv->window_title,
                                 narrow ? step_title : priv->subtitle != NULL ? priv->subtitle : "");
  gtk_widget_set_visible (priv->side, !narrow);
}

/* --- what the person does --- */

static void
on_next (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);

  if (gtk_widget_is_sensitive (priv->next))
    TW_ASSISTANT_GET_CLASS (self)->next (self);
}

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  TwAssistant *self = TW_ASSISTANT (widget);
  TwAssistantPrivate *priv = get_private (self);

  if (priv->step > 0 && gtk_widget_get_visible (priv->back) && gtk_widget_is_sensitive (priv->back))
    TW_ASSISTANT_GET_CLASS (self)->back (self);
}

/* --- making it --- */

static GtkWidget *
create_header (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  priv->window_title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (priv->window_title));

  priv->cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->cancel), "window.close");
  priv->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  tw_tooltip_set (priv->back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->back), "assistant.back");
  priv->next = gtk_button_new_with_mnemonic (_("_Next"));
  gtk_widget_add_css_class (priv->next, "suggested-action");
  g_signal_connect_object (priv->next, "clicked", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), priv->cancel);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), priv->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), priv->next);

  return header;
}

static GtkWidget *
create_side (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);

  priv->side = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  priv->steps = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_size_request (GTK_WIDGET (priv->steps), 190, -1);
  gtk_widget_add_css_class (GTK_WIDGET (priv->steps), "assistant-steps");
  gtk_box_append (GTK_BOX (priv->side), GTK_WIDGET (priv->steps));
  gtk_box_append (GTK_BOX (priv->side), gtk_separator_new (GTK_ORIENTATION_VERTICAL));

  return priv->side;
}

/* A button that can't be pressed says why nowhere else than in a tooltip. */
static GtkWidget *
create_hint (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);

  priv->hint = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_label_set_wrap (priv->hint, TRUE);
  gtk_label_set_wrap_mode (priv->hint, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (priv->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (priv->hint), "assistant-hint");
  gtk_widget_set_visible (GTK_WIDGET (priv->hint), FALSE);

  return GTK_WIDGET (priv->hint);
}

static void
create_stack (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);

  priv->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (priv->stack, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_hhomogeneous (priv->stack, FALSE);
  gtk_stack_set_vhomogeneous (priv->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (priv->stack), TRUE);
}

static void
tw_assistant_init (TwAssistant *self)
{
  TwAssistantPrivate *priv = get_private (self);
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  tw_dialog_tell_role (self);
  priv->rows = g_ptr_array_new ();
  priv->pages = g_ptr_array_new ();
  create_stack (self);
  priv->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_hexpand (GTK_WIDGET (priv->content), TRUE);
  gtk_box_append (priv->content, GTK_WIDGET (priv->stack));
  gtk_box_append (priv->content, create_hint (self));
  gtk_box_append (GTK_BOX (inner), create_side (self));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (priv->content));
  gtk_widget_set_vexpand (inner, TRUE);
  gtk_box_append (GTK_BOX (outer), create_header (self));
  gtk_box_append (GTK_BOX (outer), inner);

  priv->size_bin = g_object_new (TW_TYPE_SIZE_BIN, "natural", 960, "minimum", 360, "can-shrink", TRUE,
                                 "child", outer, NULL);
  g_signal_connect_object (priv->size_bin, "notify::size-class", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (priv->size_bin));
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_widget (GTK_WINDOW (self), priv->next);
}

static void
tw_assistant_finalize (GObject *object)
{
  TwAssistantPrivate *priv = get_private (TW_ASSISTANT (object));

  g_strfreev (priv->titles);
  g_ptr_array_unref (priv->rows);
  g_ptr_array_unref (priv->pages);
  g_free (priv->title);
  g_free (priv->subtitle);

  G_OBJECT_CLASS (tw_assistant_parent_class)->finalize (object);
}

static void
tw_assistant_class_init (TwAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_assistant_finalize;
  gtk_widget_class_install_action (widget_class, "assistant.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "assistant.back", NULL);
}

void
tw_assistant_set_steps (TwAssistant       *self,
                        const char *const *titles)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));
  g_return_if_fail (priv->titles == NULL);

  priv->titles = g_strdupv ((char **) titles);
  for (guint i = 0; titles[i] != NULL; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *text = g_strdup_printf ("%u  %s", i + 1, titles[i]);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (row), gtk_image_new ());
      gtk_box_append (GTK_BOX (row), label);
      gtk_box_append (priv->steps, row);
      g_ptr_array_add (priv->rows, row);
    }
}

void
tw_assistant_add_page (TwAssistant *self,
                       GtkWidget   *page)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));
  g_return_if_fail (priv->pages->len < priv->rows->len);

  gtk_stack_add_titled (priv->stack, page, NULL, priv->titles[priv->pages->len]);
  g_ptr_array_add (priv->pages, page);
}

void
tw_assistant_prepend (TwAssistant *self,
                      GtkWidget   *widget)
{
  g_return_if_fail (TW_IS_ASSISTANT (self));

  gtk_box_prepend (get_private (self)->content, widget);
}

void
tw_assistant_append (TwAssistant *self,
                     GtkWidget   *widget)
{
  g_return_if_fail (TW_IS_ASSISTANT (self));

  gtk_box_append (get_private (self)->content, widget);
}

void
tw_assistant_set_titles (TwAssistant *self,
                         const char  *title,
                         const char  *subtitle)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));

  g_free (priv->title);
  priv->title = g_strdup (title);
  g_free (priv->subtitle);
  priv->subtitle = g_strdup (subtitle);
  update_title (self);
}

void
tw_assistant_set_step (TwAssistant *self,
                       guint        step)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));
  g_return_if_fail (step < priv->pages->len);

  priv->step = step;
  gtk_stack_set_visible_child (priv->stack, g_ptr_array_index (priv->pages, step));
  gtk_widget_set_visible (priv->back, step > 0);
  update_side (self);
  update_title (self);
}

void
tw_assistant_set_next (TwAssistant *self,
                       const char  *label,
                       const char  *obstacle)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));

  gtk_button_set_label (GTK_BUTTON (priv->next), label);
  gtk_widget_set_sensitive (priv->next, obstacle == NULL);
  tw_tooltip_set (priv->next, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->next), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
  tw_assistant_set_hint (self, obstacle);
}

void
tw_assistant_set_hint (TwAssistant *self,
                       const char  *message)
{
  TwAssistantPrivate *priv = get_private (self);

  g_return_if_fail (TW_IS_ASSISTANT (self));

  gtk_label_set_text (priv->hint, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->hint), message != NULL);
}

GtkWidget *
tw_assistant_get_next (TwAssistant *self)
{
  return get_private (self)->next;
}

GtkWidget *
tw_assistant_get_back (TwAssistant *self)
{
  return get_private (self)->back;
}

GtkWidget *
tw_assistant_get_cancel (TwAssistant *self)
{
  return get_private (self)->cancel;
}

GtkWidget *
tw_assistant_get_hint (TwAssistant *self)
{
  return GTK_WIDGET (get_private (self)->hint);
}

GtkWidget *
tw_assistant_get_stack (TwAssistant *self)
{
  return GTK_WIDGET (get_private (self)->stack);
}

TwSizeBin *
tw_assistant_get_size (TwAssistant *self)
{
  return get_private (self)->size_bin;
}
