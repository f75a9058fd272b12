/* tw-registration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-registration.h"

#include <glib/gi18n-lib.h>

#include "tw-error.h"
#include "tw-pipeline-sql.h"
#include "tw-query.h"
#include "tw-row-store.h"
#include "tw-setting.h"

/* :id 0 is later than all: no registration has a later date and a higher id than these. */
static const char conflict_sql[] =
  "WITH claim AS (SELECT :product AS product, coalesce (:category, (SELECT category FROM product WHERE id = :product))"
  " AS category, coalesce ((SELECT submitted FROM registration WHERE id = :id), '9999-12-31') AS submitted)"
  " SELECT b.status, b.id, b.external_id, q.name, b.submitted, b.approved, b.expires"
  " FROM registration AS b JOIN partner AS q ON q.id = b.partner JOIN claim AS a"
  " WHERE b.customer = :customer AND b.partner <> :partner AND b.id <> :id"
  " AND NOT EXISTS (SELECT 1 FROM registration AS n WHERE n.replaces = b.external_id)"
  " AND (b.status = 'approved' AND (b.closed IS NULL OR b.closed > :date) AND (b.expires IS NULL OR b.expires >= :date)"
  " OR b.status = 'submitted' AND (b.submitted < a.submitted OR (b.submitted = a.submitted AND (:id = 0 OR b.id < :id))))"
  " AND " TW_SQL_SAME_SCOPE ("a.product", "a.category", "b.product", TW_SQL_CATEGORY_OF ("b"))
  " ORDER BY b.status, b.submitted, b.id";

void
tw_conflict_free (TwConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->external_id);
  g_free (conflict->partner);
  g_free (conflict);
}

static TwConflict *
read_conflict (TwQuery *query)
{
  TwConflict *conflict = g_new0 (TwConflict, 1);

  conflict->kind = g_strcmp0 (tw_query_text (query, 0), "approved") == 0 ? TW_CONFLICT_PROTECTED : TW_CONFLICT_EARLIER;
  conflict->id = tw_query_int (query, 1);
  conflict->external_id = tw_query_dup_text (query, 2);
  conflict->partner = tw_query_dup_text (query, 3);
  conflict->submitted = tw_query_date (query, 4);
  conflict->approved = tw_query_date (query, 5);
  conflict->expires = tw_query_date (query, 6);
  return conflict;
}

static gint64
id_or_null (gint64 id)
{
  return id != 0 ? id : TW_QUERY_NULL;
}

GPtrArray *
tw_registration_find_conflicts (TwWorkspace    *workspace,
                                const TwClaim  *claim,
                                GError        **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_conflict_free);
  g_autoptr (TwQuery) query = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && claim != NULL, NULL);

  query = tw_query_new (workspace, conflict_sql, error);
  if (query == NULL)
    return NULL;
  tw_query_bind_int (query, "id", claim->id);
  tw_query_bind_int (query, "partner", claim->partner);
  tw_query_bind_int (query, "customer", id_or_null (claim->customer));
  tw_query_bind_int (query, "product", id_or_null (claim->product));
  tw_query_bind_int (query, "category", id_or_null (claim->category));
  tw_query_bind_date (query, "date", claim->date);
  while (tw_query_step (query, &local))
    g_ptr_array_add (conflicts, read_conflict (query));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&conflicts);
}

char *
tw_conflict_describe (const TwConflict *conflict)
{
  g_autofree char *submitted = NULL;
  g_autofree char *approved = NULL;
  g_autofree char *expires = NULL;

  g_return_val_if_fail (conflict != NULL, NULL);

  submitted = tw_date_format (conflict->submitted);
  if (conflict->kind == TW_CONFLICT_EARLIER)
    /* Translators: partner, external id of the registration, date */
    return g_strdup_printf (_("%s asked first: registration %s of %s waits for a decision."), conflict->partner,
                            conflict->external_id, submitted);
  approved = tw_date_format (conflict->approved != TW_DATE_NONE ? conflict->approved : conflict->submitted);
  if (conflict->expires == TW_DATE_NONE)
    return g_strdup_printf (_("%s is protected: registration %s, approved on %s, without an end."), conflict->partner,
                            conflict->external_id, approved);
  expires = tw_date_format (conflict->expires);
  /* Translators: partner, external id of the registration, two dates */
  return g_strdup_printf (_("%s is protected: registration %s, approved on %s, until %s."), conflict->partner,
                          conflict->external_id, approved, expires);
}

TwProtection
tw_protection_on (const char *status,
                  TwDate      expires,
                  TwDate      closed,
                  TwDate      date,
                  int         warning,
                  int        *days)
{
  if (days != NULL)
    *days = 0;
  if (g_strcmp0 (status, "submitted") == 0)
    return TW_PROTECTION_WAITING;
  if (g_strcmp0 (status, "expired") == 0)
    return TW_PROTECTION_EXPIRED;
  if (g_strcmp0 (status, "approved") != 0 || (closed != TW_DATE_NONE && closed <= date))
    return TW_PROTECTION_NONE;
  if (expires == TW_DATE_NONE)
    return TW_PROTECTION_LIVE;
  if (expires < date)
    return TW_PROTECTION_EXPIRED;
  if (days != NULL)
    *days = expires - date;
  return expires - date <= warning ? TW_PROTECTION_ENDING : TW_PROTECTION_LIVE;
}

/* Decisions ------------------------------------------------------------------------------------ */

static TwDate
row_date (TwRow      *row,
          const char *field)
{
  const TwCell *cell = tw_row_get (row, field);

  return cell->kind == TW_CELL_NUMBER ? (TwDate) cell->number : TW_DATE_NONE;
}

