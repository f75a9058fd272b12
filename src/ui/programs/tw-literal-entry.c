/* tw-literal-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-literal-entry.h"

#include "common/tw-format.h"
#include "common/tw-input.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define WIDTH_CHARS 10
#define MESSAGE_CHARS 26

struct _TwLiteralEntry
{
  AdwBin         parent_instance;

  char          *path;
  char          *literal;       /* plain, as the program has it */
  TwFieldType    type;
  TwLiteralFunc  func;
  gpointer       user_data;
  gboolean       refused;

  /* children */
  GtkEditable   *entry;
  GtkLabel      *message;
};

G_DEFINE_FINAL_TYPE (TwLiteralEntry, tw_literal_entry, ADW_TYPE_BIN)

/* What a literal is follows from how it is written, and it stays of that kind. */
static TwFieldType
find_type (const char *literal)
{
  TwDate date;

  if (g_str_has_suffix (literal, "%"))
    return TW_FIELD_RATE;

  return tw_date_parse (literal, &date, NULL) ? TW_FIELD_DATE : TW_FIELD_MONEY;
}

static void
set_message (TwLiteralEntry *self,
             const char     *text)
{
  self->refused = text != NULL;
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
restore (TwLiteralEntry *self)
{
  g_autofree char *text = tw_format_plain (self->type, self->literal);

  gtk_editable_set_text (self->entry, text);
  set_message (self, NULL);
}

static gboolean
is_valid (TwLiteralEntry *self,
          const char     *plain)
{
  gint64 number;
  TwDate date;

  switch (self->type)
    {
    case TW_FIELD_RATE:
      return g_str_has_suffix (plain, "%") && tw_number_parse (plain, &number, NULL);

    case TW_FIELD_DATE:
      return tw_date_parse (plain, &date, NULL);

    default:
      return tw_decimal_parse (plain, TW_MILLIONTHS_DIGITS, &number, NULL);
    }
}

static const char *
get_hint (TwLiteralEntry *self)
{
  switch (self->type)
    {
    case TW_FIELD_RATE:
      return _("Enter a percentage such as 2.5 %.");

    case TW_FIELD_DATE:
      return _("Enter a date such as 2026-07-01.");

    default:
      return _("Enter a number such as 1,234.56.");
    }
}

static char *
to_json (const char *plain)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, plain);

  return json_to_string (node, FALSE);
}

static void
commit (TwLiteralEntry *self)
{
  const char *text;
  g_autofree char *plain = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  /* The focus also leaves what is taken apart. */
  if (self->func == NULL || self->entry == NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  text = gtk_editable_get_text (self->entry);
  plain = tw_input_to_plain (self->type, text);
  shown = tw_format_plain (self->type, self->literal);

  if (g_str_equal (plain, self->literal) || g_str_equal (text, shown))
    {
      restore (self);
      return;
    }

  if (!is_valid (self, plain))
    {
      set_message (self, get_hint (self));
      return;
    }

  json = to_json (plain);
  if (!self->func (self->path, json, self->user_data, &error))
    {
      set_message (self, error->message);
      return;
    }

  g_free (self->literal);
  self->literal = g_strdup (plain);
  restore (self);
}

/* While it is right again the message goes; it comes only when the entry is left. */
static void
on_changed (TwLiteralEntry *self)
{
  g_autofree char *plain = NULL;

  if (!self->refused || self->entry == NULL)
    return;

  plain = tw_input_to_plain (self->type, gtk_editable_get_text (self->entry));
  if (is_valid (self, plain))
    set_message (self, NULL);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                gpointer               user_data)
{
  TwLiteralEntry *self = user_data;
  g_autofree char *shown = NULL;

  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  shown = tw_format_plain (self->type, self->literal);
  if (!self->refused && g_str_equal (gtk_editable_get_text (self->entry), shown))
    return GDK_EVENT_PROPAGATE;

  restore (self);

  return GDK_EVENT_STOP;
}

static gboolean
tw_literal_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TW_LITERAL_ENTRY (widget)->entry));
}

static void
tw_literal_entry_dispose (GObject *object)
{
  TwLiteralEntry *self = TW_LITERAL_ENTRY (object);

  self->func = NULL;
  self->entry = NULL;
  self->message = NULL;

  G_OBJECT_CLASS (tw_literal_entry_parent_class)->dispose (object);
}

static void
tw_literal_entry_finalize (GObject *object)
{
  TwLiteralEntry *self = TW_LITERAL_ENTRY (object);

  g_free (self->path);
  g_free (self->literal);

  G_OBJECT_CLASS (tw_literal_entry_parent_class)->finalize (object);
}

static void
tw_literal_entry_class_init (TwLiteralEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_literal_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_literal_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tw_literal_entry_grab_focus;
}

static void
tw_literal_entry_init (TwLiteralEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *message = gtk_label_new (NULL);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), WIDTH_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  /* A label that may be narrower would be given the height it needs then. */
  gtk_label_set_width_chars (GTK_LABEL (message), MESSAGE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (message), MESSAGE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_add_css_class (message, "caption");
  gtk_widget_set_visible (message, FALSE);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), message);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), box);
  self->entry = GTK_EDITABLE (entry);
  self->message = GTK_LABEL (message);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  message, NULL, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
tw_literal_entry_new (const char    *path,
                      const char    *literal,
                      const char    *name,
                      TwLiteralFunc  func,
                      gpointer       user_data)
{
  TwLiteralEntry *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (literal != NULL, NULL);

  self = g_object_new (TW_TYPE_LITERAL_ENTRY, NULL);
  self->path = g_strdup (path);
  self->literal = g_strdup (literal);
  self->type = find_type (literal);
  self->func = func;
  self->user_data = user_data;
  restore (self);

  if (func == NULL)
    {
      gtk_editable_set_editable (self->entry, FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "read-only");
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);

  return GTK_WIDGET (self);
}

const char *
tw_literal_entry_get_path (TwLiteralEntry *self)
{
  g_return_val_if_fail (TW_IS_LITERAL_ENTRY (self), NULL);

  return self->path;
}

const char *
tw_literal_entry_get_kept (TwLiteralEntry *self)
{
  g_return_val_if_fail (TW_IS_LITERAL_ENTRY (self), NULL);

  return self->refused ? gtk_editable_get_text (self->entry) : NULL;
}

void
tw_literal_entry_keep (TwLiteralEntry *self,
                       const char     *text)
{
  g_return_if_fail (TW_IS_LITERAL_ENTRY (self));

  gtk_editable_set_text (self->entry, text);
  commit (self);
}
