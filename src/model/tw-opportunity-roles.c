/* tw-opportunity-roles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-opportunity.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-fact-guard.h"
#include "tw-fraction.h"
#include "tw-history.h"
#include "tw-pipeline-sql.h"
#include "tw-query.h"
#include "tw-row-store.h"

TwOpportunityRole *
tw_opportunity_role_new (gint64      partner,
                         const char *role,
                         const char *share)
{
  TwOpportunityRole *self = g_new0 (TwOpportunityRole, 1);

  self->partner = partner;
  self->role = g_strdup (role);
  self->share = g_strdup (share);
  return self;
}

void
tw_opportunity_role_free (TwOpportunityRole *role)
{
  if (role == NULL)
    return;
  g_free (role->partner_name);
  g_free (role->role);
  g_free (role->share);
  g_free (role);
}

GPtrArray *
tw_opportunity_roles_read (TwWorkspace  *workspace,
                           gint64        opportunity,
                           GError      **error)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_opportunity_role_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  query = tw_query_new (workspace,
                        "SELECT c.id, c.partner, p.name, c.role, c.share FROM credit AS c JOIN partner AS p ON p.id = c.partner"
                        " WHERE c.fact_kind = (SELECT id FROM fact_kind WHERE name = 'opportunity') AND c.fact = :fact"
                        " ORDER BY " TW_SQL_ROLE_RANK ", c.id", error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "fact", opportunity);
  while (tw_query_step (query, &local))
    {
      TwOpportunityRole *role = tw_opportunity_role_new (tw_query_int (query, 1), tw_query_text (query, 3),
                                                         tw_query_text (query, 4));

      role->id = tw_query_int (query, 0);
      role->partner_name = tw_query_dup_text (query, 2);
      g_ptr_array_add (roles, role);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&roles);
}

/* Checking ------------------------------------------------------------------------------------- */

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text) && strlen (text) < 10;
}

/* `40%` or `1/3`, positive. */
static gboolean
parse_share (const char  *text,
             TwFraction  *share,
             GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  gint64 millionths;

  if (g_strv_length (parts) == 2 && is_number (parts[0]) && is_number (parts[1])
      && tw_fraction_new (g_ascii_strtoll (parts[0], NULL, 10), g_ascii_strtoll (parts[1], NULL, 10), share)
      && tw_fraction_sign (*share) > 0)
    return TRUE;
  if (g_str_has_suffix (text, "%") && tw_number_parse (text, &millionths, NULL) && millionths > 0
      && tw_fraction_new (millionths, TW_MILLION, share))
    return TRUE;
  g_set_error (error, TW_ERROR, TW_ERROR_PARSE, _("“%s” is no share. Enter one such as 40%% or 1/3."), text);
  return FALSE;
}

static gboolean
check_role (const GPtrArray *roles,
            guint            index,
            TwFraction      *sum,
            GError         **error)
{
  const TwOpportunityRole *role = roles->pdata[index];
  TwFraction share;

  if (role->partner == 0)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Role %u has no partner. Choose one, or remove the role."),
                   index + 1);
      return FALSE;
    }
  for (guint i = 0; i < index; i++)
    {
      const TwOpportunityRole *other = roles->pdata[i];

      if (other->partner == role->partner && g_strcmp0 (other->role, role->role) == 0)
        {
          g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                       _("Roles %u and %u are the same partner in the same role. Make one of the two."), i + 1, index + 1);
          return FALSE;
        }
    }
  if (role->share == NULL || *role->share == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, _("Role %u has no share. Enter one such as 40%% or 1/3."),
                   index + 1);
      return FALSE;
    }
  if (!parse_share (role->share, &share, error))
    return FALSE;
  if (!tw_fraction_add (*sum, share, sum))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_RANGE, _("The shares can't be added up exactly. Enter simpler ones."));
      return FALSE;
    }
  return TRUE;
}

/* In percent, exact where four decimals are enough. */
static char *
percent_text (TwFraction value)
{
  TwFraction percent;
  g_autofree char *text = NULL;

  if (!tw_fraction_mul (value, tw_fraction_from_int (100), &percent))
    return g_strdup ("?");
  text = tw_fraction_to_string (percent, 4);
  if (strchr (text, '.') != NULL)
    {
      gsize length = strlen (text);

      while (text[length - 1] == '0')
        text[--length] = '\0';
      if (text[length - 1] == '.')
        text[length - 1] = '\0';
    }
  return g_strconcat (text, "\xc2\xa0%", NULL);
}

