/* tw-checks-tab.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-checks-tab.h"

#include "application/tw-window.h"
#include "common/tw-background.h"
#include "common/tw-reading-page.h"
#include "common/tw-turns.h"

#include <glib/gi18n-lib.h>

/* While somebody types, edits come faster than a replay; the last of them is asked. */
#define PAUSE_MS 250

struct _TwChecksTab
{
  TwProgramTab   parent_instance;

  /* owned */
  GPtrArray     *results;     /* TwCheckResult that are shown; some belong to the two below */
  GPtrArray     *fast;        /* what the text says as it is now */
  GPtrArray     *whole;       /* of the last whole run, of this version or an earlier state of it */
  TwFactMatrix  *matrix;
  char          *failure;     /* (nullable): why the last whole run failed */
  GCancellable  *reading;
  guint          pause;
  gboolean       ready;
  gulong         changed;     /* of the document */
  TwDocument    *document;    /* whose signal it is */

  /* children */
  AdwBin        *bin;
  GHashTable    *places;      /* char* key of a result -> GtkWidget* */
  gboolean       stale;       /* the rows wait until the tab is seen */
};

G_DEFINE_FINAL_TYPE (TwChecksTab, tw_checks_tab, TW_TYPE_PROGRAM_TAB)

/* --- showing --- */

static guint
count_open (GPtrArray *results)
{
  return tw_design_check_count_found (results, TW_SEVERITY_ERROR) +
         tw_design_check_count_found (results, TW_SEVERITY_WARNING);
}

static char *
tw_checks_tab_get_title (TwProgramTab *tab)
{
  TwChecksTab *self = TW_CHECKS_TAB (tab);
  guint n = self->results != NULL ? count_open (self->results) : 0;

  /* Translators: a tab with the number of findings in it. */
  return n > 0 ? g_strdup_printf (_("Checks %u"), n) : NULL;
}

/* What came from the thread changes the number on the tab too. */
static void
show_title (TwChecksTab *self)
{
  GtkWidget *stack = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = tw_checks_tab_get_title (TW_PROGRAM_TAB (self));

  if (GTK_IS_STACK (stack))
    gtk_stack_page_set_title (gtk_stack_get_page (GTK_STACK (stack), GTK_WIDGET (self)),
                              title != NULL ? title : _("Checks"));
}

