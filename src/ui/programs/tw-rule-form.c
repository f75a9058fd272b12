/* tw-rule-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-form-private.h"

#include "common/tw-background.h"
#include "common/tw-turns.h"
#include "programs/tw-rule-words.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Expanders that are made in one turn of the main loop. */
#define FOLDED_PER_TURN 3

G_DEFINE_FINAL_TYPE (TwRuleForm, tw_rule_form, ADW_TYPE_BIN)

/* --- what the parts ask --- */

const TwProgram *
tw_rule_form_get_program (TwRuleForm *self)
{
  return tw_program_document_get_program (self->state->program);
}

gboolean
tw_rule_form_is_editable (TwRuleForm *self)
{
  return self->state->editable;
}

JsonNode *
tw_rule_form_lookup (TwRuleForm *self,
                     const char *path)
{
  return tw_program_text_lookup (tw_program_document_get_root (self->state->program), path);
}

char *
tw_rule_form_path (TwRuleForm *self,
                   const char *key)
{
  return g_strdup_printf ("%s/%s", self->path, key);
}

const char *
tw_rule_form_text (TwRuleForm *self,
                   const char *key)
{
  g_autofree char *path = tw_rule_form_path (self, key);
  JsonNode *node = tw_rule_form_lookup (self, path);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

const TwRule *
tw_rule_form_get_rule (TwRuleForm *self)
{
  const TwProgram *program = tw_rule_form_get_program (self);

  for (guint i = 0; i < program->n_rules; i++)
    if (g_strcmp0 (program->rules[i].path, self->path) == 0)
      return &program->rules[i];

  return NULL;
}

char *
tw_rule_form_name (TwRuleForm *self)
{
  const char *name = tw_rule_form_text (self, "name");

  return g_strdup (name != NULL ? name : strrchr (self->path, '/') + 1);
}

void
tw_rule_form_add_place (TwRuleForm *self,
                        TwRulePart *part,
                        const char *path,
                        GtkWidget  *widget)
{
  TwRulePlace *place = g_new0 (TwRulePlace, 1);

  place->widget = widget;
  place->part = part;
  g_object_set_data_full (G_OBJECT (widget), "tw-place", g_strdup (path), g_free);
  g_hash_table_replace (self->places, g_strdup (path), place);
}

GtkWidget *
tw_rule_form_get_place (TwRuleForm *self,
                        const char *path)
{
  TwRulePlace *place = g_hash_table_lookup (self->places, path);

  return place != NULL ? place->widget : NULL;
}

gboolean
tw_rule_form_is_opened (TwRuleForm *self,
                        const char *path)
{
  return g_hash_table_contains (self->opened, path);
}

static void
on_open (TwFormulaEntry *entry,
         gpointer        user_data)
{
  TwRuleForm *self = user_data;
  TwRulePlace *place = g_hash_table_lookup (self->places, tw_formula_entry_get_path (entry));

  if (place != NULL)
    tw_rule_form_toggle (self, place->part, tw_formula_entry_get_path (entry));
}

GtkWidget *
tw_rule_form_entry (TwRuleForm    *self,
                    TwRulePart    *part,
                    const char    *path,
                    TwFormulaKind  kind,
                    const char    *name)
{
  g_autofree char *full_name = tw_rule_form_name (self);
  /* Translators: read out as the name of a field of a rule: the rule, then the field. */
  g_autofree char *full = g_strdup_printf (_("%1$s, %2$s"), full_name, name);
  GtkWidget *entry = tw_formula_entry_new (path, tw_rule_form_lookup (self, path), kind, full,
                                           self->state->editable ? tw_rule_form_write : NULL, self);

  if (kind == TW_FORMULA_VALUE || kind == TW_FORMULA_CONDITION)
    {
      tw_formula_entry_set_words (TW_FORMULA_ENTRY (entry), GTK_TREE_MODEL (self->words));
      tw_formula_entry_set_opener (TW_FORMULA_ENTRY (entry), on_open, self);
    }
  tw_rule_form_add_place (self, part, path, entry);

  return entry;
}

/* --- parts --- */

/* Everything that a part shows, to see whether it is another. */
static char *
describe_part (TwRulePart *part)
{
  TwRuleForm *self = part->form;
  g_auto (GStrv) keys = g_strsplit (part->kind->keys, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonNode *tiers = tw_rule_form_lookup (self, "/tiers");

  g_string_append_printf (text, "%s %d %u\n", self->path, self->state->editable,
                          tiers != NULL ? json_array_get_length (json_node_get_array (tiers)) : 0);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *path = *keys[i] == '/'   ? g_strdup (keys[i])
                              : *keys[i] == '.' ? g_strdup (self->path)
                                                : tw_rule_form_path (self, keys[i]);
      JsonNode *node = tw_rule_form_lookup (self, path);
      g_autofree char *json = node != NULL ? tw_program_text_canonical (node, FALSE) : NULL;

      g_string_append_printf (text, "%s\n", json != NULL ? json : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What was typed and refused in a part survives that it is built anew. */
static void
keep_refused (TwRuleForm *self,
              TwRulePart *part)
{
  GHashTableIter iter;
  const char *path;
  TwRulePlace *place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &place))
    if ((part == NULL || place->part == part) && TW_IS_FORMULA_ENTRY (place->widget)
        && tw_formula_entry_get_kept (TW_FORMULA_ENTRY (place->widget)) != NULL)
      g_hash_table_insert (self->kept, g_strdup (path),
                           g_strdup (tw_formula_entry_get_kept (TW_FORMULA_ENTRY (place->widget))));
}

static void
restore_refused (TwRuleForm *self,
                 TwRulePart *part)
{
  g_autoptr (GList) paths = g_hash_table_get_keys (self->kept);

  for (GList *l = paths; l != NULL; l = l->next)
    {
      TwRulePlace *place = g_hash_table_lookup (self->places, l->data);
      g_autofree char *text = NULL;

      if (place == NULL || place->part != part || !TW_IS_FORMULA_ENTRY (place->widget))
        continue;
      text = g_strdup (g_hash_table_lookup (self->kept, l->data));
      g_hash_table_remove (self->kept, l->data);
      if (self->state->editable)
        tw_formula_entry_keep (TW_FORMULA_ENTRY (place->widget), text);
    }
}

static gboolean
is_of_part (gpointer key,
            gpointer value,
            gpointer part)
{
  return ((TwRulePlace *) value)->part == part;
}

static const char *
find_focus_path (TwRulePart *part)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (part->form));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (part->bin)))
    return NULL;

  for (; focus != GTK_WIDGET (part->bin); focus = gtk_widget_get_parent (focus))
    if (g_object_get_data (G_OBJECT (focus), "tw-place") != NULL)
      return g_object_get_data (G_OBJECT (focus), "tw-place");

  return "";
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  return (int) strlen (a) - (int) strlen (b);
}

