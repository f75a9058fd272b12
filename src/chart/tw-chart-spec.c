/* tw-chart-spec.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-chart"

#include "config.h"

#include "tw-chart-spec-private.h"

G_DEFINE_BOXED_TYPE (TwChartSpec, tw_chart_spec, tw_chart_spec_ref, tw_chart_spec_unref)

static void
series_free (gpointer data)
{
  TwChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->marks);
  g_clear_pointer (&series->owner, tw_chart_spec_unref);
  g_free (series);
}

static void
axis_clear (TwChartSpecAxis *axis)
{
  if (axis->axis.destroy != NULL)
    axis->axis.destroy (axis->axis.user_data);

  g_free ((char *) axis->axis.title);
  g_free ((char *) axis->axis.unit);
  g_clear_pointer (&axis->categories, g_strfreev);
  axis->axis = (TwChartAxis) TW_CHART_AXIS_INIT;
}

/* Words of marks live as long as the spec; ids and labels repeat, so they are stored once. */
static const char *
keep (TwChartSpec *spec,
      const char  *text)
{
  return text != NULL ? g_string_chunk_insert_const (spec->words, text) : NULL;
}

TwChartSpec *
tw_chart_spec_new (TwChartKind  kind,
                   const char  *id,
                   const char  *title)
{
  TwChartSpec *spec;

  g_return_val_if_fail (kind < TW_CHART_N_KINDS, NULL);
  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  spec = g_new0 (TwChartSpec, 1);
  g_atomic_ref_count_init (&spec->ref_count);
  spec->kind = kind;
  spec->n = -1;
  spec->id = g_strdup (id);
  spec->texts[TW_CHART_TEXT_TITLE] = g_strdup (title);
  for (guint i = 0; i < TW_CHART_N_AXES; i++)
    {
      spec->axes[i].axis = (TwChartAxis) TW_CHART_AXIS_INIT;
      spec->axes[i].ticks = g_array_new (FALSE, FALSE, sizeof (TwChartTick));
    }
  spec->series = g_ptr_array_new_with_free_func (series_free);
  spec->references = g_array_new (FALSE, FALSE, sizeof (TwChartReference));
  spec->notes = g_array_new (FALSE, FALSE, sizeof (TwChartNote));
  spec->handles = g_array_new (FALSE, FALSE, sizeof (TwChartHandle));
  spec->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  spec->words = g_string_chunk_new (4096);

  return spec;
}

TwChartSpec *
tw_chart_spec_ref (TwChartSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);

  g_atomic_ref_count_inc (&spec->ref_count);
  return spec;
}

void
tw_chart_spec_unref (TwChartSpec *spec)
{
  g_return_if_fail (spec != NULL);

  if (!g_atomic_ref_count_dec (&spec->ref_count))
    return;

  g_free (spec->id);
  for (guint i = 0; i < TW_CHART_N_TEXTS; i++)
    g_free (spec->texts[i]);
  for (guint i = 0; i < TW_CHART_N_AXES; i++)
    {
      axis_clear (&spec->axes[i]);
      g_array_unref (spec->axes[i].ticks);
    }
  g_ptr_array_unref (spec->series);
  g_array_unref (spec->references);
  g_array_unref (spec->notes);
  g_array_unref (spec->handles);
  g_strfreev (spec->columns);
  g_ptr_array_unref (spec->rows);
  g_string_chunk_free (spec->words);
  g_free (spec);
}

void
tw_chart_spec_set_text (TwChartSpec *spec,
                        TwChartText  which,
                        const char  *text)
{
  g_return_if_fail (spec != NULL);
  g_return_if_fail (which < TW_CHART_N_TEXTS);
  g_return_if_fail (which != TW_CHART_TEXT_TITLE || text != NULL);

  if (g_strcmp0 (spec->texts[which], text) == 0)
    return;
  g_free (spec->texts[which]);
  spec->texts[which] = g_strdup (text);
}

void
tw_chart_spec_set_n (TwChartSpec *spec,
                     gint64       n)
{
  g_return_if_fail (spec != NULL);

  spec->n = n;
}

void
tw_chart_spec_set_arrangement (TwChartSpec        *spec,
                               TwChartArrangement  arrangement)
{
  g_return_if_fail (spec != NULL);

  spec->arrangement = arrangement;
}

void
tw_chart_spec_set_orientation (TwChartSpec        *spec,
                               TwChartOrientation  orientation)
{
  g_return_if_fail (spec != NULL);

  spec->orientation = orientation;
}

void
tw_chart_spec_set_own_scales (TwChartSpec *spec,
                              gboolean     own_scales)
{
  g_return_if_fail (spec != NULL);

  spec->own_scales = own_scales;
}

void
tw_chart_spec_set_axis (TwChartSpec       *spec,
                        TwChartAxisId      which,
                        const TwChartAxis *axis)
{
  TwChartSpecAxis *own;

  g_return_if_fail (spec != NULL);
  g_return_if_fail (which < TW_CHART_N_AXES);
  g_return_if_fail (axis != NULL);

  own = &spec->axes[which];
  axis_clear (own);
  own->axis = *axis;
  own->axis.title = g_strdup (axis->title);
  own->axis.unit = g_strdup (axis->unit);
  own->categories = g_strdupv ((char **) axis->categories);
  own->axis.categories = (const char * const *) own->categories;
}

