/* tw-check-elements.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-design-check-private.h"

#include <glib/gi18n-lib.h>

/* CHK-13: of the seven elements of a vendor program, which is promised to nobody, which nobody answers for, and which no
 * partner ever got. */

typedef struct
{
  guint       n_benefits;
  gboolean    owned;      /* one of its benefits says who answers for it */
  const char *path;       /* of its first benefit */
} Element;

static void
mark_elements (const TwBenefit *benefits,
               guint            n,
               Element         *elements,
               gboolean        *any_owner)
{
  for (guint i = 0; i < n; i++)
    {
      TwIsvElement element = tw_benefit_kind_get_element (benefits[i].kind);

      if (element == TW_ELEMENT_NONE)
        continue;
      if (elements[element].n_benefits++ == 0)
        elements[element].path = benefits[i].path;
      elements[element].owned |= benefits[i].owner != NULL;
      *any_owner |= benefits[i].owner != NULL;
    }
}

/* Where it shows that a partner got an element, and what a row of it must say. */
static const struct
{
  const char *table;
  const char *field;
  const char *is;      /* NULL: anything */
} proofs[TW_N_ISV_ELEMENTS] = {
  [TW_ELEMENT_API] = { "integration", "api_version", NULL },
  [TW_ELEMENT_LISTING] = { "marketplace_listing", "live", NULL },
  [TW_ELEMENT_CERTIFICATION] = { "integration", "status", "certified" },
  [TW_ELEMENT_CO_SELL] = { "cosell_engagement", "requested", NULL },
  [TW_ELEMENT_CO_MARKETING] = { "fund_request", "scope", "joint_solution" },
  [TW_ELEMENT_ANALYTICS] = { "partner_pack", "kind", "ecosystem_data" },
  [TW_ELEMENT_ROADMAP] = { "api_notice", "sent", NULL },
};

/* The partner that a row of a register is about; a notice is about its integration's. */
static gint64
partner_of (TwCheckRun         *run,
            const TwCheckTable *table,
            gsize               row)
{
  const TwCheckTable *integrations = tw_run_table (run, "integration");
  gsize at;

  if (tw_entity_get_field (table->entity, "partner") != NULL)
    return tw_cells_int (table, row, "partner");

  return tw_cells_find (integrations, tw_cells_int (table, row, "integration"), &at)
           ? tw_cells_int (integrations, at, "partner") : TW_COLUMN_NULL;
}

/* Whether any of the program's partners got it. A register without a row tells nothing, so it counts as got. */
static gboolean
is_shown (TwCheckRun   *run,
          TwIsvElement  element)
{
  const TwCheckTable *table = tw_run_table (run, proofs[element].table);

  for (gsize i = 0; i < table->n; i++)
    if (tw_run_is_member (run, partner_of (run, table, i)) &&
        (proofs[element].is != NULL ? tw_cells_is (table, i, proofs[element].field, proofs[element].is)
                                    : tw_cells_has (table, i, proofs[element].field)))
      return TRUE;

  return table->n == 0;
}

static void
ask_missing (TwCheckRun    *run,
             const Element *elements)
{
  TwCheckResult *result;
  guint n = 0;

  for (guint i = 0; i < TW_N_ISV_ELEMENTS; i++)
    n += elements[i].n_benefits == 0;
  if (n == 0)
    return;
  result = tw_run_found (run, TW_SEVERITY_WARNING, "/tiers",
                         g_dngettext (GETTEXT_PACKAGE, "%u of the seven elements of a vendor program has no benefit.",
                                      "%u of the seven elements of a vendor program have no benefit.", n), n);
  for (guint i = 0; i < TW_N_ISV_ELEMENTS; i++)
    if (elements[i].n_benefits == 0)
      tw_check_evidence_at (result, "/tiers", tw_isv_element_get_label ((TwIsvElement) i), NULL);
}

/* Only where the program says of one benefit who answers for it: else nobody recorded owners. */
static void
ask_owners (TwCheckRun    *run,
            const Element *elements)
{
  for (guint i = 0; i < TW_N_ISV_ELEMENTS; i++)
    if (elements[i].n_benefits > 0 && !elements[i].owned)
      {
        TwCheckResult *result = tw_run_found (run, TW_SEVERITY_WARNING, elements[i].path, _("Nobody answers for “%s”."),
                                              tw_isv_element_get_label ((TwIsvElement) i));

        tw_check_evidence_at (result, elements[i].path, tw_isv_element_get_label ((TwIsvElement) i), NULL);
      }
}

static void
ask_evidence (TwCheckRun    *run,
              const Element *elements)
{
  for (guint i = 0; i < TW_N_ISV_ELEMENTS; i++)
    if (elements[i].n_benefits > 0 && !is_shown (run, (TwIsvElement) i))
      {
        const TwEntity *entity = tw_entity_find (proofs[i].table);
        g_autofree char *records = g_utf8_strdown (tw_entity_get_label (entity, TRUE), -1);
        TwCheckResult *result =
            /* Translators: %1$s is an element of a program: “Co-marketing”, %2$s a list of records: “marketing fund requests”. */
            tw_run_found (run, TW_SEVERITY_WARNING, elements[i].path,
                          _("“%1$s” is promised, and the %2$s show no partner of the program that got it."),
                          tw_isv_element_get_label ((TwIsvElement) i), records);

        tw_check_evidence_at (result, elements[i].path, tw_isv_element_get_label ((TwIsvElement) i), NULL);
      }
}

void
tw_ask_elements (TwCheckRun *run)
{
  const TwProgramDesign *design = tw_program_document_get_design (run->document);
  Element elements[TW_N_ISV_ELEMENTS] = { { 0 } };
  gboolean any_owner = FALSE;

  mark_elements (design->benefits, design->n_benefits, elements, &any_owner);
  for (guint i = 0; i < design->n_tiers; i++)
    mark_elements (design->tiers[i].benefits, design->tiers[i].n_benefits, elements, &any_owner);
  ask_missing (run, elements);
  if (any_owner)
    ask_owners (run, elements);
  if ((run->input->depth & TW_CHECK_ROWS) != 0 && tw_run_n_members (run) > 0)
    ask_evidence (run, elements);
}
