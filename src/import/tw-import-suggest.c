/* tw-import-suggest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the names and the contents of columns suggest. A suggestion is marked as one until a person
 * has seen it; none of them changes a value. */

#define G_LOG_DOMAIN "tw-import"

#include "config.h"

#include "tw-currency.h"
#include "tw-import-mapping.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* Headings as small letters and digits only, the likeliest first. @entity NULL: in every entity. */
static const struct
{
  const char *entity;
  const char *field;
  const char *headings;
} synonyms[] = {
  { NULL, "external_id", "externalid id" },
  { NULL, "amount",
    "salesamount netamount amount netrevenue revenue linetotal totalamount total extendedamount "
    "closevalue dealvalue invoiceamount mrramount betrag umsatz montant" },
  { NULL, "currency", "currency currencycode curr isocurrency waehrung wahrung devise" },
  { NULL, "units", "units orderquantity quantity orderqty qty unitssold menge quantite" },
  { NULL, "unit_price", "unitprice priceperunit netprice" },
  { NULL, "cost", "totalproductcost totalcost cost cogs" },
  { NULL, "list", "listamount atlistprice grossamount" },
  { NULL, "margin", "margin grossmargin grossprofit" },
  { NULL, "date", "orderdate date saledate salesdate transactiondate invoicedate datum" },
  { NULL, "invoiced", "invoiced invoicedate invoicedon billingdate" },
  { NULL, "booked", "booked bookingdate bookeddate" },
  { NULL, "delivered", "delivered deliverydate shipdate shippeddate" },
  { NULL, "collected", "collected collecteddate paymentdate paiddate" },
  { NULL, "received", "received receiveddate" },
  { NULL, "start", "start startdate" },
  { NULL, "end", "end enddate" },
  { NULL, "order_ref",
    "orderref salesordernumber ordernumber orderno orderid order invoicenumber invoiceno invoice" },
  { NULL, "deal_ref", "dealref registrationid dealregistration dealid" },
  { NULL, "subscription_ref", "subscriptionref subscriptionid" },
  { NULL, "motion", "motion saletype salestype dealtype businesskind" },
  { NULL, "reverses", "reverses refundof creditfor originalid" },
  { NULL, "replaces", "replaces corrects" },
  { NULL, "term_months", "termmonths term contractmonths" },
  { NULL, "acv", "acv annualvalue annualcontractvalue" },
  { NULL, "tcv", "tcv totalcontractvalue" },
  { NULL, "region", "region territory salesregion regionaloffice stateprovincename state area" },
  { NULL, "country", "country countryregion countrycode officelocation" },
  { NULL, "segment", "segment customersegment tier" },
  { NULL, "industry", "industry sector vertical" },
  { NULL, "email", "email emailaddress mail" },
  { NULL, "role", "role jobtitle title" },
  { NULL, "note", "note notes comment comments remark" },
  { NULL, "status", "status state" },
  { NULL, "name", "name title" },
  { NULL, "strategic", "strategic isstrategic" },
  { NULL, "list_price", "listprice salesprice retailprice price suggestedretailprice" },
  { NULL, "list_currency", "listcurrency currency" },
  { NULL, "category",
    "category productcategory englishproductcategoryname categoryname productcategoryname series "
    "family subcategory" },
  { NULL, "seats", "seats users licences licenses" },
  { NULL, "score", "score points" },
  { NULL, "share", "share split percentage sharepercent" },
  { NULL, "probability", "probability winprobability" },
  { NULL, "expires", "expires expirydate expirationdate expireson validuntil" },
  { NULL, "valid_from",
    "validfrom from startdate start effectivefrom effectivedate since enrolledon" },
  { NULL, "valid_to", "validto to enddate end effectiveto until" },
  { NULL, "tier", "tier level tiername" },
  { NULL, "level", "level tier" },
  { NULL, "awarded", "awarded awardeddate awarddate certifiedon date completed completedon" },
  { NULL, "submitted", "submitted submitteddate submittedat registeredon registrationdate date" },
  { NULL, "approved", "approved approvaldate approveddate approvedon" },
  { NULL, "reported", "reported reportdate reporteddate date" },
  { NULL, "observed", "observed observeddate usagedate startdate date" },
  { NULL, "incurred", "incurred incurreddate date" },
  { NULL, "reviewed", "reviewed revieweddate date" },
  { NULL, "period", "period date" },
  { NULL, "base", "base basecurrency from" },
  { NULL, "quote", "quote quotecurrency to currency" },
  { NULL, "rate", "rate exchangerate fxrate" },
  { NULL, "per", "per" },
  { NULL, "fact", "fact factid saleid opportunityid" },
  { NULL, "fact_kind", "factkind kind" },
  { NULL, "at", "at date" },
  { NULL, "text", "text" },
  { NULL, "type", "type" },
  { NULL, "agreement", "agreement agreementid contract contractid" },
  { NULL, "program", "program programname programme" },
  { NULL, "digits", "digits decimals minorunit" },
  { NULL, "code", "code alphabeticcode currencycode" },
  { "partner", "subtype", "subtype businesstype partnersubtype" },
  { "partner", "type", "type partnertype" },
  { "partner", "since", "since partnersince signupdate joined joindate enrolled" },
  { "partner", "parent", "parent parentid group subsidiaryof partof" },
  { "partner", "manager", "manager managerid accountmanager partnermanager" },
  { "customer", "first_purchase", "firstpurchase firstorder firstorderdate customersince" },
  { "opportunity", "created", "created createddate createdate opendate engagedate createdon" },
  { "opportunity", "closed", "closed closedate closeddate closedon" },
  { "opportunity", "stage", "stage dealstage stagename salesstage" },
  { "opportunity", "value", "value expectedvalue expectedamount amountexpected" },
  { "opportunity", "status", "status outcome dealstage stage" },
  { "certification", "name", "certification certificationname certificate name course" },
};