/* (transfer full): what the part shows, and below it the forms of values that found no room in it. */
static GtkWidget *
build_with_values (TwRulePart *part)
{
  TwRuleForm *self = part->form;
  GtkWidget *content = part->kind->build (self, part);
  GtkWidget *box = NULL;
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (self->opened), compare_lengths);

  for (GList *l = paths; l != NULL; l = l->next)
    {
      g_autofree char *form_path = tw_rule_value_place (l->data);
      TwRulePlace *place = g_hash_table_lookup (self->places, l->data);

      if (place == NULL || place->part != part || !TW_IS_FORMULA_ENTRY (place->widget)
          || g_hash_table_contains (self->places, form_path))
        continue;
      if (box == NULL)
        {
          box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
          gtk_box_append (GTK_BOX (box), content);
        }
      gtk_box_append (GTK_BOX (box),
                      tw_rule_value_new (self, part, l->data, tw_formula_entry_get_name (TW_FORMULA_ENTRY (place->widget)),
                                         tw_formula_entry_get_kind (TW_FORMULA_ENTRY (place->widget))));
    }

  return box != NULL ? box : content;
}

static void
build_part (TwRulePart *part)
{
  TwRuleForm *self = part->form;
  g_autofree char *focus = g_strdup (find_focus_path (part));
  TwRulePlace *place;

  keep_refused (self, part);
  g_hash_table_foreach_remove (self->places, is_of_part, part);
  g_free (part->built);
  part->built = describe_part (part);
  adw_bin_set_child (part->bin, build_with_values (part));
  restore_refused (self, part);
  if (focus == NULL)
    return;

  place = g_hash_table_lookup (self->places, focus);
  if (place == NULL || !gtk_widget_grab_focus (place->widget))
    gtk_widget_child_focus (GTK_WIDGET (part->bin), GTK_DIR_TAB_FORWARD);
}