static int
compare_ticks (gconstpointer a,
               gconstpointer b)
{
  double one = ((const TwChartTick *) a)->value;
  double other = ((const TwChartTick *) b)->value;

  return (one > other) - (one < other);
}

void
tw_chart_spec_add_tick (TwChartSpec   *spec,
                        TwChartAxisId  which,
                        double         value,
                        const char    *label)
{
  TwChartTick tick = { value, NULL };

  g_return_if_fail (spec != NULL);
  g_return_if_fail (which < TW_CHART_N_AXES);
  g_return_if_fail (label != NULL);

  if (!isfinite (value))
    return;
  tick.label = (char *) keep (spec, label);
  g_array_append_val (spec->axes[which].ticks, tick);
  g_array_sort (spec->axes[which].ticks, compare_ticks);
}

guint
tw_chart_spec_add_series (TwChartSpec *spec,
                          const char  *name,
                          TwChartRole  role)
{
  TwChartSeries *series;

  g_return_val_if_fail (spec != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  series = g_new0 (TwChartSeries, 1);
  series->name = g_strdup (name);
  series->role = role;
  series->marks = g_array_new (FALSE, FALSE, sizeof (TwChartMark));
  g_ptr_array_add (spec->series, series);

  return spec->series->len - 1;
}

/* A number that is none makes a mark "n/a"; one beyond what axes can hold is drawn at their end. */
static void
make_finite (TwChartMark *mark)
{
  double *numbers[] = { &mark->x, &mark->y, &mark->low, &mark->high, &mark->size };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!isfinite (*numbers[i]))
      {
        *numbers[i] = 0;
        mark->flags |= TW_CHART_MARK_NOT_AVAILABLE;
      }
    else
      *numbers[i] = CLAMP (*numbers[i], -1e300, 1e300);
}

guint
tw_chart_spec_share_series (TwChartSpec *spec,
                            TwChartSpec *owner,
                            guint        series)
{
  const TwChartSeries *shared;
  TwChartSeries *own;

  g_return_val_if_fail (spec != NULL && owner != NULL && spec != owner, 0);
  g_return_val_if_fail (series < owner->series->len, 0);

  shared = g_ptr_array_index (owner->series, series);
  own = g_new0 (TwChartSeries, 1);
  own->name = g_strdup (shared->name);
  own->role = shared->role;
  own->marks = g_array_ref (shared->marks);
  own->owner = tw_chart_spec_ref (owner);
  spec->flags |= owner->flags;
  spec->has_n |= owner->has_n;
  g_ptr_array_add (spec->series, own);

  return spec->series->len - 1;
}

void
tw_chart_spec_add_mark (TwChartSpec       *spec,
                        guint              series,
                        const TwChartMark *mark)
{
  TwChartSeries *own;
  TwChartMark copy;

  g_return_if_fail (spec != NULL);
  g_return_if_fail (series < spec->series->len);
  g_return_if_fail (mark != NULL);

  own = g_ptr_array_index (spec->series, series);
  g_return_if_fail (own->owner == NULL);
  copy = *mark;
  copy.label = keep (spec, mark->label != NULL ? mark->label : "");
  copy.text = keep (spec, mark->text != NULL ? mark->text : "");
  copy.note = keep (spec, mark->note);
  copy.key = keep (spec, mark->key);
  make_finite (&copy);
  spec->flags |= copy.flags;
  spec->has_n |= copy.n >= 0;
  g_array_append_val (own->marks, copy);
}

void
tw_chart_spec_add_reference (TwChartSpec   *spec,
                             TwChartAxisId  which,
                             double         value,
                             const char    *label)
{
  TwChartReference reference = { which, value, NULL };

  g_return_if_fail (spec != NULL);
  g_return_if_fail (which < TW_CHART_VALUE);
  g_return_if_fail (label != NULL);

  if (!isfinite (value))
    return;
  reference.label = (char *) keep (spec, label);
  g_array_append_val (spec->references, reference);
}

void
tw_chart_spec_add_note (TwChartSpec *spec,
                        double       x,
                        double       y,
                        const char  *text)
{
  TwChartNote note = { x, y, NULL };

  g_return_if_fail (spec != NULL);
  g_return_if_fail (text != NULL);

  if (!isfinite (x) || !isfinite (y))
    return;
  note.text = (char *) keep (spec, text);
  g_array_append_val (spec->notes, note);
}

void
tw_chart_spec_add_handle (TwChartSpec   *spec,
                          TwChartAxisId  along,
                          double         x,
                          double         y,
                          const char    *label,
                          const char    *key)
{
  TwChartHandle handle = { along, x, y, 0, 0, INFINITY, NULL, NULL };

  g_return_if_fail (spec != NULL);
  g_return_if_fail (along < TW_CHART_VALUE);
  g_return_if_fail (label != NULL && key != NULL);
  g_return_if_fail (isfinite (x) && isfinite (y));

  handle.label = (char *) keep (spec, label);
  handle.key = (char *) keep (spec, key);
  g_array_append_val (spec->handles, handle);
}

void
tw_chart_spec_bound_handle (TwChartSpec *spec,
                            double       base,
                            double       least,
                            double       most)
{
  TwChartHandle *handle;

  g_return_if_fail (spec != NULL && spec->handles->len > 0);
  g_return_if_fail (isfinite (base) && least <= most);

  handle = &g_array_index (spec->handles, TwChartHandle, spec->handles->len - 1);
  handle->base = base;
  handle->least = least;
  handle->most = most;
}
