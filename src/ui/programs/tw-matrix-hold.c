/* tw-matrix-hold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-matrix-private.h"

#include "application/tw-window.h"
#include "common/tw-ask-dialog.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "common/tw-rows-content.h"
#include "programs/tw-matrix-grid-private.h"
#include "tw-error.h"
#include "tw-partner-change.h"
#include "tw-row-store.h"
#include "tw-run-reader.h"

#include <glib/gi18n-lib.h>

/* Partners that are dropped on a tier, or put on it from the menu, hold it from a day on: one step of the history. */

typedef struct
{
  TwMatrixTab *tab;      /* owned */
  GArray      *ids;      /* gint64; (nullable): one that the dialog asks for */
  gint64       program;
  char        *tier;
} Holding;

static const TwField fields[] = {
  { .name = "partner", .label = N_("Partner"), .type = TW_FIELD_REFERENCE, .target = "partner", .flags = TW_FIELD_REQUIRED },
  { .name = "valid_from", .label = N_("From"), .type = TW_FIELD_DATE, .flags = TW_FIELD_REQUIRED },
  { .name = "reason", .label = N_("Reason"), .type = TW_FIELD_TEXT, .flags = TW_FIELD_REQUIRED },
};

static void
holding_free (gpointer data)
{
  Holding *holding = data;

  g_object_unref (holding->tab);
  g_clear_pointer (&holding->ids, g_array_unref);
  g_free (holding->tier);
  g_free (holding);
}

static TwWorkspace *
get_workspace (TwMatrixTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));

  return state != NULL ? tw_document_get_workspace (state->workspace) : NULL;
}

/* The day and, where it was asked for, the partner; FALSE with the field that is to blame. */
static gboolean
read_answer (Holding      *holding,
             TwAskDialog  *ask,
             GArray       *ids,
             TwDate       *day,
             const char  **field,
             GError      **error)
{
  g_autoptr (TwRow) row = tw_row_new (get_workspace (holding->tab), tw_entity_find ("tier_assignment"));
  g_autofree char *from = tw_ask_dialog_get (ask, "valid_from");
  gint64 id;

  *field = "valid_from";
  if (!tw_row_set_text (row, "valid_from", from, error))
    return FALSE;
  *day = (TwDate) tw_row_get (row, "valid_from")->number;
  if (holding->ids == NULL)
    {
      g_autofree char *partner = tw_ask_dialog_get (ask, "partner");

      *field = "partner";
      if (!tw_row_set_text (row, "partner", partner, error))
        return FALSE;
      id = tw_row_get (row, "partner")->number;
      g_array_append_val (ids, id);
    }
  else
    g_array_append_vals (ids, holding->ids->data, holding->ids->len);

  return TRUE;
}

/* A tier of a program that doesn't have the partner would say nothing. */
static gboolean
are_covered (Holding  *holding,
             GArray   *ids,
             TwDate    day,
             GError  **error)
{
  TwWorkspace *workspace = get_workspace (holding->tab);
  g_autoptr (GArray) covered = tw_run_read_covered (workspace, holding->program, (TwSpan){ day, day + 1 }, error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (covered == NULL)
    return FALSE;

  for (guint i = 0; i < covered->len; i++)
    g_hash_table_add (known, &g_array_index (covered, TwCoveredRow, i).partner);
  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (known, &g_array_index (ids, gint64, i)))
      {
        g_autofree char *name =
            tw_entity_read_title (workspace, tw_entity_find ("partner"), g_array_index (ids, gint64, i));

        g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                     /* Translators: %s is a partner. */
                     _("%s isn’t a partner of this program on that day. Enroll it first, or choose another."),
                     name != NULL ? name : "");
        return FALSE;
      }

  return TRUE;
}

static gboolean
on_hold (TwAskDialog  *ask,
         gpointer      user_data,
         const char  **field,
         GError      **error)
{
  Holding *holding = user_data;
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (holding->tab));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *reason = tw_ask_dialog_get (ask, "reason");
  TwWindow *window = tw_window_from (GTK_WIDGET (holding->tab));
  TwDate day;

  if (state == NULL || !read_answer (holding, ask, ids, &day, field, error))
    return FALSE;
  *field = holding->ids == NULL ? "partner" : NULL;
  if (!are_covered (holding, ids, day, error))
    return FALSE;
  *field = "reason";
  if (!tw_partners_set_tier (get_workspace (holding->tab), (const gint64 *) (gconstpointer) ids->data, ids->len,
                             holding->program, holding->tier, day, reason, error))
    return FALSE;

  tw_document_changed (state->workspace);
  tw_window_toast (window, _("Tier set"), tw_document_get_last_entry (state->workspace));

  return TRUE;
}

