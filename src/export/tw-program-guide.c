/* tw-program-guide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-export"

#include "config.h"

#include "tw-program-guide.h"

#include "tw-decimal.h"
#include "tw-error.h"
#include "tw-program-describe.h"
#include "tw-program-version.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* ---- what the guide is of ---- */

/* What isn't confirmed yet comes from a template; a partner doesn't see that, but a guide of such a version is a
 * draft's in any case. */
static gboolean
read_version (TwProgramGuide  *self,
              TwWorkspace     *workspace,
              gint64           version,
              GError         **error)
{
  g_autoptr (GPtrArray) versions = tw_program_versions_list (workspace, error);

  if (versions == NULL)
    return FALSE;
  for (guint i = 0; i < versions->len; i++)
    {
      const TwProgramVersion *one = versions->pdata[i];

      if (one->id != version)
        continue;
      self->number = one->number;
      self->draft = g_strcmp0 (one->state, "draft") == 0 || g_strcmp0 (one->state, "in_review") == 0;
      self->from = one->valid_from;
      /* What doesn't change any more has one guide, whenever it is made. */
      self->now = one->published_at != NULL ? g_strdup (one->published_at) : tw_workspace_now (workspace);
      self->to = one->valid_to == TW_DATE_NONE || one->valid_to > TW_DATE_MAX ? TW_DATE_NONE : one->valid_to - 1;
    }

  return TRUE;
}

TwProgramGuide *
tw_program_guide_new (TwWorkspace  *workspace,
                      gint64        version,
                      GError      **error)
{
  g_autoptr (TwProgramGuide) self = g_new0 (TwProgramGuide, 1);

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace), NULL);

  self->examples = g_ptr_array_new_with_free_func ((GDestroyNotify) tw_payout_examples_free);
  self->document = tw_program_version_load (workspace, version, NULL, error);
  if (self->document == NULL || !read_version (self, workspace, version, error))
    return NULL;
  self->program = tw_program_document_get_program (self->document);
  self->design = tw_program_document_get_design (self->document);
  for (guint i = 0; i < self->program->n_rules; i++)
    g_ptr_array_add (self->examples, tw_payout_examples_new (self->document, i));

  return g_steal_pointer (&self);
}

void
tw_program_guide_free (TwProgramGuide *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, tw_program_document_unref);
  g_ptr_array_unref (self->examples);
  g_free (self->now);
  g_free (self);
}

gboolean
tw_program_guide_write (const TwProgramGuide  *self,
                        TwPaper                paper,
                        const char            *path,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (g_str_has_suffix (path, ".pdf"))
    return tw_program_guide_pdf (self, paper, path, cancellable, error);
  if (g_str_has_suffix (path, ".xlsx"))
    return tw_program_guide_xlsx (self, path, cancellable, error);
  g_set_error (error, TW_ERROR, TW_ERROR_USAGE,
               _("“%s” was not written. A guide is exported as .pdf or .xlsx: give the file one of these endings."),
               path);

  return FALSE;
}

/* ---- numbers ---- */

char *
tw_program_guide_amount (const TwProgramGuide *self,
                         gint64                minor)
{
  g_autofree char *plain = tw_decimal_format (minor, self->program->currency_digits);

  return tw_decimal_group (plain);
}

char *
tw_program_guide_quantity (const TwProgramGuide *self,
                           gint64                value,
                           TwValueType           type,
                           gboolean              percent)
{
  g_autofree char *plain = NULL;

  if (type == TW_VALUE_MONEY)
    return tw_program_guide_amount (self, value);
  if (percent)
    return tw_rate_format (value);
  plain = tw_decimal_format_trim (value, TW_MILLIONTHS_DIGITS);

  return tw_decimal_group (plain);
}

char *
tw_program_guide_bound (const TwProgramGuide *self,
                        guint                 rule,
                        guint                 band)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  const TwRule *of = &self->program->rules[rule];
  TwValueType type = of->qualifier != NULL ? of->qualifier->type : of->counts->type;

  if (!of->table->bands[band].has_from)
    return NULL;
  for (guint i = 0; examples->problem == NULL && i < examples->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);

      if (point->edge == (int) band && (point->kind == TW_POINT_AT || (band == 0 && point->qualifier == 0)))
        return tw_program_guide_quantity (self, point->qualifier, examples->qualifier_type, examples->percent);
    }

  return tw_program_describe_literal (self->program, of->table->bands[band].from, type);
}

char *
tw_program_guide_band_pay (const TwProgramGuide *self,
                           guint                 rule,
                           guint                 variant,
                           guint                 band)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  const TwPayoutVariant *of = examples->variants->pdata[variant];
  GString *text = g_string_new (of->rates[band]);

  if (of->prices[band][0] != '\0')
    {
      g_autofree char *each = strstr (of->prices[band], self->program->currency) != NULL
                                  ? g_strdup_printf (_("%s each"), of->prices[band])
                                  : g_strdup_printf (_("%1$s %2$s each"), of->prices[band], self->program->currency);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", each);
    }
  if (of->flats[band][0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "", of->flats[band]);
  if (text->len == 0)
    g_string_append (text, _("nothing"));

  return g_string_free (text, FALSE);
}

