/* tw-reading-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-reading-tab.h"

#include "common/tw-reading-page.h"

#include <string.h>

struct _TwReadingTab
{
  TwProgramTab       parent_instance;

  TwReadingTabBuild  build;
  TwReadingTabTitle  title;
  AdwBin            *bin;
  GHashTable        *places;    /* char* path -> GtkWidget*, children */
};

G_DEFINE_FINAL_TYPE (TwReadingTab, tw_reading_tab, TW_TYPE_PROGRAM_TAB)

static gboolean
write_literal (const char  *path,
               const char  *json,
               gpointer     user_data,
               GError     **error)
{
  g_autoptr (GPtrArray) edits = tw_program_edits_new ();

  tw_program_edits_set (edits, path, json);

  return tw_program_tab_write (user_data, edits, NULL, error);
}

/* --- what stays through a rebuild --- */

static char *
dup_focus_path (TwReadingTab *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TW_TYPE_FORMULA_ENTRY) : NULL;

  if (entry == NULL || !gtk_widget_is_ancestor (entry, GTK_WIDGET (self)))
    return NULL;

  return g_strdup (tw_formula_entry_get_path (TW_FORMULA_ENTRY (entry)));
}

/* (transfer full): char* path -> char* text that was typed and refused */
static GHashTable *
collect_kept (TwReadingTab *self)
{
  GHashTable *kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  const char *path;
  GtkWidget *widget;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &widget))
    {
      const char *text = TW_IS_FORMULA_ENTRY (widget)
                             ? tw_formula_entry_get_kept (TW_FORMULA_ENTRY (widget))
                             : NULL;

      if (text != NULL)
        g_hash_table_insert (kept, g_strdup (path), g_strdup (text));
    }

  return kept;
}

static GtkWidget *
find_entry (TwReadingTab *self,
            const char   *path)
{
  GtkWidget *widget = g_hash_table_lookup (self->places, path);

  return TW_IS_FORMULA_ENTRY (widget) ? widget : NULL;
}

static void
restore_kept (TwReadingTab *self,
              GHashTable   *kept)
{
  GHashTableIter iter;
  const char *path;
  const char *text;

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, (gpointer *) &text))
    {
      GtkWidget *entry = find_entry (self, path);

      if (entry != NULL)
        tw_formula_entry_keep (TW_FORMULA_ENTRY (entry), text);
    }
}

/* --- TwProgramTab --- */

static void
tw_reading_tab_refresh (TwProgramTab         *tab,
                        const TwProgramState *state)
{
  TwReadingTab *self = TW_READING_TAB (tab);
  g_autofree char *focus = dup_focus_path (self);
  g_autoptr (GHashTable) kept = collect_kept (self);
  TwProgramParts parts = {
    .document = state->program,
    .version = state->version,
    .findings = state->findings,
    .editable = state->editable,
    .func = write_literal,
    .user_data = self,
    .places = self->places,
  };

  g_hash_table_remove_all (self->places);
  tw_reading_page_replace (self->bin, self->build (&parts));
  /* What was refused is no part of what can't be edited any more. */
  if (state->editable)
    restore_kept (self, kept);

  if (focus != NULL && find_entry (self, focus) != NULL)
    gtk_widget_grab_focus (find_entry (self, focus));
}

static void
tw_reading_tab_clear (TwProgramTab *tab)
{
  TwReadingTab *self = TW_READING_TAB (tab);

  g_hash_table_remove_all (self->places);
  adw_bin_set_child (self->bin, NULL);
}

/* The place itself, or what stands above it. */
static GtkWidget *
tw_reading_tab_find (TwProgramTab *tab,
                     const char   *path,
                     gboolean      nearest)
{
  TwReadingTab *self = TW_READING_TAB (tab);
  g_autofree char *rest = g_strdup (path);

  while (*rest != '\0')
    {
      GtkWidget *place = g_hash_table_lookup (self->places, rest);
      char *slash = strrchr (rest, '/');

      if (place != NULL || !nearest || slash == NULL)
        return place;

      *slash = '\0';
    }

  return NULL;
}

static void
tw_reading_tab_collect_refused (TwProgramTab *tab,
                                GPtrArray    *paths)
{
  g_autoptr (GHashTable) kept = collect_kept (TW_READING_TAB (tab));
  g_autoptr (GList) keys = g_hash_table_get_keys (kept);

  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (paths, g_strdup (l->data));
}

static char *
tw_reading_tab_get_title (TwProgramTab *tab)
{
  TwReadingTab *self = TW_READING_TAB (tab);
  const TwProgramState *state = tw_program_tab_get_state (tab);

  return self->title != NULL && state != NULL ? self->title (state) : NULL;
}

/* --- life --- */

static void
tw_reading_tab_finalize (GObject *object)
{
  g_hash_table_unref (TW_READING_TAB (object)->places);

  G_OBJECT_CLASS (tw_reading_tab_parent_class)->finalize (object);
}

static void
tw_reading_tab_class_init (TwReadingTabClass *klass)
{
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tw_reading_tab_finalize;
  tab_class->refresh = tw_reading_tab_refresh;
  tab_class->clear = tw_reading_tab_clear;
  tab_class->find = tw_reading_tab_find;
  tab_class->collect_refused = tw_reading_tab_collect_refused;
  tab_class->get_title = tw_reading_tab_get_title;
}

static void
tw_reading_tab_init (TwReadingTab *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bin = ADW_BIN (adw_bin_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bin));
}

TwProgramTab *
tw_reading_tab_new (TwReadingTabBuild build,
                    TwReadingTabTitle title)
{
  TwReadingTab *self = g_object_new (TW_TYPE_READING_TAB, NULL);

  self->build = build;
  self->title = title;

  return TW_PROGRAM_TAB (self);
}