/* Whether partners can hold the tier: its version is in force, or another one that has it. */
static gboolean
is_in_force (TwMatrixTab *self,
             int          column,
             GError     **error)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  const char *tier = self->matrix->tiers[column].name;
  g_auto (GStrv) known = NULL;

  if (self->matrix->tiers[column].designation)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("“%s” is a designation, which is given by a review. Choose a tier."), tier);
      return FALSE;
    }
  known = tw_program_list_tiers (get_workspace (self), state->version->program, error);
  if (known == NULL)
    return FALSE;
  if (g_strv_contains ((const char *const *) known, tier))
    return TRUE;

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               _("No published version has the tier “%s” yet. Publish this one first."), tier);

  return FALSE;
}

static char *
describe (const GArray *ids,
          const char   *tier)
{
  g_autofree char *count = NULL;

  if (ids == NULL)
    /* Translators: %s is a tier. */
    return g_strdup_printf (_("The partner holds %s from that day on, whatever it meets, until a review decides otherwise."), tier);

  count = tw_format_count (ids->len);
  /* Translators: %1$s is a number of partners, %2$s a tier. */
  return g_strdup_printf (ngettext ("%1$s partner holds %2$s from that day on, whatever it meets, until a review decides "
                                    "otherwise.",
                                    "%1$s partners hold %2$s from that day on, whatever they meet, until a review decides "
                                    "otherwise.",
                                    ids->len),
                          count, tier);
}

/* @ids: (nullable): the dialog asks for one. */
static void
ask_hold (TwMatrixTab  *self,
          int           column,
          const GArray *ids)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));
  g_autofree char *today = tw_date_format (tw_period_today ());
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Holding *holding;
  TwAskDialog *ask;
  guint skipped = ids != NULL ? 1 : 0;

  if (state == NULL || self->matrix == NULL || column < 0 || column >= (int) self->matrix->n_tiers)
    return;
  if (!is_in_force (self, column, &error))
    {
      tw_window_show_error (tw_window_from (GTK_WIDGET (self)), _("The Tier Was Not Set"), error);
      return;
    }

  holding = g_new0 (Holding, 1);
  holding->tab = g_object_ref (self);
  holding->program = state->version->program;
  holding->tier = g_strdup (self->matrix->tiers[column].name);
  holding->ids = ids != NULL ? g_array_copy ((GArray *) ids) : NULL;
  /* Translators: %s is a tier. */
  title = g_strdup_printf (_("Set Tier “%s”"), holding->tier);
  text = describe (ids, holding->tier);
  ask = tw_ask_dialog_new (title, text, _("_Set"), on_hold, holding, holding_free);
  tw_ask_dialog_add_fields (ask, fields + skipped, G_N_ELEMENTS (fields) - skipped);
  tw_ask_dialog_set (ask, "valid_from", today);
  tw_ask_dialog_present (ask, GTK_WIDGET (self), tw_document_get_workspace (state->workspace), "hold-tier",
                         holding->program);
}

void
tw_matrix_tab_ask_hold (TwMatrixTab *self,
                        int          column)
{
  ask_hold (self, column, NULL);
}

/* --- dropping --- */

static gboolean
is_writable (TwMatrixTab *self)
{
  const TwProgramState *state = tw_program_tab_get_state (TW_PROGRAM_TAB (self));

  return state != NULL && self->matrix != NULL && !tw_document_is_read_only (state->workspace);
}

/* The tier under the pointer takes the cursor, so that it is seen where the partners would go. */
static GdkDragAction
on_motion (GtkDropTarget *target,
           double         x,
           double         y,
           TwMatrixTab   *self)
{
  int row;
  int column;

  if (!is_writable (self) || !tw_matrix_grid_pick (self->grid, x, y, &row, &column) || column < 0)
    return 0;
  tw_matrix_grid_set_cursor (self->grid, -1, column, FALSE, FALSE);

  return GDK_ACTION_COPY;
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         TwMatrixTab   *self)
{
  g_autoptr (GArray) ids = tw_rows_content_read (value, "partner");
  int row;
  int column;

  if (ids == NULL || !is_writable (self) || !tw_matrix_grid_pick (self->grid, x, y, &row, &column) || column < 0)
    return FALSE;
  ask_hold (self, column, ids);

  return TRUE;
}

void
tw_matrix_tab_init_hold (TwMatrixTab *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_VARIANT, GDK_ACTION_COPY);

  g_signal_connect_object (target, "motion", G_CALLBACK (on_motion), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), GTK_EVENT_CONTROLLER (target));
}