const char *
tw_program_guide_place (const TwPayoutPoint *point)
{
  switch (point->kind)
    {
    case TW_POINT_BELOW:
      return point->edge < 0 ? _("Just below the limit") : _("Just below");
    case TW_POINT_AT:
      return _("At the bound");
    case TW_POINT_CAP:
      return _("At the limit");
    case TW_POINT_INSIDE:
    case TW_POINT_CURVE:
    default:
      return point->edge < 0 ? "" : _("Within");
    }
}

/* ---- the curve ---- */

static char *
format_axis (double   value,
             double   step,
             gpointer data)
{
  g_autofree char *plain = g_strdup_printf ("%.*f", step > 0 && step < 1 ? (int) ceil (-log10 (step)) : 0, value);

  for (char *p = plain; *p != '\0'; p++)
    *p = *p == ',' ? '.' : *p;

  return tw_decimal_group (plain);
}

static char *
format_percent (double   value,
                double   step,
                gpointer data)
{
  return g_strdup_printf ("%.0f%%", value * 100);
}

static double
to_geometry (const TwProgramGuide *self,
             gint64                value,
             TwValueType           type)
{
  return (double) value / (type == TW_VALUE_MONEY ? pow (10, self->program->currency_digits) : TW_MILLION);
}

/* Whether an edge changes more than what lies beyond it. */
static gboolean
has_jumps (const TwRule *rule)
{
  if (rule->table->mode != TW_TABLE_MARGINAL || rule->table->cross != TW_CROSS_SPLIT)
    return TRUE;
  for (guint i = 0; i < rule->table->n_bands; i++)
    if (rule->table->bands[i].flat != NULL)
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): what an edge brings at once, or takes. */
static char *
say_jump (const TwProgramGuide   *self,
          const TwPayoutExamples *examples,
          const TwPayoutVariant  *variant,
          guint                   at)
{
  gint64 more = at > 0 ? variant->amounts[at] - variant->amounts[at - 1] : 0;
  g_autofree char *amount = tw_program_guide_amount (self, ABS (more));

  if (at == 0 || g_array_index (examples->points, TwPayoutPoint, at - 1).kind != TW_POINT_BELOW || more == 0)
    return NULL;

  return g_strconcat (more > 0 ? "+" : "\342\210\222", amount, NULL);
}

static void
add_curve (const TwProgramGuide   *self,
           const TwPayoutExamples *examples,
           const TwPayoutVariant  *variant,
           gboolean                jumps,
           TwChartSpec            *spec)
{
  guint series = tw_chart_spec_add_series (spec, variant->name != NULL ? variant->name : _("Payout"),
                                           TW_CHART_ROLE_NORMAL);

  for (guint i = 0; i < examples->points->len; i++)
    {
      const TwPayoutPoint *point = &g_array_index (examples->points, TwPayoutPoint, i);
      g_autofree char *at = tw_program_guide_quantity (self, point->qualifier, examples->qualifier_type,
                                                       examples->percent);
      g_autofree char *amount = tw_program_guide_amount (self, variant->amounts[i]);
      g_autofree char *note = jumps ? say_jump (self, examples, variant, i) : NULL;
      TwChartMark mark = TW_CHART_MARK_INIT;

      if (point->kind == TW_POINT_BELOW && !jumps)
        continue;
      mark.label = at;
      mark.text = amount;
      mark.note = note;
      mark.x = to_geometry (self, point->qualifier, examples->qualifier_type);
      mark.y = to_geometry (self, variant->amounts[i], TW_VALUE_MONEY);
      /* A step below an edge is a jump there, not a slope. */
      if (point->kind == TW_POINT_BELOW && i + 1 < examples->points->len)
        mark.x = to_geometry (self, g_array_index (examples->points, TwPayoutPoint, i + 1).qualifier,
                              examples->qualifier_type);
      tw_chart_spec_add_mark (spec, series, &mark);
    }
}

TwChartSpec *
tw_program_guide_chart (const TwProgramGuide *self,
                        guint                 rule)
{
  const TwPayoutExamples *examples = self->examples->pdata[rule];
  TwChartAxis x = TW_CHART_AXIS_INIT;
  TwChartAxis y = TW_CHART_AXIS_INIT;
  g_autofree char *measure = NULL;
  TwChartSpec *spec;

  g_return_val_if_fail (rule < self->program->n_rules, NULL);

  if (examples->problem != NULL || examples->points->len < 2)
    return NULL;
  measure = tw_program_guide_measure (self, rule, TRUE);
  spec = tw_chart_spec_new (TW_CHART_PAYOUT, self->program->rules[rule].id, self->program->rules[rule].name);
  x.title = measure;
  x.unit = examples->qualifier_type == TW_VALUE_MONEY ? self->program->currency : NULL;
  x.format = examples->percent ? format_percent : format_axis;
  y.title = self->program->rules[rule].charge ? _("Charge") : _("Payout");
  y.unit = self->program->currency;
  y.format = format_axis;
  tw_chart_spec_set_axis (spec, TW_CHART_X, &x);
  tw_chart_spec_set_axis (spec, TW_CHART_Y, &y);
  for (guint i = 0; i < examples->variants->len; i++)
    add_curve (self, examples, examples->variants->pdata[i], has_jumps (&self->program->rules[rule]), spec);

  return spec;
}
