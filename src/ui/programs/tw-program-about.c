/* tw-program-about.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-parts.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "tw-program-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
tw_program_parts_text (TwProgramParts *parts,
                       const char     *path)
{
  JsonNode *node = tw_program_text_lookup (tw_program_document_get_root (parts->document), path);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

GtkWidget *
tw_program_parts_entry (TwProgramParts *parts,
                        const char     *path,
                        const char     *name)
{
  const char *literal = tw_program_parts_text (parts, path);
  GtkWidget *entry;

  /* A name stands where a number may stand too, and is not for this entry. */
  if (literal == NULL || strpbrk (literal, "0123456789") == NULL ||
      strcspn (literal, "0123456789-.") != 0)
    return NULL;

  entry = tw_formula_entry_new_literal (path, literal, name, parts->editable ? parts->func : NULL,
                                parts->user_data);
  g_hash_table_replace (parts->places, g_strdup (path), entry);

  return entry;
}

static void
add_text (TwProgramParts *parts,
          GtkWidget      *list,
          const char     *title,
          const char     *path)
{
  const char *text = tw_program_parts_text (parts, path);

  if (text != NULL && *text != '\0')
    tw_reading_page_add_row (list, title, text, NULL);
}

static void
add_literal (TwProgramParts *parts,
             GtkWidget      *list,
             const char     *title,
             const char     *path)
{
  GtkWidget *entry = tw_program_parts_entry (parts, path, title);
  GtkWidget *row;

  if (entry == NULL)
    return;

  row = tw_reading_page_add_row (list, title, NULL, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
}

static const char *
get_partner_type (const char *key)
{
  const TwEntity *entity = tw_entity_find ("program");

  return tw_field_get_choice_label (tw_entity_get_field (entity, "partner_type"), key);
}

static void
add_identity (TwProgramParts *parts,
              GtkWidget      *box)
{
  const TwProgramVersion *version = parts->version;
  GtkWidget *list = tw_reading_page_add_group (box, _("Program"));
  const char *type = get_partner_type (version->partner_type);

  tw_reading_page_add_row (list, _("Partner Type"), NULL,
                           type != NULL ? type : version->partner_type);
  tw_reading_page_add_row (list, _("Currency"), NULL, version->currency);
  add_text (parts, list, _("Notes"), "/notes");
}

static void
add_validity (TwProgramParts *parts,
              GtkWidget      *box)
{
  const TwProgramVersion *version = parts->version;
  GtkWidget *list = tw_reading_page_add_group (box, _("Validity"));

  add_literal (parts, list, _("First Day"), "/effective_from");
  add_literal (parts, list, _("Last Day"), "/effective_to");

  if (tw_program_parts_text (parts, "/effective_to") == NULL)
    {
      g_autofree char *last = version->valid_to != TW_DATE_NONE
                                  ? tw_format_date (version->valid_to - 1)
                                  : g_strdup (_("Open"));

      tw_reading_page_add_row (list, _("Last Day"), NULL, last);
    }

  if (version->published_by != NULL && version->published_at != NULL)
    {
      g_autofree char *day = g_strndup (version->published_at, 10);
      g_autofree char *date = tw_format_plain (TW_FIELD_DATE, day);

      tw_reading_page_add_row (list, _("Published By"), date, version->published_by);
    }
}

static const char *
get_unit (TwCalendarUnit unit)
{
  static const char *names[] = { N_("Month"), N_("Quarter"), N_("Half-year"), N_("Year"),
                                 N_("Custom period") };

  return _(names[MIN ((guint) unit, G_N_ELEMENTS (names) - 1)]);
}

static const char *
get_negative (TwNegative negative)
{
  switch (negative)
    {
    case TW_NEGATIVE_INVOICE:
      return _("Is invoiced to the partner");

    case TW_NEGATIVE_ZERO:
      return _("Is forgiven");

    case TW_NEGATIVE_CARRY:
    default:
      return _("Is carried to the next period");
    }
}

static void
add_payment (TwProgramParts *parts,
             GtkWidget      *box)
{
  const TwProgram *program = tw_program_document_get_program (parts->document);
  const TwPayment *payment = &program->payment;
  GtkWidget *list = tw_reading_page_add_group (box, _("Payment"));

  tw_reading_page_add_row (list, _("Paid Per"), NULL,
                           get_unit (payment->has_per ? payment->per : TW_CALENDAR_QUARTER));
  add_literal (parts, list, _("Minimum Payment"), "/payment/minimum");
  if (payment->minimum != NULL)
    tw_reading_page_add_row (
        list, _("Less Than the Minimum"),
        payment->forgive ? _("Is forgiven") : _("Is carried to the next period"), NULL);
  tw_reading_page_add_row (list, _("Negative Balance"), get_negative (payment->negative), NULL);
}

GtkWidget *
tw_program_parts_about (TwProgramParts *parts)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  add_identity (parts, box);
  add_validity (parts, box);
  add_payment (parts, box);

  return box;
}
