/* tw-partner-merge-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partner-dialogs.h"

#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "tw-fields.h"
#include "tw-partner-merge.h"
#include "tw-row-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A merge that is being decided. */
typedef struct
{
  TwWindow            *window;          /* weak */
  TwWorkspace         *workspace;       /* owned */
  GPtrArray           *rows;            /* owned: TwRow*, as they were selected */
  GPtrArray           *fields;          /* borrowed combo rows with "tw-field" */

  GtkWidget           *dialog;
  GtkWidget           *button;
  AdwComboRow         *keep;
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *group;           /* of the fields */
  GtkLabel            *message;
} Merge;

static void
merge_free (gpointer data)
{
  Merge *merge = data;

  g_clear_weak_pointer (&merge->window);
  g_object_unref (merge->workspace);
  g_ptr_array_unref (merge->rows);
  g_ptr_array_unref (merge->fields);
  g_free (merge);
}

static gint64
get_kept (Merge *merge)
{
  guint selected = adw_combo_row_get_selected (merge->keep);

  return tw_row_get_id (merge->rows->pdata[MIN (selected, merge->rows->len - 1)]);
}

/* "P002 · Kestrel Systems" */
static char *
name_row (TwRow *row)
{
  g_autofree char *id = tw_row_get_text (row, "external_id");
  g_autofree char *name = tw_row_get_text (row, "name");

  return g_strdup_printf ("%s · %s", id, name);
}

/* --- doing it --- */

/* (transfer full): field -> pointer to the id of the partner whose value stays. */
static GHashTable *
get_choices (Merge *merge)
{
  GHashTable *choices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < merge->fields->len; i++)
    {
      AdwComboRow *combo = merge->fields->pdata[i];
      GArray *owners = g_object_get_data (G_OBJECT (combo), "tw-owners");
      const char *field = g_object_get_data (G_OBJECT (combo), "tw-field");
      guint selected = adw_combo_row_get_selected (combo);

      if (selected < owners->len)
        g_hash_table_insert (choices, (gpointer) field,
                             g_memdup2 (&g_array_index (owners, gint64, selected), sizeof (gint64)));
    }

  return choices;
}

static gboolean
run (Merge      *merge,
     gboolean    trial,
     GPtrArray **moves,
     GError    **error)
{
  gint64 keep = get_kept (merge);
  g_autoptr (GHashTable) choices = get_choices (merge);
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < merge->rows->len; i++)
    {
      gint64 id = tw_row_get_id (merge->rows->pdata[i]);

      if (id != keep)
        g_array_append_val (others, id);
    }

  return tw_partner_merge (merge->workspace, keep, (const gint64 *) others->data, others->len, choices,
                           trial, moves, error);
}

static void
append_move (GString           *text,
             const TwMergeMove *move)
{
  g_autofree char *moved = tw_format_count (move->moved);
  g_autofree char *dropped = tw_format_count (move->dropped);
  const char *label = move->label != NULL ? move->label : move->table;

  if (move->moved > 0)
    /* Translators: a number of rows that move, and what they are. */
    g_string_append_printf (text, _("%1$s %2$s"), moved, label), g_string_append (text, " · ");
  if (move->dropped > 0)
    /* Translators: rows that are left out, because the partner that stays has some for that time. */
    g_string_append_printf (text, _("%1$s %2$s left out, for the same time"), dropped, label),
        g_string_append (text, " · ");
}

/* What would happen, or what stands in the way. */
static void
update (Merge *merge)
{
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean possible = run (merge, TRUE, &moves, &error);

  gtk_widget_set_sensitive (merge->button, possible);
  tw_tooltip_set (merge->button, possible ? NULL : error->message);
  if (possible)
    gtk_widget_remove_css_class (GTK_WIDGET (merge->message), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (merge->message), "error");

  for (guint i = 0; possible && i < moves->len; i++)
    append_move (text, moves->pdata[i]);

  if (possible && text->len > 0)
    {
      g_autofree char *list = g_strndup (text->str, text->len - strlen (" · "));

      /* Translators: %s lists what belongs to the partner that stays afterwards. */
      g_string_printf (text, _("Moves: %s"), list);
    }
  else if (possible)
    {
      g_string_assign (text, _("Nothing else points to the partners that go."));
    }

  gtk_label_set_text (merge->message, possible ? text->str : error->message);
}

static void
on_merge (Merge *merge)
{
  g_autoptr (GError) error = NULL;
  TwDocument *document = merge->window != NULL ? tw_window_get_document (merge->window) : NULL;

  if (!run (merge, FALSE, NULL, &error))
    {
      gtk_label_set_text (merge->message, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (merge->message), "error");
      return;
    }

  if (document != NULL)
    {
      tw_document_changed (document);
      tw_window_toast (merge->window, _("Partners merged"), tw_document_get_last_entry (document));
    }

  gtk_window_destroy (GTK_WINDOW (merge->dialog));
}

/* --- fields --- */

static char *
get_shown (Merge         *merge,
           TwRow         *row,
           const TwField *field)
{
  const TwCell *cell = tw_row_get (row, field->name);
  g_autofree char *plain = NULL;

  if (field->type == TW_FIELD_REFERENCE && cell->kind == TW_CELL_NUMBER)
    return tw_entity_read_title (merge->workspace, tw_entity_find (field->target), cell->number);
  if (field->type == TW_FIELD_CHOICE && cell->kind == TW_CELL_TEXT)
    return g_strdup (tw_field_get_choice_label (field, cell->text));

  plain = tw_row_get_text (row, field->name);

  return tw_format_plain (field->type, plain);
}

