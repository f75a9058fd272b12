/* tw-formula-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-formula-entry.h"

#include "programs/tw-formula-text.h"
#include "tw-date.h"
#include "tw-formula.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH_CHARS 10
#define NARROW_CHARS 4
#define ICON_CHARS 16
#define MESSAGE_CHARS 26
/* Far more than any formula that can be understood. */
#define MAX_CHARS 16384

struct _TwFormulaEntry
{
  AdwBin         parent_instance;

  char          *path;
  char          *shown;         /* the value as it was shown */
  char          *json;          /* (nullable): and as the program has it */
  TwFormulaKind  kind;
  TwFormulaFunc  func;
  gpointer       user_data;
  gboolean       refused;
  gboolean       required;
  gboolean       busy;
  char          *name;
  TwFormulaOpenFunc open;
  gpointer       open_data;

  /* children */
  GtkEditable   *entry;
  GtkLabel      *message;
};

G_DEFINE_FINAL_TYPE (TwFormulaEntry, tw_formula_entry, ADW_TYPE_BIN)

static void
set_message (TwFormulaEntry *self,
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
restore (TwFormulaEntry *self)
{
  if (!g_str_equal (gtk_editable_get_text (self->entry), self->shown))
    gtk_editable_set_text (self->entry, self->shown);
  set_message (self, NULL);
}

char *
tw_formula_entry_read (TwFormulaEntry  *self,
                       gboolean        *removed,
                       GError         **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  *removed = *text == '\0' && !self->required;

  return *removed ? NULL : tw_formula_text_read (text, self->kind, error);
}

static void
remember (TwFormulaEntry *self,
          JsonNode       *value)
{
  g_free (self->shown);
  self->shown = tw_formula_text_show (value, self->kind);
  g_free (self->json);
  self->json = value != NULL ? json_to_string (value, FALSE) : NULL;
}

static void
commit (TwFormulaEntry *self)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  gboolean removed;

  /* The focus also leaves what is taken apart. */
  if (self->func == NULL || self->entry == NULL || self->busy
      || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (g_str_equal (gtk_editable_get_text (self->entry), self->shown))
    {
      restore (self);
      return;
    }

  json = tw_formula_entry_read (self, &removed, &error);
  if (json == NULL && !removed)
    {
      set_message (self, error->message);
      return;
    }

  /* “5” for “5.0 %” is the same value. */
  if (json != NULL && g_strcmp0 (json, self->json) == 0)
    {
      restore (self);
      return;
    }

  self->busy = TRUE;
  if (!self->func (self->path, json, self->user_data, &error))
    set_message (self, error->message);
  else
    {
      g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

      remember (self, node);
      restore (self);
    }
  self->busy = FALSE;
}

/* While it can be read again the message goes; it comes only when the entry is left. */
static void
on_changed (TwFormulaEntry *self)
{
  g_autofree char *json = NULL;
  gboolean removed;

  if (!self->refused || self->entry == NULL || self->busy)
    return;

  json = tw_formula_entry_read (self, &removed, NULL);
  if (json != NULL || removed)
    set_message (self, NULL);
}

/* What was typed holds before it is shown in another form. */
static void
ask_open (TwFormulaEntry *self)
{
  if (self->open == NULL || self->entry == NULL)
    return;

  commit (self);
  if (!self->refused)
    self->open (self, self->open_data);
}

static gboolean
is_open_key (guint           keyval,
             GdkModifierType modifiers)
{
  guint plain = modifiers & gtk_accelerator_get_default_mod_mask ();

  return (keyval == GDK_KEY_F4 && plain == 0)
         || ((keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) && plain == GDK_ALT_MASK);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                gpointer               user_data)
{
  TwFormulaEntry *self = user_data;

  if (self->open != NULL && is_open_key (keyval, modifiers))
    {
      ask_open (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  if (!self->refused && g_str_equal (gtk_editable_get_text (self->entry), self->shown))
    return GDK_EVENT_PROPAGATE;

  restore (self);

  return GDK_EVENT_STOP;
}

/* --- completion --- */

/* Where the word before the cursor begins, in bytes. */
static gsize
find_word (TwFormulaEntry *self,
           gsize          *end)
{
  const char *text = gtk_editable_get_text (self->entry);
  const char *cursor = g_utf8_offset_to_pointer (text, gtk_editable_get_position (self->entry));
  const char *start = cursor;

  while (start > text)
    {
      const char *before = g_utf8_prev_char (start);
      gunichar c = g_utf8_get_char (before);

      if (!g_unichar_isalnum (c) && c != '_' && c != '.')
        break;
      start = before;
    }
  *end = cursor - text;

  return start - text;
}

/* Without regard to case, in any script; the word itself has nothing to complete. */
static gboolean
begins_with (const char *word,
             const char *typed)
{
  g_autofree char *folded_word = g_utf8_casefold (word, -1);
  g_autofree char *folded_typed = g_utf8_casefold (typed, -1);

  return strlen (folded_word) > strlen (folded_typed) && g_str_has_prefix (folded_word, folded_typed);
}

static gboolean
match_word (GtkEntryCompletion *completion,
            const char         *key,
            GtkTreeIter        *iter,
            gpointer            user_data)
{
  TwFormulaEntry *self = user_data;
  const char *text = gtk_editable_get_text (self->entry);
  g_autofree char *word = NULL;
  g_autofree char *typed = NULL;
  gsize end;
  gsize start = find_word (self, &end);

  if (end - start < 2)
    return FALSE;

  typed = g_strndup (text + start, end - start);
  gtk_tree_model_get (gtk_entry_completion_get_model (completion), iter, 0, &word, -1);

  return word != NULL && begins_with (*word == '"' ? word + 1 : word, typed);
}

static gboolean
on_match_selected (GtkEntryCompletion *completion,
                   GtkTreeModel       *model,
                   GtkTreeIter        *iter,
                   TwFormulaEntry     *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autofree char *word = NULL;
  g_autofree char *changed = NULL;
  gsize end;
  gsize start = find_word (self, &end);

  gtk_tree_model_get (model, iter, 0, &word, -1);
  /* A quotation mark that stands there already belongs to the word. */
  if (*word == '"' && start > 0 && text[start - 1] == '"')
    start--;
  changed = g_strdup_printf ("%.*s%s%s", (int) start, text, word, text + end);
  start = g_utf8_strlen (text, start) + g_utf8_strlen (word, -1);
  gtk_editable_set_text (self->entry, changed);
  gtk_editable_set_position (self->entry, start);

  return TRUE;
}

/* --- life --- */

static gboolean
tw_formula_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TW_FORMULA_ENTRY (widget)->entry));
}

