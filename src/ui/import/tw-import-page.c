/* tw-import-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "import/tw-import-page.h"

#include "import/tw-import-assistant-private.h"

typedef struct
{
  TwImportAssistant *assistant;   /* borrowed: the assistant outlives its pages */
} TwImportPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TwImportPage, tw_import_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_ASSISTANT,
};

static void
tw_import_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  TwImportPagePrivate *priv = tw_import_page_get_instance_private (TW_IMPORT_PAGE (object));

  if (prop_id == PROP_ASSISTANT)
    priv->assistant = g_value_get_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tw_import_page_class_init (TwImportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = tw_import_page_set_property;
  g_object_class_install_property (
    object_class, PROP_ASSISTANT,
    g_param_spec_object ("assistant", NULL, NULL, TW_TYPE_IMPORT_ASSISTANT,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
}

static void
tw_import_page_init (TwImportPage *self)
{
}

TwImportAssistant *
tw_import_page_get_assistant (TwImportPage *self)
{
  TwImportPagePrivate *priv = tw_import_page_get_instance_private (self);

  return priv->assistant;
}

TwImportSession *
tw_import_page_get_session (TwImportPage *self)
{
  return tw_import_page_get_assistant (self)->session;
}

GtkBox *
tw_import_page_create_body (TwImportPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_add_css_class (box, "page-body");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);

  return GTK_BOX (box);
}

void
tw_import_page_changed (TwImportPage *self)
{
  tw_import_assistant_update (tw_import_page_get_assistant (self));
}

void
tw_import_page_update (TwImportPage *self)
{
  TW_IMPORT_PAGE_GET_CLASS (self)->update (self);
}

char *
tw_import_page_get_obstacle (TwImportPage *self)
{
  TwImportPageClass *klass = TW_IMPORT_PAGE_GET_CLASS (self);

  return klass->get_obstacle != NULL ? klass->get_obstacle (self) : NULL;
}

gboolean
tw_import_page_flush (TwImportPage *self)
{
  TwImportPageClass *klass = TW_IMPORT_PAGE_GET_CLASS (self);

  return klass->flush != NULL && klass->flush (self);
}

void
tw_import_page_focus (TwImportPage *self)
{
  TwImportPageClass *klass = TW_IMPORT_PAGE_GET_CLASS (self);

  if (klass->focus != NULL)
    klass->focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