/* Only where they differ is there something to choose: each value once, that of the one that stays
 * first, or the first that isn't blank. */
static void
append_field (Merge         *merge,
              const TwField *field)
{
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *combo;
  guint kept = adw_combo_row_get_selected (merge->keep);

  for (guint i = 0; i < merge->rows->len; i++)
    {
      guint place = i == 0 ? kept : i <= kept ? i - 1 : i;
      TwRow *row = merge->rows->pdata[place];
      g_autofree char *text = get_shown (merge, row, field);
      gint64 id = tw_row_get_id (row);

      if (text == NULL || *text == '\0' || g_hash_table_contains (seen, text))
        continue;

      gtk_string_list_append (values, text);
      g_array_append_val (owners, id);
      g_hash_table_add (seen, g_steal_pointer (&text));
    }

  if (owners->len < 2)
    return;

  combo = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), tw_field_get_label (field));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (values));
  gtk_accessible_update_property (GTK_ACCESSIBLE (combo), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tw_field_get_label (field), -1);
  g_object_set_data (G_OBJECT (combo), "tw-field", (gpointer) field->name);
  g_object_set_data_full (G_OBJECT (combo), "tw-owners", g_array_ref (owners),
                          (GDestroyNotify) g_array_unref);
  adw_preferences_group_add (merge->group, combo);
  g_ptr_array_add (merge->fields, combo);
}

static void
fill_fields (Merge *merge)
{
  const TwEntity *entity = tw_entity_find ("partner");

  if (merge->group != NULL)
    adw_preferences_page_remove (merge->page, merge->group);

  g_ptr_array_set_size (merge->fields, 0);
  merge->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (merge->group, _("Where They Differ"));
  adw_preferences_group_set_description (
      merge->group, _("The other external IDs stay known, so that files still find the partner."));

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (!g_str_equal (entity->fields[i].name, "note") && !g_str_equal (entity->fields[i].name, "parent"))
        append_field (merge, &entity->fields[i]);
    }

  adw_preferences_page_add (merge->page, merge->group);
  update (merge);
}

/* --- the dialog --- */

static GtkWidget *
create_header (Merge *merge)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  merge->button = gtk_button_new_with_mnemonic (_("_Merge"));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (merge->button, "suggested-action");
  g_signal_connect_swapped (merge->button, "clicked", G_CALLBACK (on_merge), merge);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), merge->button);
  gtk_window_set_default_widget (GTK_WINDOW (merge->dialog), merge->button);

  return header;
}

static void
fill_dialog (Merge *merge)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < merge->rows->len; i++)
    {
      g_autofree char *name = name_row (merge->rows->pdata[i]);

      gtk_string_list_append (names, name);
    }

  merge->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  merge->keep = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (merge->keep), _("Stays"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (merge->keep), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Stays"), -1);
  adw_combo_row_set_model (merge->keep, G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (merge->keep));
  merge->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (merge->message, TRUE);
  gtk_label_set_xalign (merge->message, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (merge->message), 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (merge->message));
  adw_preferences_page_add (merge->page, ADW_PREFERENCES_GROUP (group));
  gtk_widget_set_vexpand (GTK_WIDGET (merge->page), TRUE);

  gtk_box_append (GTK_BOX (box), create_header (merge));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (merge->page));
  adw_window_set_content (ADW_WINDOW (merge->dialog), box);
}

static gboolean
read_rows (Merge  *merge,
           GArray *ids,
           GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      TwRow *row = tw_row_read (merge->workspace, tw_entity_find ("partner"),
                                g_array_index (ids, gint64, i), error);

      if (row == NULL)
        return FALSE;

      g_ptr_array_add (merge->rows, row);
    }

  return TRUE;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));

  return TRUE;
}

void
tw_partners_ask_merge (TwWindow *window,
                       GArray   *ids)
{
  Merge *merge = g_new0 (Merge, 1);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autoptr (GError) error = NULL;

  g_return_if_fail (TW_IS_WINDOW (window));
  g_return_if_fail (ids->len > 1);

  g_set_weak_pointer (&merge->window, window);
  merge->workspace = g_object_ref (tw_document_get_workspace (tw_window_get_document (window)));
  merge->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_row_unref);
  merge->fields = g_ptr_array_new ();

  if (!read_rows (merge, ids, &error))
    {
      tw_window_show_error (window, _("Nothing Was Merged"), error);
      merge_free (merge);
      return;
    }

  merge->dialog = g_object_new (ADW_TYPE_WINDOW, "title", _("Merge Duplicates"), "modal", TRUE,
                                "transient-for", window, "default-width", 520, "default-height", 560,
                                NULL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (merge->dialog, keys);
  fill_dialog (merge);
  fill_fields (merge);
  g_signal_connect_swapped (merge->keep, "notify::selected", G_CALLBACK (fill_fields), merge);
  g_object_set_data_full (G_OBJECT (merge->dialog), "tw-merge", merge, merge_free);
  gtk_window_present (GTK_WINDOW (merge->dialog));
}