gboolean
tw_opportunity_roles_check (const GPtrArray  *roles,
                            char            **sum_text,
                            GError          **error)
{
  TwFraction sum = TW_FRACTION_ZERO;
  TwFraction rest;
  g_autofree char *text = NULL;
  g_autofree char *difference = NULL;
  int order;

  g_return_val_if_fail (roles != NULL, FALSE);

  for (guint i = 0; i < roles->len; i++)
    if (!check_role (roles, i, &sum, error))
      return FALSE;
  text = percent_text (sum);
  if (sum_text != NULL)
    *sum_text = g_strdup (text);
  order = tw_fraction_compare (sum, TW_FRACTION_ONE);
  if (roles->len == 0 || order == 0)
    return TRUE;
  if (!tw_fraction_sub (sum, TW_FRACTION_ONE, &rest))
    rest = TW_FRACTION_ZERO;
  difference = percent_text (order < 0 ? tw_fraction_negate (rest) : rest);
  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
               order < 0 ? _("The shares add up to %s: %s are missing.") : _("The shares add up to %s: %s too much."),
               text, difference);
  return FALSE;
}

/* Saving --------------------------------------------------------------------------------------- */

static gboolean
set_number (TwRow       *row,
            const char  *field,
            gint64       number,
            GError     **error)
{
  g_auto (TwCell) cell = TW_CELL_INIT;

  tw_cell_set_number (&cell, number);
  return tw_row_set (row, field, &cell, error);
}

static gboolean
save_role (TwWorkspace              *workspace,
           gint64                    opportunity,
           const TwOpportunityRole  *role,
           TwDate                    date,
           GError                  **error)
{
  const TwEntity *entity = tw_entity_find ("credit");
  g_autoptr (TwRow) row = NULL;
  gint64 kind = 0;

  if (role->id != 0)
    row = tw_row_read (workspace, entity, role->id, error);
  else
    row = tw_row_new (workspace, entity);
  if (row == NULL)
    return FALSE;
  if (role->id == 0
      && (!tw_workspace_get_int (workspace, "SELECT id FROM fact_kind WHERE name = 'opportunity'", &kind, error)
          || !set_number (row, "fact_kind", kind, error) || !set_number (row, "fact", opportunity, error)
          || !set_number (row, "at", date, error)))
    return FALSE;
  return set_number (row, "partner", role->partner, error) && tw_row_set_text (row, "role", role->role, error)
         && tw_row_set_text (row, "share", role->share, error) && tw_row_save (row, NULL, error);
}

static gboolean
is_kept (const GPtrArray *roles,
         gint64           id)
{
  for (guint i = 0; i < roles->len; i++)
    if (((TwOpportunityRole *) roles->pdata[i])->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
remove_others (TwWorkspace      *workspace,
               const GPtrArray  *before,
               const GPtrArray  *roles,
               GError          **error)
{
  for (guint i = 0; i < before->len; i++)
    {
      gint64 id = ((TwOpportunityRole *) before->pdata[i])->id;

      if (!is_kept (roles, id) && !tw_rows_delete (workspace, tw_entity_find ("credit"), &id, 1, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_roles (TwWorkspace      *workspace,
            gint64            opportunity,
            const GPtrArray  *roles,
            TwDate            date,
            GError          **error)
{
  g_autoptr (GPtrArray) before = tw_opportunity_roles_read (workspace, opportunity, error);

  if (before == NULL || !remove_others (workspace, before, roles, error))
    return FALSE;
  for (guint i = 0; i < roles->len; i++)
    if (!save_role (workspace, opportunity, roles->pdata[i], date, error))
      return FALSE;
  return TRUE;
}

gboolean
tw_opportunity_roles_save (TwWorkspace      *workspace,
                           gint64            opportunity,
                           const GPtrArray  *roles,
                           TwDate            date,
                           GError          **error)
{
  const TwEntity *entity = tw_entity_find ("opportunity");
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && roles != NULL, FALSE);

  /* The shares decide what was paid on it. */
  if (!tw_opportunity_roles_check (roles, NULL, error)
      || !tw_fact_guard_check (workspace, entity, opportunity, error))
    return FALSE;
  title = tw_entity_read_title (workspace, entity, opportunity);
  /* Translators: %s is the external id of an opportunity. */
  label = g_strdup_printf (_("Set roles of %s"), title);
  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  if (save_roles (workspace, opportunity, roles, date, error))
    return tw_history_commit (workspace, 0, NULL, NULL, error);
  tw_history_rollback (workspace);
  return FALSE;
}