void
tw_rule_form_toggle (TwRuleForm *self,
                     TwRulePart *part,
                     const char *path)
{
  g_autofree char *entry_path = g_strdup (path);
  g_autofree char *form_path = tw_rule_value_place (path);
  gboolean open = !g_hash_table_contains (self->opened, path);
  GtkWidget *place;

  if (open)
    g_hash_table_add (self->opened, g_strdup (path));
  else
    g_hash_table_remove (self->opened, path);
  build_part (part);
  place = tw_rule_form_get_place (self, open ? form_path : entry_path);
  if (place != NULL)
    gtk_widget_grab_focus (place);
}

static void
refresh_part (TwRulePart *part)
{
  g_autofree char *now = part->built != NULL ? describe_part (part) : NULL;

  if (part->row != NULL)
    {
      g_autofree char *words = part->kind->words (part->form);

      adw_expander_row_set_subtitle (part->row, words);
    }
  if (part->built == NULL || g_str_equal (part->built, now))
    return;

  if (part->kind->build == tw_rule_bands_build && tw_rule_bands_update (part->form, part))
    {
      g_free (part->built);
      part->built = g_steal_pointer (&now);
    }
  else
    build_part (part);
}

static void
on_expanded (TwRulePart *part)
{
  if (adw_expander_row_get_expanded (part->row) && part->built == NULL)
    build_part (part);
}

static void
part_free (TwRulePart *part)
{
  g_free (part->built);
  g_free (part);
}

static void
add_expander (TwRulePart *part,
              GtkWidget  *list)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inner = gtk_list_box_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(part->kind->title));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  gtk_widget_set_focusable (inner, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), GTK_WIDGET (part->bin));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(part->kind->title), -1);
  gtk_widget_add_css_class (GTK_WIDGET (part->bin), "rule-part");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  part->row = ADW_EXPANDER_ROW (row);
  g_signal_connect_swapped (row, "notify::expanded", G_CALLBACK (on_expanded), part);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static GtkWidget *
create_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Details"), -1);

  return list;
}

static void
clear_parts (TwRuleForm *self)
{
  GtkWidget *child;

  tw_turns_forget (self);
  self->list = NULL;
  keep_refused (self, NULL);
  g_hash_table_remove_all (self->places);
  for (guint i = 0; i < self->parts->len; i++)
    {
      TwRulePart *part = g_ptr_array_index (self->parts, i);

      if (part->row != NULL)
        g_signal_handlers_disconnect_by_data (part->row, part);
    }
  while ((child = gtk_widget_get_next_sibling (GTK_WIDGET (self->message))) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->parts, 0);
}

static void
add_part (TwRuleForm           *self,
          const TwRulePartKind *kind)
{
  TwRulePart *part = g_new0 (TwRulePart, 1);

  part->kind = kind;
  part->form = self;
  part->bin = ADW_BIN (adw_bin_new ());
  g_ptr_array_add (self->parts, part);
  if (kind->title == NULL)
    {
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (part->bin));
      build_part (part);
      return;
    }

  if (self->list == NULL)
    {
      self->list = create_list ();
      gtk_box_append (GTK_BOX (self->box), self->list);
    }
  add_expander (part, self->list);
  refresh_part (part);
}