/* The static half of CHK-10 can't be answered for with a reason. */
static gboolean
is_waivable (const TwCheckResult *result)
{
  return result->state == TW_CHECK_FOUND &&
         !(g_str_equal (result->check->code, "CHK-10") && result->severity == TW_SEVERITY_ERROR);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (const TwCheckResult *result,
             guint                index,
             gpointer             user_data)
{
  const TwProgramState *state = tw_program_tab_get_state (user_data);
  GMenu *menu = g_menu_new ();

  if (result->path != NULL)
    append (menu, _("_Go to Field"), "view.jump", g_variant_new_string (result->path));
  if (result->n_evidence > 0)
    append (menu, _("Show _Evidence"), "checks.evidence", g_variant_new_uint32 (index));
  if (state != NULL && state->editable && is_waivable (result))
    append (menu, _("_Waive…"), "view.waive",
            g_variant_new ("(ss)", result->check->code, result->path != NULL ? result->path : ""));
  append (menu, _("_Copy"), "checks.copy", g_variant_new_uint32 (index));

  return G_MENU_MODEL (menu);
}

/* (transfer full) (nullable): the key of the row that has the focus. */
static char *
dup_focus_key (TwChecksTab *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (focus == row || gtk_widget_is_ancestor (focus, row))
      return g_strdup (key);

  return NULL;
}

/* Rows are only made for somebody who looks at them: whoever works in another tab reads their number in the title. */
static void
show_results (TwChecksTab *self)
{
  g_autofree char *focus = NULL;
  GtkWidget *row;

  show_title (self);
  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    {
      g_hash_table_remove_all (self->places);
      adw_bin_set_child (self->bin, NULL);
      return;
    }

  focus = dup_focus_key (self);
  g_hash_table_remove_all (self->places);
  tw_reading_page_replace (self->bin, tw_checks_rows_new (self->results, self->matrix, !self->ready && self->failure == NULL,
                                                          self->failure, create_menu, self, self->places));
  row = focus != NULL ? g_hash_table_lookup (self->places, focus) : NULL;
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
show_stale (gpointer data)
{
  TwChecksTab *self = data;

  if (self->stale)
    show_results (self);
}

static void
on_map (TwChecksTab *self)
{
  tw_turns_later (self, show_stale);
}

/* --- reading --- */

typedef struct
{
  TwChecksTab       *self;       /* borrowed: cancelled before it goes */
  TwProgramDocument *document;
  gint64             version;
  GPtrArray         *results;
  TwFactMatrix      *matrix;
  GError            *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  tw_program_document_unref (reading->document);
  g_clear_pointer (&reading->results, g_ptr_array_unref);
  g_clear_pointer (&reading->matrix, tw_fact_matrix_free);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
read_whole (TwWorkspace  *workspace,
            GCancellable *cancellable,
            gpointer      data)
{
  Reading *reading = data;
  TwCheckInput input = { workspace, reading->version, reading->document, TW_DATE_NONE, TW_CHECK_ALL, cancellable, NULL };

  reading->results = tw_design_check_run (&input, &reading->error);
  if (reading->results != NULL)
    reading->matrix = tw_fact_matrix_new (&input, &reading->error);
}

static void
on_read (gpointer data)
{
  Reading *reading = data;
  TwChecksTab *self = reading->self;

  g_clear_object (&self->reading);
  g_clear_pointer (&self->failure, g_free);
  if (reading->error != NULL)
    self->failure = g_strdup (reading->error->message);
  else
    {
      self->ready = TRUE;
      g_clear_pointer (&self->whole, g_ptr_array_unref);
      self->whole = g_ptr_array_ref (reading->results);
      g_clear_pointer (&self->results, g_ptr_array_unref);
      self->results = g_ptr_array_ref (reading->results);
      g_clear_pointer (&self->matrix, tw_fact_matrix_free);
      self->matrix = g_steal_pointer (&reading->matrix);
    }
  show_results (self);
}

static gboolean
on_pause (gpointer user_data)
{
  TwChecksTab *self = user_data;
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autoptr (GError) error = NULL;
  Reading *reading;

  self->pause = 0;
  if (state == NULL)
    return G_SOURCE_REMOVE;
  reading = g_new0 (Reading, 1);
  reading->self = self;
  reading->document = tw_program_document_ref (state->program);
  reading->version = state->version->id;
  self->reading = tw_background_run (state->workspace, read_whole, on_read, reading, reading_free, &error);
  if (self->reading == NULL)
    {
      self->failure = g_strdup (error->message);
      show_results (self);
    }

  return G_SOURCE_REMOVE;
}

static void
stop (TwChecksTab *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  tw_background_cancel (&self->reading);
}

static gboolean
is_fast (const TwCheckResult *result)
{
  return result->check->depth == TW_CHECK_TEXT || result->text;
}

static gboolean
has_fast (GPtrArray           *fast,
          const TwDesignCheck *check)
{
  for (guint i = 0; fast != NULL && i < fast->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (fast, i);

      if (result->check == check && is_fast (result))
        return TRUE;
    }

  return FALSE;
}

/* Of the text what it says now, of everything else what was true before the edit; a check that the text answers by now
 * isn't told as one that found nothing. */
static gboolean
is_joined (GPtrArray           *fast,
           GPtrArray           *whole,
           const TwCheckResult *result,
           gboolean             of_text)
{
  if (whole == NULL || of_text)
    return whole == NULL || is_fast (result);

  return !is_fast (result) && (result->state <= TW_CHECK_WAIVED || !has_fast (fast, result->check));
}

static GPtrArray *
join (GPtrArray *fast,
      GPtrArray *whole)
{
  GPtrArray *joined = g_ptr_array_new ();

  /* Elements belong to the two lists, which outlive this one. */
  for (guint state = TW_CHECK_FOUND; state <= TW_CHECK_NONE; state++)
    for (int severity = TW_SEVERITY_ERROR; severity >= TW_SEVERITY_INFO; severity--)
      for (guint pass = 0; pass < 2; pass++)
        {
          GPtrArray *list = pass == 0 ? fast : whole;

          for (guint i = 0; list != NULL && i < list->len; i++)
            {
              TwCheckResult *result = g_ptr_array_index (list, i);

              if (result->state == state && (int) result->severity == severity && is_joined (fast, whole, result, pass == 0))
                g_ptr_array_add (joined, result);
            }
        }

  return joined;
}

/* Registers, facts and waivers change without the version. */
static void
on_document_changed (TwChecksTab *self)
{
  if (tw_program_tab_get_state (TW_PROGRAM_TAB (self)) == NULL)
    return;
  stop (self);
  self->ready = FALSE;
  self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

static void
follow (TwChecksTab *self,
        TwDocument  *document)
{
  if (self->document == document)
    return;
  g_clear_signal_handler (&self->changed, self->document);
  g_set_object (&self->document, document);
  self->changed = g_signal_connect_object (document, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
}

/* --- TwProgramTab --- */

static void
tw_checks_tab_refresh (TwProgramTab         *tab,
                       const TwProgramState *state)
{
  TwChecksTab *self = TW_CHECKS_TAB (tab);
  TwCheckInput input = { tw_document_get_workspace (state->workspace), state->version->id, state->program, TW_DATE_NONE,
                         TW_CHECK_TEXT, NULL, NULL };
  g_autoptr (GPtrArray) fast = tw_design_check_run (&input, NULL);

  stop (self);
  follow (self, state->workspace);
  self->ready = FALSE;
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = join (fast, self->whole);
  g_clear_pointer (&self->fast, g_ptr_array_unref);
  self->fast = g_steal_pointer (&fast);
  show_results (self);
  self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

static void
tw_checks_tab_clear (TwProgramTab *tab)
{
  TwChecksTab *self = TW_CHECKS_TAB (tab);

  stop (self);
  self->stale = FALSE;
  g_hash_table_remove_all (self->places);
  adw_bin_set_child (self->bin, NULL);
}

/* --- actions --- */

static const TwCheckResult *
get_result (TwChecksTab *self,
            GVariant    *parameter)
{
  guint index = g_variant_get_uint32 (parameter);

  return self->results != NULL && index < self->results->len ? g_ptr_array_index (self->results, index) : NULL;
}

static void
evidence_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  TwWindow *window = tw_window_from (user_data);
  const TwCheckResult *result = get_result (user_data, parameter);

  if (window != NULL && result != NULL)
    tw_window_show_details (window, tw_design_check_get_title (result->check), tw_checks_evidence_new (result), TRUE);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  const TwCheckResult *result = get_result (user_data, parameter);
  g_autoptr (GString) text = NULL;

  if (result == NULL)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%s\t%s\t%s\t%s\n", result->check->code, tw_design_check_get_title (result->check),
                          result->message, result->remedy);
  for (guint i = 0; i < result->evidence->len; i++)
    {
      const TwCheckEvidence *evidence = g_ptr_array_index (result->evidence, i);

      g_string_append_printf (text, "\t%s\t%s\n", evidence->name != NULL ? evidence->name : "",
                              evidence->value != NULL ? evidence->value : "");
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (user_data), text->str);
}

static const GActionEntry actions[] = {
  { "evidence", evidence_action, "u" },
  { "copy", copy_action, "u" },
};

/* --- life --- */

static void
tw_checks_tab_dispose (GObject *object)
{
  TwChecksTab *self = TW_CHECKS_TAB (object);

  stop (self);
  if (self->document != NULL)
    g_clear_signal_handler (&self->changed, self->document);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_checks_tab_parent_class)->dispose (object);
}

static void
tw_checks_tab_finalize (GObject *object)
{
  TwChecksTab *self = TW_CHECKS_TAB (object);

  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->fast, g_ptr_array_unref);
  g_clear_pointer (&self->whole, g_ptr_array_unref);
  g_clear_pointer (&self->matrix, tw_fact_matrix_free);
  g_free (self->failure);
  g_hash_table_unref (self->places);

  G_OBJECT_CLASS (tw_checks_tab_parent_class)->finalize (object);
}

static void
tw_checks_tab_class_init (TwChecksTabClass *klass)
{
  TwProgramTabClass *tab_class = TW_PROGRAM_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_checks_tab_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_checks_tab_finalize;
  tab_class->refresh = tw_checks_tab_refresh;
  tab_class->clear = tw_checks_tab_clear;
  tab_class->get_title = tw_checks_tab_get_title;
}

static void
tw_checks_tab_init (TwChecksTab *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bin = ADW_BIN (adw_bin_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bin));
  g_signal_connect_after (self, "map", G_CALLBACK (on_map), NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "checks", G_ACTION_GROUP (group));
}

TwProgramTab *
tw_checks_tab_new (void)
{
  return g_object_new (TW_TYPE_CHECKS_TAB, NULL);
}

GPtrArray *
tw_checks_tab_get_results (TwChecksTab *self)
{
  g_return_val_if_fail (TW_IS_CHECKS_TAB (self), NULL);

  return self->results;
}

gboolean
tw_checks_tab_is_ready (TwChecksTab *self)
{
  g_return_val_if_fail (TW_IS_CHECKS_TAB (self), FALSE);

  return self->ready;
}