static gint64
row_number (TwRow      *row,
            const char *field)
{
  const TwCell *cell = tw_row_get (row, field);

  return cell->kind == TW_CELL_NUMBER ? cell->number : 0;
}

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

static TwRow *
read_row (TwWorkspace  *workspace,
          gint64        id,
          GError      **error)
{
  return tw_row_read (workspace, tw_entity_find ("registration"), id, error);
}

static const char *
name_of (TwRow *row)
{
  return tw_row_get (row, "external_id")->text;
}

static gboolean
refuse_status (TwRow       *row,
               const char  *message,
               GError     **error)
{
  const TwField *field = tw_entity_get_field (tw_row_get_entity (row), "status");

  g_set_error (error, TW_ERROR, TW_ERROR_REFUSED, message, name_of (row),
               tw_field_get_choice_label (field, tw_row_get (row, "status")->text));
  return FALSE;
}

static gboolean
has_status (TwRow      *row,
            const char *status)
{
  return g_strcmp0 (tw_row_get (row, "status")->text, status) == 0;
}

static gboolean
refuse_conflict (TwWorkspace  *workspace,
                 TwRow        *row,
                 TwDate        date,
                 GError      **error)
{
  TwClaim claim = { .id = tw_row_get_id (row), .partner = row_number (row, "partner"),
                    .customer = row_number (row, "customer"), .product = row_number (row, "product"),
                    .category = row_number (row, "category"), .date = date };
  g_autoptr (GPtrArray) conflicts = tw_registration_find_conflicts (workspace, &claim, error);
  g_autofree char *first = NULL;

  if (conflicts == NULL)
    return FALSE;
  if (conflicts->len == 0)
    return TRUE;
  first = tw_conflict_describe (conflicts->pdata[0]);
  g_set_error (error, TW_ERROR, TW_ERROR_CONFLICT,
               /* Translators: external id of the registration, then the sentence about the other one */
               _("Registration %s can't be approved. %s Reject one of the two."), name_of (row), first);
  return FALSE;
}

gboolean
tw_registration_approve (TwWorkspace  *workspace,
                         gint64        id,
                         TwDate        date,
                         GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;
  gint64 days;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = read_row (workspace, id, error);
  if (row == NULL)
    return FALSE;
  if (!has_status (row, "submitted"))
    /* Translators: external id and status of a registration */
    return refuse_status (row, _("Registration %s doesn't wait for a decision: it is %s."), error);
  if (date < row_date (row, "submitted"))
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("Registration %s can't be approved before it was submitted. Choose a later day."), name_of (row));
      return FALSE;
    }
  if (!refuse_conflict (workspace, row, date, error))
    return FALSE;
  days = tw_setting_get_int (workspace, TW_REGISTRATION_DAYS, TW_REGISTRATION_DAYS_INITIAL);
  label = g_strdup_printf (_("Approved registration %s"), name_of (row));
  return tw_row_set_text (row, "status", "approved", error) && set_number (row, "approved", date, error)
         && set_number (row, "expires", date + days, error) && tw_row_save (row, label, error);
}

gboolean
tw_registration_reject (TwWorkspace  *workspace,
                        gint64        id,
                        TwDate        date,
                        const char   *reason,
                        GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = read_row (workspace, id, error);
  if (row == NULL)
    return FALSE;
  if (!has_status (row, "submitted") && !has_status (row, "approved"))
    return refuse_status (row, _("Registration %s can't be rejected: it is %s."), error);
  stripped = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  if (*stripped == '\0')
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   _("Registration %s wasn't rejected. Enter the reason that the partner is told."), name_of (row));
      return FALSE;
    }
  label = g_strdup_printf (_("Rejected registration %s"), name_of (row));
  return tw_row_set_text (row, "status", "rejected", error) && set_number (row, "closed", date, error)
         && tw_row_set_text (row, "reason", stripped, error) && tw_row_save (row, label, error);
}

gboolean
tw_registration_extend (TwWorkspace  *workspace,
                        gint64        id,
                        TwDate        date,
                        GError      **error)
{
  g_autoptr (TwRow) row = NULL;
  g_autofree char *label = NULL;
  gint64 done, allowed, days;
  TwDate expires;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), FALSE);

  row = read_row (workspace, id, error);
  if (row == NULL)
    return FALSE;
  if (!has_status (row, "approved"))
    return refuse_status (row, _("Registration %s can't be extended: it is %s."), error);
  expires = row_date (row, "expires");
  if (expires == TW_DATE_NONE || expires < date)
    {
      g_autofree char *text = expires != TW_DATE_NONE ? tw_date_format (expires) : g_strdup (_("never"));

      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   /* Translators: external id of a registration, a date */
                   _("Registration %s can only be extended before it expires (%s). Register the deal again."),
                   name_of (row), text);
      return FALSE;
    }
  done = row_number (row, "extensions");
  allowed = tw_setting_get_int (workspace, TW_REGISTRATION_MAX_EXTENSIONS, TW_REGISTRATION_MAX_EXTENSIONS_INITIAL);
  if (done >= allowed)
    {
      g_set_error (error, TW_ERROR, TW_ERROR_REFUSED,
                   ngettext ("Registration %s was extended once already, and the workspace allows no more. "
                             "Register the deal anew.",
                             "Registration %s was extended %d times already, and the workspace allows no more.", (gulong) done),
                   name_of (row), (int) done);
      return FALSE;
    }
  days = tw_setting_get_int (workspace, TW_REGISTRATION_EXTENSION, TW_REGISTRATION_EXTENSION_INITIAL);
  label = g_strdup_printf (_("Extended registration %s"), name_of (row));
  return set_number (row, "expires", expires + days, error) && set_number (row, "extensions", done + 1, error)
         && tw_row_save (row, label, error);
}