/* What stands open in a turn of its own, some of what is folded together. */
static void
build_parts (gpointer data)
{
  TwRuleForm *self = data;
  guint n;
  const TwRulePartKind *kinds = tw_rule_parts_list (self->path, &n);

  for (guint i = 0; i < FOLDED_PER_TURN && self->parts->len < n; i++)
    {
      const TwRulePartKind *kind = &kinds[self->parts->len];

      if (kind->title == NULL && i > 0)
        break;
      add_part (self, kind);
      if (kind->title == NULL)
        break;
    }

  if (self->parts->len < n)
    tw_turns_later (self, build_parts);
}

/* --- words of the data --- */

typedef struct
{
  TwRuleForm *self;    /* borrowed: cancelled before it goes */
  GPtrArray  *words;   /* (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->words, g_ptr_array_unref);
  g_free (reading);
}

static void
read_words (TwWorkspace  *workspace,
            GCancellable *cancellable,
            gpointer      data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  reading->words = tw_data_words_read (workspace, &error);
  /* Completion is no reason to stop anybody: it knows less then. */
  if (error != NULL)
    g_debug ("No words of the data: %s", error->message);
}

static void
on_words_read (gpointer data)
{
  Reading *reading = data;
  TwRuleForm *self = reading->self;

  g_clear_object (&self->reading);
  if (reading->words == NULL || self->state == NULL)
    return;

  g_ptr_array_unref (self->data);
  self->data = g_steal_pointer (&reading->words);
  tw_rule_words_fill (self->words, self->state, self->data);
}

/* Each item that is shown finds what was imported since. */
static void
start_reading (TwRuleForm *self)
{
  Reading *reading;

  if (self->reading != NULL || !self->state->editable)
    return;

  reading = g_new0 (Reading, 1);
  reading->self = self;
  self->reading = tw_background_run (self->state->workspace, read_words, on_words_read, reading, reading_free, NULL);
}

/* --- life --- */

static void
tw_rule_form_dispose (GObject *object)
{
  TwRuleForm *self = TW_RULE_FORM (object);

  tw_background_cancel (&self->reading);
  if (self->parts != NULL)
    clear_parts (self);

  G_OBJECT_CLASS (tw_rule_form_parent_class)->dispose (object);
}

static void
tw_rule_form_finalize (GObject *object)
{
  TwRuleForm *self = TW_RULE_FORM (object);

  g_free (self->path);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->opened);
  g_ptr_array_unref (self->data);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->words);

  G_OBJECT_CLASS (tw_rule_form_parent_class)->finalize (object);
}

static void
tw_rule_form_class_init (TwRuleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_rule_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_rule_form_finalize;
}

static void
tw_rule_form_init (TwRuleForm *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->data = g_ptr_array_new ();
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->words = gtk_list_store_new (1, G_TYPE_STRING);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->message));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
tw_rule_form_new (TwProgramTab *tab)
{
  TwRuleForm *self = g_object_new (TW_TYPE_RULE_FORM, NULL);

  self->tab = tab;

  return GTK_WIDGET (self);
}

void
tw_rule_form_show (TwRuleForm           *self,
                   const TwProgramState *state,
                   const char           *path)
{
  g_return_if_fail (TW_IS_RULE_FORM (self));
  g_return_if_fail (state != NULL && path != NULL);

  self->state = state;
  tw_rule_words_fill (self->words, state, self->data);
  if (self->parts->len > 0 && g_strcmp0 (self->path, path) == 0)
    {
      for (guint i = 0; i < self->parts->len; i++)
        refresh_part (g_ptr_array_index (self->parts, i));
      return;
    }

  clear_parts (self);
  g_hash_table_remove_all (self->opened);
  start_reading (self);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  g_free (self->path);
  self->path = g_strdup (path);
  build_parts (self);
}

void
tw_rule_form_clear (TwRuleForm *self)
{
  g_return_if_fail (TW_IS_RULE_FORM (self));

  tw_background_cancel (&self->reading);
  clear_parts (self);
  g_clear_pointer (&self->path, g_free);
  self->state = NULL;
}