/* How files call what we call otherwise, each with key or id or name behind it. */
static const struct
{
  const char *entity;
  const char *nouns;
} nouns[] = {
  { "partner", "partner reseller dealer distributor isv oem integrator agency channelpartner" },
  { "product", "product item sku article artikel" },
  { "customer", "customer account client enduser endcustomer company kunde" },
  { "person", "person employee salesagent agent salesrep rep seller salesperson contact" },
  { "opportunity", "opportunity deal" },
  { "sale", "sale transaction salesline" },
  { "marketplace", "transaction sale" },
  { "registration", "registration dealregistration" },
  { "subscription", "subscription" },
  { "certification", "award certificationaward" },
  { "agreement", "agreement contract" },
};

/* Letters and digits alone, without accents: “Währung” and “Wahrung” are one heading. */
static char *
normalise (const char *heading)
{
  /* The locale "C" takes accents off and spells nothing out, wherever this runs. */
  g_autofree char *ascii = g_str_to_ascii (heading, "C");
  GString *text = g_string_new (NULL);

  for (const char *p = ascii; *p != 0; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (text, g_ascii_tolower (*p));
  return g_string_free (text, FALSE);
}

/* The place of @heading in a list of words, or -1. */
static int
word_place (const char *words,
            const char *heading)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  for (int i = 0; list[i] != NULL; i++)
    if (strcmp (list[i], heading) == 0)
      return i;
  return -1;
}

/* How well @heading names @entity: 1 an id, 2 the name, -1 not at all. */
static int
noun_rank (const char *entity,
           const char *heading)
{
  static const char *const id_words[] = { "id", "key", "code", "no", "number", "externalid" };

  for (gsize n = 0; n < G_N_ELEMENTS (nouns); n++)
    {
      g_auto (GStrv) list = NULL;

      if (strcmp (nouns[n].entity, entity) != 0)
        continue;
      list = g_strsplit (nouns[n].nouns, " ", -1);
      for (int i = 0; list[i] != NULL; i++)
        {
          if (!g_str_has_prefix (heading, list[i]))
            continue;
          for (gsize w = 0; w < G_N_ELEMENTS (id_words); w++)
            if (strcmp (heading + strlen (list[i]), id_words[w]) == 0)
              return 1;
          if (strcmp (heading + strlen (list[i]), "") == 0
              || strcmp (heading + strlen (list[i]), "name") == 0)
            return 2;
        }
    }
  return -1;
}

/* Our own words for a field: what our exports and the person's own templates say. */
static gboolean
is_own_name (const TwField *field,
             const char    *heading)
{
  g_autofree char *label = normalise (field->label);
  g_autofree char *translated = normalise (tw_field_get_label (field));
  g_autofree char *name = normalise (field->name);

  return strcmp (label, heading) == 0 || strcmp (translated, heading) == 0
         || strcmp (name, heading) == 0;
}

