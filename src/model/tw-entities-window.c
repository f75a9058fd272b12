/* tw-entities-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What people keep in the window. */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-entities-private.h"

#include <glib/gi18n-lib.h>

static const TwChoice pin_kinds[] = {
  { "chart", N_("Chart") },
  { "figure", N_("Key figure") },
  { NULL, NULL },
};

static const TwField pin_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_REQUIRED),
  TW_FIELD ("kind", N_("Kind"), CHOICE, .flags = TW_FIELD_REQUIRED, .choices = pin_kinds, .initial = "chart"),
  TW_FIELD ("parameters", N_("Filters"), NOTE),
  TW_FIELD ("position", N_("Position"), INTEGER, .flags = TW_FIELD_REQUIRED | TW_FIELD_MINOR, .initial = "0"),
};

const TwEntity tw_entity_pin = {
  .name = "pin", .kind = "pins",
  .label = N_("Pin"), .label_plural = N_("Pins"),
  .table = "pin", .title = "name", .order = "position",
  TW_N (pin_fields),
};

/* --- what the overview counts, and the lists behind it --- */

static const TwChoice expiring_kinds[] = {
  { "certification", N_("Certification") },
  { "agreement", N_("Agreement") },
  { "registration", N_("Deal registration") },
  { "listing", N_("Listing or accreditation") },
  { NULL, NULL },
};

static const TwField expiring_fields[] = {
  TW_FIELD ("name", N_("Name"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("kind", N_("Kind"), CHOICE, .choices = expiring_kinds),
  TW_REFERENCE ("partner", N_("Partner"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("person", N_("Person"), .flags = TW_FIELD_SEARCHED),
  TW_REFERENCE ("customer", N_("Customer"), .flags = TW_FIELD_SEARCHED | TW_FIELD_MINOR),
  TW_FIELD ("expires", N_("Expires"), DATE),
  TW_FIELD ("amount", N_("Amount"), MONEY, .currency = "currency", .flags = TW_FIELD_SUMMED),
  TW_FIELD ("currency", N_("Currency"), TEXT, .flags = TW_FIELD_MINOR),
};

/* What ends by itself and was not renewed. An award that a later one of the same person continues, and what was
 * corrected or taken back, is left out. The day is the last one on which it holds. */
const TwEntity tw_entity_expiring = {
  .name = "expiring", .kind = "expiring",
  .label = N_("Expiring document"), .label_plural = N_("Expiring documents"),
  .query = "SELECT c.id * 4 AS id, c.name, 'certification' AS kind, c.partner, c.person, c.customer, c.expires, "
           "NULL AS amount, NULL AS currency FROM certification AS c WHERE c.expires IS NOT NULL AND c.reverses IS NULL "
           "AND NOT EXISTS (SELECT 1 FROM certification AS n WHERE n.partner = c.partner AND n.person IS c.person "
           "AND n.name = c.name AND n.level IS c.level AND n.id <> c.id AND n.reverses IS NULL "
           "AND (n.expires IS NULL OR n.expires > c.expires)) "
           "AND NOT EXISTS (SELECT 1 FROM certification AS r WHERE r.replaces = c.external_id) "
           "UNION ALL SELECT a.id * 4 + 1, a.external_id, 'agreement', a.partner, NULL, NULL, "
           "date (a.valid_to, '-1 day'), NULL, NULL FROM agreement AS a WHERE a.valid_to IS NOT NULL "
           "AND NOT EXISTS (SELECT 1 FROM agreement AS n WHERE n.partner = a.partner AND n.program IS a.program "
           "AND n.id <> a.id AND n.valid_from >= a.valid_from AND (n.valid_to IS NULL OR n.valid_to > a.valid_to)) "
           "UNION ALL SELECT r.id * 4 + 2, coalesce (r.deal_ref, r.external_id), 'registration', r.partner, r.person, "
           "r.customer, r.expires, r.amount, r.currency FROM registration AS r WHERE r.status = 'approved' "
           "AND r.expires IS NOT NULL AND NOT EXISTS (SELECT 1 FROM registration AS n WHERE n.replaces = r.external_id) "
           "UNION ALL SELECT e.id * 4 + 3, coalesce (e.name, e.external_id), 'listing', e.partner, e.person, e.customer, "
           "e.expires, NULL, NULL FROM event AS e WHERE (e.kind = 'listing' OR e.kind = 'accreditation') "
           "AND e.expires IS NOT NULL AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM event AS n "
           "WHERE n.partner = e.partner AND n.kind = e.kind AND n.name IS e.name AND n.product IS e.product "
           "AND n.id <> e.id AND (n.expires IS NULL OR n.expires > e.expires))",
  .title = "name", .order = "expires",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (expiring_fields),
};

static const TwField reject_fields[] = {
  TW_FIELD ("file_name", N_("File"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("row", N_("Row"), INTEGER),
  TW_FIELD ("field", N_("Column"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("value", N_("Value"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("reason", N_("Reason"), TEXT, .flags = TW_FIELD_SEARCHED),
  TW_FIELD ("kind", N_("Kind"), TEXT),
  TW_FIELD ("imported_at", N_("Imported"), TEXT, .flags = TW_FIELD_MOMENT),
  TW_FIELD ("imported_by", N_("By"), TEXT, .flags = TW_FIELD_MINOR),
  TW_FIELD ("raw", N_("Row as It Was"), TEXT, .flags = TW_FIELD_MINOR),
};

/* Of imports that stand and that no later import of the same file settled. */
const TwEntity tw_entity_reject = {
  .name = "reject", .kind = "rejects",
  .label = N_("Rejected row"), .label_plural = N_("Rejected rows"),
  .query = "SELECT j.id, b.file_name, j.row, j.field, j.value, j.reason, b.kind, b.imported_at, b.imported_by, j.raw "
           "FROM reject AS j JOIN batch AS b ON b.id = j.batch WHERE b.undone = 0 "
           "AND NOT EXISTS (SELECT 1 FROM batch AS n WHERE n.id > b.id AND n.undone = 0 AND n.kind = b.kind "
           "AND n.file_name = b.file_name)",
  .title = "file_name",
  .flags = TW_ENTITY_READ_ONLY,
  TW_N (reject_fields),
};