static void
tw_formula_entry_dispose (GObject *object)
{
  TwFormulaEntry *self = TW_FORMULA_ENTRY (object);

  self->func = NULL;
  self->entry = NULL;
  self->message = NULL;

  G_OBJECT_CLASS (tw_formula_entry_parent_class)->dispose (object);
}

static void
tw_formula_entry_finalize (GObject *object)
{
  TwFormulaEntry *self = TW_FORMULA_ENTRY (object);

  g_free (self->path);
  g_free (self->shown);
  g_free (self->json);
  g_free (self->name);

  G_OBJECT_CLASS (tw_formula_entry_parent_class)->finalize (object);
}

static void
tw_formula_entry_class_init (TwFormulaEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_formula_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_formula_entry_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = tw_formula_entry_grab_focus;
}

static GtkWidget *
create_message (void)
{
  GtkWidget *message = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (message), PANGO_WRAP_WORD_CHAR);
  /* A label that may be narrower would be given the height it needs then. */
  gtk_label_set_width_chars (GTK_LABEL (message), MESSAGE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (message), MESSAGE_CHARS);
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_widget_add_css_class (message, "error");
  gtk_widget_add_css_class (message, "caption");
  gtk_widget_set_visible (message, FALSE);

  return message;
}

static void
tw_formula_entry_init (TwFormulaEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *message = create_message ();

  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_CHARS);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), message);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), box);
  self->entry = GTK_EDITABLE (entry);
  self->message = GTK_LABEL (message);
  self->shown = g_strdup ("");

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
tw_formula_entry_new (const char    *path,
                      JsonNode      *value,
                      TwFormulaKind  kind,
                      const char    *name,
                      TwFormulaFunc  func,
                      gpointer       user_data)
{
  TwFormulaEntry *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (TW_TYPE_FORMULA_ENTRY, NULL);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->kind = kind;
  self->func = func;
  self->user_data = user_data;
  tw_formula_entry_set_value (self, value);

  if (func == NULL)
    {
      gtk_editable_set_editable (self->entry, FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "read-only");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

static TwFormulaKind
find_kind (const char *literal)
{
  TwDate date;

  if (g_str_has_suffix (literal, "%"))
    return TW_FORMULA_RATE;

  return tw_date_parse (literal, &date, NULL) ? TW_FORMULA_DATE : TW_FORMULA_NUMBER;
}

GtkWidget *
tw_formula_entry_new_literal (const char    *path,
                              const char    *literal,
                              const char    *name,
                              TwFormulaFunc  func,
                              gpointer       user_data)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  GtkWidget *entry;

  g_return_val_if_fail (literal != NULL, NULL);

  json_node_set_string (node, literal);
  entry = tw_formula_entry_new (path, node, find_kind (literal), name, func, user_data);
  tw_formula_entry_set_required (TW_FORMULA_ENTRY (entry), TRUE);
  tw_formula_entry_set_width (TW_FORMULA_ENTRY (entry), WIDTH_CHARS);

  return entry;
}

void
tw_formula_entry_set_required (TwFormulaEntry *self,
                               gboolean        required)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  self->required = required;
}