/* Lower is better, -1 is no match. */
static int
rank (TwImportMapping *self,
      const TwField   *field,
      const char      *heading)
{
  const char *entity = self->entity->name;
  int best = -1, noun;

  if (*heading == 0)
    return -1;
  if (is_own_name (field, heading))
    return 0;
  if (strcmp (field->name, "external_id") == 0 && noun_rank (entity, heading) == 1)
    return 1;
  if (strcmp (field->name, "name") == 0 && noun_rank (entity, heading) == 2)
    return 1;
  if (field->type == TW_FIELD_REFERENCE && field->target != NULL
      && (strcmp (field->name, field->target) == 0)
      && (noun = noun_rank (field->target, heading)) > 0)
    return noun;

  for (gsize i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (strcmp (synonyms[i].field, field->name) == 0
        && (synonyms[i].entity == NULL || strcmp (synonyms[i].entity, entity) == 0))
      {
        int place = word_place (synonyms[i].headings, heading);

        if (place >= 0 && (best < 0 || place + 1 < best))
          best = place + 1;
      }
  return best;
}

/* Whether the cells could be values of the field at all. */
static gboolean
content_fits (const TwField     *field,
              const TwCsvColumn *column)
{
  guint64 dates = column->n_iso + column->n_day_first + column->n_month_first
                  + column->n_either_order;
  guint64 numbers = column->n_integers + column->n_point + column->n_comma + column->n_either
                    + column->n_broken;

  if (column->n_filled == 0)
    return TRUE;
  switch (field->type)
    {
    case TW_FIELD_DATE:
      return dates * 2 >= column->n_filled || (strcmp (field->name, "date") == 0 && numbers == 0);
    case TW_FIELD_MONEY:
    case TW_FIELD_QUANTITY:
    case TW_FIELD_INTEGER:
    case TW_FIELD_RATE:
    case TW_FIELD_UNIT_PRICE:
    case TW_FIELD_FX_RATE:
      return numbers * 2 >= column->n_filled;
    case TW_FIELD_CURRENCY:
      return numbers == 0 && column->samples->len > 0
             && strlen (g_ptr_array_index (column->samples, 0)) == 3;
    case TW_FIELD_TEXT:
    case TW_FIELD_NOTE:
    case TW_FIELD_BOOLEAN:
    case TW_FIELD_CHOICE:
    case TW_FIELD_REFERENCE:
    case TW_FIELD_TAGS:
    case TW_FIELD_FACT:
    case TW_FIELD_TERM:
    default:
      return TRUE;
    }
}

static void
propose (TwImportField *field,
         guint          column,
         const char    *reason)
{
  g_array_append_val (field->columns, column);
  field->suggested = TRUE;
  g_free (field->reason);
  field->reason = g_strdup (reason);
}

static gboolean
is_set (const TwImportField *field)
{
  return field != NULL && (field->columns->len > 0 || field->constant != NULL);
}

/* The best unused column of each field; a column goes to the field that it names best. */
static void
suggest_by_name (TwImportMapping *self,
                 TwCsvProfile    *profile)
{
  guint n = g_strv_length (self->headings);
  g_autofree gboolean *used = g_new0 (gboolean, n);

  for (;;)
    {
      TwImportField *best_field = NULL;
      int best = -1;
      guint best_column = 0;

      for (guint f = 0; f < self->fields->len; f++)
        {
          TwImportField *field = g_ptr_array_index (self->fields, f);

          if (is_set (field))
            continue;
          for (guint c = 0; c < n; c++)
            {
              g_autofree char *heading = normalise (self->headings[c]);
              int place = used[c] ? -1 : rank (self, field->field, heading);

              if (place >= 0 && (best < 0 || place < best)
                  && (place == 0
                      || content_fits (field->field, g_ptr_array_index (profile->columns, c))))
                {
                  best = place;
                  best_field = field;
                  best_column = c;
                }
            }
        }
      if (best_field == NULL)
        break;
      propose (best_field, best_column, _("The heading says so."));
      used[best_column] = TRUE;
    }
}

static int
find_column (TwImportMapping *self,
             const char      *words)
{
  for (guint i = 0; self->headings[i] != NULL; i++)
    {
      g_autofree char *heading = normalise (self->headings[i]);

      if (word_place (words, heading) >= 0)
        return i;
    }
  return -1;
}

static gboolean
is_used (TwImportMapping *self,
         guint            column)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const TwImportField *field = g_ptr_array_index (self->fields, i);

      for (guint j = 0; j < field->columns->len; j++)
        if (g_array_index (field->columns, guint, j) == column)
          return TRUE;
    }
  return FALSE;
}

/* The first column that no field uses and whose heading ends like an identifier: `report_id`, `Beleg-Nr`; -1 without. */
static int
find_identifier (TwImportMapping *self)
{
  static const char *const endings[] = { "id", "key", "number", "no", "nr", "code", "ref" };

  for (guint i = 0; self->headings[i] != NULL; i++)
    {
      g_autofree char *heading = normalise (self->headings[i]);

      for (gsize e = 0; !is_used (self, i) && e < G_N_ELEMENTS (endings); e++)
        if (g_str_has_suffix (heading, endings[e]))
          return (int) i;
    }
  return -1;
}

/* An external id that the file doesn't have as such: the name of a register's row, the order and
 * its line or its product. The check says whether it is unique. */
