/* tw-pin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-pin.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-history.h"
#include "tw-query.h"

static const char *const kinds[] = { [TW_PIN_CHART] = "chart", [TW_PIN_FIGURE] = "figure" };

void
tw_pin_free (TwPin *pin)
{
  g_free (pin->name);
  g_free (pin->parameters);
  g_free (pin);
}

GPtrArray *
tw_pins_read (TwWorkspace  *workspace,
              TwPinKind     kind,
              GError      **error)
{
  g_autoptr (GPtrArray) pins = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_pin_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace,
                        "SELECT id, name, parameters FROM pin WHERE kind = :kind ORDER BY position, id",
                        error);
  if (query == NULL)
    return NULL;

  tw_query_bind_text (query, "kind", kinds[kind]);
  while (tw_query_step (query, &local_error))
    {
      TwPin *pin = g_new0 (TwPin, 1);

      pin->id = tw_query_int (query, 0);
      pin->kind = kind;
      pin->name = tw_query_dup_text (query, 1);
      pin->parameters = tw_query_dup_text (query, 2);
      g_ptr_array_add (pins, pin);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&pins);
}

gint64
tw_pin_find (TwWorkspace *workspace,
             TwPinKind    kind,
             const char  *name,
             const char  *parameters)
{
  g_autoptr (GPtrArray) pins = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), 0);

  pins = tw_pins_read (workspace, kind, NULL);

  for (guint i = 0; pins != NULL && i < pins->len; i++)
    {
      const TwPin *pin = g_ptr_array_index (pins, i);

      if (g_strcmp0 (pin->name, name) == 0 && g_strcmp0 (pin->parameters, parameters) == 0)
        return pin->id;
    }

  return 0;
}

static gboolean
insert_pin (TwWorkspace  *workspace,
            TwPinKind     kind,
            const char   *name,
            const char   *parameters,
            GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace,
                        "INSERT INTO pin (kind, name, parameters, position) VALUES (:kind, :name, :parameters, "
                        "(SELECT coalesce (max (position), 0) + 1 FROM pin WHERE kind = :kind))",
                        error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_text (query, "kind", kinds[kind]);
  tw_query_bind_text (query, "name", name);
  tw_query_bind_text (query, "parameters", parameters);

  return tw_query_run (query, error);
}

gint64
tw_pin_add (TwWorkspace  *workspace,
            TwPinKind     kind,
            const char   *name,
            const char   *parameters,
            const char   *title,
            GError      **error)
{
  g_autofree char *label = NULL;
  gint64 id;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), 0);
  g_return_val_if_fail (name != NULL && title != NULL, 0);

  id = tw_pin_find (workspace, kind, name, parameters);
  if (id != 0)
    return id;

  /* Translators: %s is the title of a chart or a figure. */
  label = g_strdup_printf (_("Pinned “%s”"), title);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return 0;

  if (!insert_pin (workspace, kind, name, parameters, error))
    {
      tw_history_rollback (workspace);
      return 0;
    }

  id = tw_workspace_last_id (workspace);

  return tw_history_commit (workspace, 0, NULL, NULL, error) ? id : 0;
}

/* The position of a pin as an edit of its own. */
static gboolean
write_position (TwWorkspace  *workspace,
                gint64        id,
                gint64        position,
                GError      **error)
{
  g_autoptr (TwQuery) query = NULL;

  query = tw_query_new (workspace, "UPDATE pin SET position = :position WHERE id = :id", error);
  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "position", position);
  tw_query_bind_int (query, "id", id);

  return tw_query_run (query, error);
}

static gboolean
delete_pin (TwWorkspace  *workspace,
            gint64        id,
            GError      **error)
{
  g_autoptr (TwQuery) query = tw_query_new (workspace, "DELETE FROM pin WHERE id = :id", error);

  if (query == NULL)
    return FALSE;

  tw_query_bind_int (query, "id", id);

  return tw_query_run (query, error);
}

gboolean
tw_pin_remove (TwWorkspace  *workspace,
               gint64        id,
               const char   *title,
               GError      **error)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  /* Translators: %s is the title of a chart or a figure. */
  label = g_strdup_printf (_("Unpinned “%s”"), title);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  if (!delete_pin (workspace, id, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}

/* (transfer full): the pins of the kind that @id is of; *@place is where it stands, -1 nowhere. */
static GPtrArray *
read_siblings (TwWorkspace  *workspace,
               gint64        id,
               int          *place,
               GError      **error)
{
  *place = -1;

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autoptr (GPtrArray) pins = tw_pins_read (workspace, kind, error);

      if (pins == NULL)
        return NULL;

      for (guint i = 0; i < pins->len; i++)
        {
          if (((TwPin *) g_ptr_array_index (pins, i))->id != id)
            continue;

          *place = i;
          return g_steal_pointer (&pins);
        }
    }

  g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND, _("It is not pinned any more. "
                                                    "Pin it anew."));
  return NULL;
}

gboolean
tw_pin_move (TwWorkspace  *workspace,
             gint64        id,
             int           places,
             const char   *title,
             GError      **error)
{
  g_autoptr (GPtrArray) pins = NULL;
  g_autofree char *label = NULL;
  gpointer moved;
  int from;
  int to;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  pins = read_siblings (workspace, id, &from, error);
  if (pins == NULL)
    return FALSE;

  to = CLAMP (from + places, 0, (int) pins->len - 1);
  if (to == from)
    return TRUE;

  /* Translators: %s is the title of a chart or a figure. */
  label = g_strdup_printf (_("Moved “%s”"), title);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;

  g_ptr_array_set_free_func (pins, NULL);
  moved = g_ptr_array_steal_index (pins, from);
  g_ptr_array_insert (pins, to, moved);
  g_ptr_array_set_free_func (pins, (GDestroyNotify) tw_pin_free);

  for (guint i = 0; i < pins->len; i++)
    {
      if (write_position (workspace, ((TwPin *) g_ptr_array_index (pins, i))->id, i + 1, error))
        continue;

      tw_history_rollback (workspace);
      return FALSE;
    }

  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