void
tw_formula_entry_set_placeholder (TwFormulaEntry *self,
                                  const char     *text)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
}

/* An entry keeps the room of an icon that was taken away, unless what drew it is hidden. */
static void
hide_icon (TwFormulaEntry *self)
{
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->entry)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_IMAGE (child) && gtk_widget_has_css_class (child, "right"))
      gtk_widget_set_visible (child, FALSE);
}

void
tw_formula_entry_set_width (TwFormulaEntry *self,
                            int             chars)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), chars == 0);
  gtk_editable_set_width_chars (self->entry, chars > 0 ? chars : WIDTH_CHARS);
  gtk_editable_set_max_width_chars (self->entry, chars > 0 ? chars : -1);
  /* A number in a table has its room for the number; the keys and the menu still open its form. */
  if (chars > 0 && chars < ICON_CHARS)
    hide_icon (self);
  if (chars > 0)
    {
      gtk_editable_set_alignment (self->entry, 1);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
    }
}

void
tw_formula_entry_set_narrow (TwFormulaEntry *self)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  gtk_editable_set_width_chars (self->entry, NARROW_CHARS);
}

void
tw_formula_entry_set_words (TwFormulaEntry *self,
                            GtkTreeModel   *words)
{
  g_autoptr (GtkEntryCompletion) completion = gtk_entry_completion_new ();

  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  if (self->func == NULL)
    return;

  gtk_entry_completion_set_model (completion, words);
  gtk_entry_completion_set_text_column (completion, 0);
  gtk_entry_completion_set_match_func (completion, match_word, self, NULL);
  g_signal_connect_object (completion, "match-selected", G_CALLBACK (on_match_selected), self, 0);
  gtk_entry_set_completion (GTK_ENTRY (self->entry), completion);
}

static void
on_icon_pressed (TwFormulaEntry       *self,
                 GtkEntryIconPosition  position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    ask_open (self);
}

static void
on_open_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ask_open (user_data);
}

void
tw_formula_entry_set_opener (TwFormulaEntry    *self,
                             TwFormulaOpenFunc  func,
                             gpointer           user_data)
{
  const GActionEntry entries[] = { { "open", on_open_action } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  self->open = func;
  self->open_data = user_data;
  if (func == NULL)
    {
      gtk_entry_set_extra_menu (GTK_ENTRY (self->entry), NULL);
      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, NULL);
      return;
    }

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "formula", G_ACTION_GROUP (actions));
  g_menu_append (menu, _("Show as _Form"), "formula.open");
  gtk_entry_set_extra_menu (GTK_ENTRY (self->entry), G_MENU_MODEL (menu));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _("Show as Form (Alt+Down)"));
  g_signal_connect_object (self->entry, "icon-press", G_CALLBACK (on_icon_pressed), self, G_CONNECT_SWAPPED);
}

const char *
tw_formula_entry_get_name (TwFormulaEntry *self)
{
  g_return_val_if_fail (TW_IS_FORMULA_ENTRY (self), NULL);

  return self->name;
}

TwFormulaKind
tw_formula_entry_get_kind (TwFormulaEntry *self)
{
  g_return_val_if_fail (TW_IS_FORMULA_ENTRY (self), TW_FORMULA_VALUE);

  return self->kind;
}

void
tw_formula_entry_forget (TwFormulaEntry *self)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  restore (self);
}

void
tw_formula_entry_set_value (TwFormulaEntry *self,
                            JsonNode       *value)
{
  gboolean touched;

  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  touched = !g_str_equal (gtk_editable_get_text (self->entry), self->shown);
  remember (self, value);
  if (!touched && !self->refused)
    restore (self);
}

const char *
tw_formula_entry_get_path (TwFormulaEntry *self)
{
  g_return_val_if_fail (TW_IS_FORMULA_ENTRY (self), NULL);

  return self->path;
}

const char *
tw_formula_entry_get_kept (TwFormulaEntry *self)
{
  g_return_val_if_fail (TW_IS_FORMULA_ENTRY (self), NULL);

  return self->refused ? gtk_editable_get_text (self->entry) : NULL;
}

void
tw_formula_entry_keep (TwFormulaEntry *self,
                       const char     *text)
{
  g_return_if_fail (TW_IS_FORMULA_ENTRY (self));

  gtk_editable_set_text (self->entry, text);
  commit (self);
}

const char *
tw_formula_entry_get_message (TwFormulaEntry *self)
{
  g_return_val_if_fail (TW_IS_FORMULA_ENTRY (self), NULL);

  return self->refused ? gtk_label_get_text (self->message) : NULL;
}