static void
suggest_key (TwImportMapping *self)
{
  TwImportField *key = self->entity->key != NULL ? tw_import_mapping_get (self, self->entity->key)
                                                 : NULL;
  TwImportField *name = tw_import_mapping_get (self, "name");
  TwImportField *order = tw_import_mapping_get (self, "order_ref");
  TwImportField *product = tw_import_mapping_get (self, "product");
  int line = find_column (self, "salesorderlinenumber orderlinenumber linenumber lineno line "
                                "invoiceline orderline");

  if (key == NULL || is_set (key))
    return;

  if (!(self->entity->flags & TW_ENTITY_FACT) && name != NULL && name->columns->len > 0)
    {
      propose (key, g_array_index (name->columns, guint, 0), _("The file has names only."));
    }
  else if (order != NULL && order->columns->len > 0)
    {
      propose (key, g_array_index (order->columns, guint, 0),
               _("An order and its line are one sale."));
      if (line >= 0)
        propose (key, line, _("An order and its line are one sale."));
      else if (product != NULL && product->columns->len > 0)
        propose (key, g_array_index (product->columns, guint, 0),
                 _("An order and its product are one sale."));
    }
  else if (find_identifier (self) >= 0)
    {
      propose (key, (guint) find_identifier (self), _("The heading ends like an identifier."));
    }
}

/* The stage tells whether a deal is won or lost; every other stage is open. */
static void
suggest_status (TwImportMapping *self)
{
  TwImportField *stage = tw_import_mapping_get (self, "stage");
  TwImportField *status = tw_import_mapping_get (self, "status");
  static const char *const words[][2] = {
    { "Won", "won" }, { "Closed Won", "won" }, { "Lost", "lost" }, { "Closed Lost", "lost" },
    { TW_IMPORT_OTHERWISE, "open" },
  };

  if (strcmp (self->entity->name, "opportunity") != 0 || stage == NULL || status == NULL
      || stage->columns->len == 0 || is_set (status))
    return;

  propose (status, g_array_index (stage->columns, guint, 0), _("A stage is won, lost or open."));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    tw_import_mapping_map_value (self, "status", words[i][0], words[i][1], NULL);
}

/* An unused column of which every cell seen is the code of a currency, whatever it is called; -1 without. */
static int
find_currency (TwImportMapping *self,
               TwCsvProfile    *profile)
{
  for (guint i = 0; self->headings[i] != NULL && i < profile->columns->len; i++)
    {
      const TwCsvColumn *column = g_ptr_array_index (profile->columns, i);
      guint codes = 0;

      for (guint j = 0; j < column->samples->len; j++)
        codes += tw_currency_digits (g_ptr_array_index (column->samples, j)) >= 0;
      if (codes > 0 && codes == column->samples->len && !is_used (self, i))
        return (int) i;
    }
  return -1;
}

/* Amounts without a currency column are in the workspace's own currency: shown, so that it can be
 * changed. */
static void
suggest_currency (TwImportMapping *self,
                  TwCsvProfile    *profile,
                  const char      *currency)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      TwImportField *field = g_ptr_array_index (self->fields, i);
      TwImportField *code;

      if (field->field->currency == NULL || field->columns->len == 0
          || field->field->type == TW_FIELD_TERM)
        continue;
      code = tw_import_mapping_get (self, field->field->currency);
      if (code == NULL || is_set (code))
        continue;
      if (find_currency (self, profile) >= 0)
        {
          propose (code, (guint) find_currency (self, profile), _("Its values are currencies."));
          continue;
        }
      code->constant = g_strdup (currency);
      code->suggested = TRUE;
      code->reason = g_strdup (_("The file names no currency; this is the workspace's."));
    }
}

/* A table of rates with a column per currency: three of them are enough to know it. */
static void
suggest_unpivot (TwImportMapping *self)
{
  guint codes = 0;

  if (strcmp (self->entity->name, "fx_rate") != 0)
    return;
  for (guint i = 0; self->headings[i] != NULL; i++)
    {
      const char *h = self->headings[i];

      codes += strlen (h) == 3 && g_ascii_isupper (h[0]) && g_ascii_isupper (h[1])
               && g_ascii_isupper (h[2]);
    }
  self->unpivot = codes >= 3;
}

/**
 * tw_import_mapping_suggest:
 * @self: a mapping
 * @profile: the file
 * @currency: the workspace's currency
 *
 * Fills in what is not set and what names and contents of the columns suggest, marked as
 * suggestions.
 */
void
tw_import_mapping_suggest (TwImportMapping *self,
                           TwCsvProfile    *profile,
                           const char      *currency)
{
  suggest_unpivot (self);
  suggest_by_name (self, profile);
  suggest_key (self);
  suggest_status (self);
  suggest_currency (self, profile, currency);
}
