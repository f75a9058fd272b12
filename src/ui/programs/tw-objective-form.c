/* tw-objective-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-objective-form-private.h"

#include "common/tw-format.h"
#include "tw-cell.h"
#include "tw-field-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The choice of an outcome that isn't in the list. */
#define OWN_WORDS "other"

G_DEFINE_FINAL_TYPE (TwObjectiveForm, tw_objective_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  APPLY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char  *key;
  const char  *label;
  TwFieldType  type;
  const char  *help;
} parts[] = {
  { "gap", N_("Commercial gap"), TW_FIELD_TEXT, N_("What customers or markets the vendor doesn't reach or keep by itself") },
  { "kind", N_("Kind of gap"), TW_FIELD_CHOICE, N_("Each kind is closed by another type of partner") },
  { "metric", N_("Outcome"), TW_FIELD_CHOICE, NULL },
  { "outcome", N_("Outcome in words"), TW_FIELD_TEXT, NULL },
  { "baseline", N_("Baseline"), TW_FIELD_QUANTITY, N_("Where the outcome stands today") },
  { "target", N_("Target"), TW_FIELD_QUANTITY, N_("Where it is to be on the due day") },
  { "due", N_("Due"), TW_FIELD_DATE, NULL },
  { "direct_cost", N_("Cost of the direct route"), TW_FIELD_MONEY, N_("What the same outcome would cost without partners") },
  { "partner_cost", N_("Cost of the partner route"), TW_FIELD_MONEY, N_("What it costs with them: incentives, benefits, people") },
  { "notes", N_("Notes"), TW_FIELD_NOTE, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == TW_N_OBJECTIVE_PARTS);

const char *
tw_objective_part_get_key (TwObjectivePart part)
{
  g_return_val_if_fail (part < TW_N_OBJECTIVE_PARTS, NULL);

  return parts[part].key;
}

int
tw_objective_part_at (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (path, "/objective/") && g_str_equal (path + strlen ("/objective/"), parts[i].key))
      return (int) i;

  return -1;
}

/* --- choices --- */

static const TwChoice *
get_kinds (void)
{
  static TwChoice kinds[TW_GAP_DEPLOYMENT + 1];

  for (guint i = TW_GAP_STICKINESS; i <= TW_GAP_DEPLOYMENT; i++)
    kinds[i - 1] = (TwChoice) { tw_gap_kind_get_id (i), tw_gap_kind_get_label (i) };

  return kinds;
}

/* The outcomes, then one's own words. */
static const TwChoice *
get_outcomes (void)
{
  static TwChoice *outcomes;
  guint n = tw_outcome_count ();

  if (outcomes != NULL)
    return outcomes;
  outcomes = g_new0 (TwChoice, n + 2);
  for (guint i = 0; i < n; i++)
    {
      TwOutcome outcome;

      tw_outcome_nth (i, &outcome);
      outcomes[i].key = outcome.id;
      outcomes[i].label = tw_outcome_get_label (outcome.id);
    }
  outcomes[n].key = OWN_WORDS;
  outcomes[n].label = _("Another outcome, in words");

  return outcomes;
}

/* --- what is chosen --- */

TwFieldEditor *
tw_objective_form_get_editor (TwObjectiveForm *self,
                              TwObjectivePart  part)
{
  g_return_val_if_fail (TW_IS_OBJECTIVE_FORM (self) && part < TW_N_OBJECTIVE_PARTS, NULL);

  return self->editors[part];
}

char *
tw_objective_form_get_text (TwObjectiveForm *self,
                            TwObjectivePart  part)
{
  char *text = tw_field_editor_get_text (self->editors[part]);

  return g_strstrip (text);
}

gboolean
tw_objective_form_get_outcome (TwObjectiveForm *self,
                               TwOutcome       *outcome)
{
  g_autofree char *id = tw_objective_form_get_text (self, TW_OBJECTIVE_METRIC);

  return tw_outcome_find (id, outcome);
}

char *
tw_objective_form_get_metric (TwObjectiveForm *self)
{
  g_autofree char *id = tw_objective_form_get_text (self, TW_OBJECTIVE_METRIC);

  if (g_str_equal (id, OWN_WORDS))
    {
      g_free (id);
      id = tw_objective_form_get_text (self, TW_OBJECTIVE_WORDS);
    }

  return *id != '\0' ? g_steal_pointer (&id) : NULL;
}

TwGapKind
tw_objective_form_get_kind (TwObjectiveForm *self)
{
  g_autofree char *id = tw_objective_form_get_text (self, TW_OBJECTIVE_KIND);

  for (guint i = TW_GAP_STICKINESS; i <= TW_GAP_DEPLOYMENT; i++)
    if (g_str_equal (id, tw_gap_kind_get_id (i)))
      return i;

  return TW_GAP_NONE;
}

/* What is measured in one's own words is a share where somebody writes it as one. */
static gboolean
has_share (TwObjectiveForm *self)
{
  g_autofree char *baseline = tw_field_editor_get_typed (self->editors[TW_OBJECTIVE_BASELINE]);
  g_autofree char *target = tw_field_editor_get_typed (self->editors[TW_OBJECTIVE_TARGET]);

  return strchr (baseline, '%') != NULL || strchr (target, '%') != NULL;
}

TwMetricUnit
tw_objective_form_get_unit (TwObjectiveForm *self)
{
  TwOutcome outcome;

  g_return_val_if_fail (TW_IS_OBJECTIVE_FORM (self), TW_METRIC_COUNT);

  if (tw_objective_form_get_outcome (self, &outcome))
    return outcome.unit;

  return has_share (self) ? TW_METRIC_RATE : TW_METRIC_COUNT;
}

void
tw_objective_form_update_types (TwObjectiveForm *self)
{
  TwMetricUnit unit = tw_objective_form_get_unit (self);
  TwFieldType type = TW_FIELD_QUANTITY;

  if (unit == TW_METRIC_MONEY)
    type = TW_FIELD_MONEY;
  else if (unit == TW_METRIC_RATE || unit == TW_METRIC_POINTS)
    type = TW_FIELD_RATE;
  self->fields[TW_OBJECTIVE_BASELINE].type = type;
  self->fields[TW_OBJECTIVE_TARGET].type = type;
}

/* --- reading --- */

gboolean
tw_objective_form_parse (TwObjectiveForm  *self,
                         TwObjectivePart   part,
                         char            **text,
                         gint64           *number,
                         GError          **error)
{
  const TwField *field = &self->fields[part];
  g_autofree char *plain = NULL;
  g_auto (TwCell) cell = { 0 };

  tw_objective_form_update_types (self);
  plain = tw_objective_form_get_text (self, part);
  *text = NULL;
  if (*plain == '\0')
    return TRUE;
  if (!tw_field_parse (field, self->digits, plain, &cell, error))
    return FALSE;
  *text = tw_field_format (field, self->digits, &cell);
  *number = cell.kind == TW_CELL_NUMBER ? cell.number : 0;

  return TRUE;
}

gboolean
tw_objective_form_read (TwObjectiveForm  *self,
                        TwObjectivePart   part,
                        char            **text)
{
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  g_return_val_if_fail (TW_IS_OBJECTIVE_FORM (self) && part < TW_N_OBJECTIVE_PARTS, FALSE);

  if (part == TW_OBJECTIVE_METRIC)
    {
      *text = tw_objective_form_get_metric (self);
      return TRUE;
    }
  if (tw_objective_form_parse (self, part, text, &number, &error) &&
      !((part == TW_OBJECTIVE_DIRECT || part == TW_OBJECTIVE_PARTNER) && number < 0))
    return TRUE;
  tw_field_editor_set_message (self->editors[part],
                               error != NULL ? error->message : _("A cost can't be negative. Enter it without a sign."));
  g_clear_pointer (text, g_free);

  return FALSE;
}

/* Words that say what is measured aren't said a second time. */
static gboolean
is_own_words (TwObjectiveForm *self)
{
  g_autofree char *id = tw_objective_form_get_text (self, TW_OBJECTIVE_METRIC);

  return g_str_equal (id, OWN_WORDS);
}

JsonObject *
tw_objective_form_collect (TwObjectiveForm *self)
{
  JsonObject *objective = json_object_new ();
  TwFieldEditor *wrong = NULL;

  g_return_val_if_fail (TW_IS_OBJECTIVE_FORM (self), objective);

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    {
      g_autofree char *text = NULL;

      if (!tw_objective_form_read (self, i, &text))
        wrong = wrong != NULL ? wrong : self->editors[i];
      else if (text != NULL && !(i == TW_OBJECTIVE_WORDS && is_own_words (self)))
        json_object_set_string_member (objective, parts[i].key, text);
    }
  if (wrong == NULL)
    return objective;
  tw_field_editor_grab_focus (wrong);
  json_object_unref (objective);

  return NULL;
}

/* --- what is suggested --- */

void
tw_objective_form_suggest (TwObjectiveForm *self,
                           const char      *plain,
                           const char      *source)
{
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_OBJECTIVE_FORM (self));

  text = tw_objective_form_get_text (self, TW_OBJECTIVE_BASELINE);
  if (*text != '\0' && g_strcmp0 (text, self->suggested) != 0)
    return;
  g_free (self->suggested);
  self->suggested = g_strdup (plain);
  g_free (self->source);
  self->source = g_strdup (source);
  tw_objective_form_update_types (self);
  tw_field_editor_set_text (self->editors[TW_OBJECTIVE_BASELINE], plain != NULL ? plain : "");
  tw_objective_form_update_hints (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- what the person does --- */

static TwObjectivePart
part_of (TwObjectiveForm *self,
         TwFieldEditor   *editor)
{
  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    if (self->editors[i] == editor)
      return i;

  g_return_val_if_reached (TW_OBJECTIVE_GAP);
}

static void
on_changed (TwObjectiveForm *self,
            TwFieldEditor   *editor)
{
  g_autofree char *text = NULL;
  gint64 number;

  /* A message goes as soon as the text is right. */
  if (tw_field_editor_is_invalid (editor) && tw_objective_form_parse (self, part_of (self, editor), &text, &number, NULL))
    tw_field_editor_set_message (editor, NULL);
  if (ADW_IS_COMBO_ROW (tw_field_editor_get_control (editor)))
    tw_objective_form_update_hints (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_left (TwObjectiveForm *self,
         TwFieldEditor   *editor)
{
  g_autofree char *text = NULL;

  tw_objective_form_read (self, part_of (self, editor), &text);
  tw_objective_form_update_hints (self);
}

static void
on_apply (TwObjectiveForm *self,
          TwFieldEditor   *editor)
{
  g_signal_emit (self, signals[APPLY], 0, part_of (self, editor));
}

/* --- showing --- */

void
tw_objective_form_set_currency (TwObjectiveForm *self,
                                const char      *currency,
                                int              digits)
{
  g_return_if_fail (TW_IS_OBJECTIVE_FORM (self));

  g_free (self->currency);
  self->currency = g_strdup (currency);
  self->digits = digits;
  tw_objective_form_update_hints (self);
}

/* What was typed and isn't written, or was refused, is the person's. */
static void
show_text (TwObjectiveForm *self,
           TwObjectivePart  part,
           const char      *text)
{
  TwFieldEditor *editor = self->editors[part];
  GtkWidget *control = tw_field_editor_get_control (editor);
  gboolean typing = tw_field_editor_is_changed (editor) &&
                    (tw_field_editor_is_invalid (editor) || gtk_widget_get_focus_child (control) != NULL ||
                     gtk_widget_has_focus (control));

  if (!typing)
    tw_field_editor_set_text (editor, text);
}

static void
show_figure (TwObjectiveForm      *self,
             TwObjectivePart       part,
             const TwDesignFigure *figure)
{
  g_autofree char *text = NULL;
  g_auto (TwCell) cell = { 0 };

  if (!figure->given)
    {
      show_text (self, part, figure->text != NULL ? figure->text : "");
      return;
    }
  tw_cell_set_number (&cell, figure->value);
  text = tw_field_format (&self->fields[part], self->digits, &cell);
  show_text (self, part, text);
}

static void
show_money (TwObjectiveForm     *self,
            TwObjectivePart      part,
            const TwDesignMoney *money)
{
  g_auto (TwCell) cell = { 0 };
  g_autofree char *text = NULL;

  if (money->given)
    tw_cell_set_number (&cell, money->amount);
  text = money->given ? tw_field_format (&self->fields[part], self->digits, &cell) : g_strdup ("");
  show_text (self, part, text);
}

void
tw_objective_form_show (TwObjectiveForm   *self,
                        const TwObjective *objective)
{
  TwOutcome outcome;
  gboolean own = objective->metric != NULL && !tw_outcome_find (objective->metric, &outcome);
  g_autofree char *due = objective->due != TW_DATE_NONE ? tw_date_format (objective->due) : g_strdup ("");
  const char *kind = tw_gap_kind_get_id (objective->kind);
  const char *gap = objective->text != NULL ? objective->text : objective->gap;
  const char *words = own ? objective->metric : objective->outcome;

  g_return_if_fail (TW_IS_OBJECTIVE_FORM (self));

  show_text (self, TW_OBJECTIVE_GAP, gap != NULL ? gap : "");
  show_text (self, TW_OBJECTIVE_KIND, kind != NULL ? kind : "");
  show_text (self, TW_OBJECTIVE_METRIC, own ? OWN_WORDS : objective->metric != NULL ? objective->metric : "");
  show_text (self, TW_OBJECTIVE_WORDS, words != NULL ? words : "");
  tw_objective_form_update_types (self);
  if (own && objective->unit == TW_METRIC_RATE)
    self->fields[TW_OBJECTIVE_BASELINE].type = self->fields[TW_OBJECTIVE_TARGET].type = TW_FIELD_RATE;
  show_figure (self, TW_OBJECTIVE_BASELINE, &objective->baseline);
  show_figure (self, TW_OBJECTIVE_TARGET, &objective->target);
  show_text (self, TW_OBJECTIVE_DUE, due);
  show_money (self, TW_OBJECTIVE_DIRECT, &objective->direct_cost);
  show_money (self, TW_OBJECTIVE_PARTNER, &objective->partner_cost);
  show_text (self, TW_OBJECTIVE_NOTES, objective->notes != NULL ? objective->notes : "");
  tw_objective_form_update_hints (self);
}

void
tw_objective_form_set_sensitive (TwObjectiveForm *self,
                                 gboolean         sensitive)
{
  g_return_if_fail (TW_IS_OBJECTIVE_FORM (self));

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    tw_field_editor_set_sensitive (self->editors[i], sensitive);
}

void
tw_objective_form_add_to (TwObjectiveForm     *self,
                          AdwPreferencesGroup *gap,
                          AdwPreferencesGroup *outcome,
                          AdwPreferencesGroup *cost)
{
  g_return_if_fail (TW_IS_OBJECTIVE_FORM (self));

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    tw_field_editor_add_to (self->editors[i], i <= TW_OBJECTIVE_KIND ? gap : i <= TW_OBJECTIVE_DUE ? outcome : cost);
}

/* --- the list of outcomes --- */

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  GtkStringObject *object = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (object));
}

/* The names of outcomes are longer than a row of choices shows by itself. */
static void
show_whole_names (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  adw_combo_row_set_use_subtitle (row, TRUE);
  adw_combo_row_set_list_factory (row, factory);
}

/* --- life --- */

static void
tw_objective_form_finalize (GObject *object)
{
  TwObjectiveForm *self = TW_OBJECTIVE_FORM (object);

  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    g_clear_object (&self->editors[i]);
  g_free (self->currency);
  g_free (self->source);
  g_free (self->suggested);

  G_OBJECT_CLASS (tw_objective_form_parent_class)->finalize (object);
}

static void
tw_objective_form_class_init (TwObjectiveFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_objective_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[APPLY] = g_signal_new ("apply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tw_objective_form_init (TwObjectiveForm *self)
{
}

TwObjectiveForm *
tw_objective_form_new (gboolean applies)
{
  TwObjectiveForm *self = g_object_new (TW_TYPE_OBJECTIVE_FORM, NULL);

  self->currency = g_strdup ("");
  self->digits = 2;
  for (guint i = 0; i < TW_N_OBJECTIVE_PARTS; i++)
    {
      TwField *field = &self->fields[i];

      *field = (TwField) { .name = parts[i].key, .label = parts[i].label, .type = parts[i].type,
                           .help = parts[i].help };
      if (i == TW_OBJECTIVE_KIND)
        field->choices = get_kinds ();
      else if (i == TW_OBJECTIVE_METRIC)
        field->choices = get_outcomes ();
      self->editors[i] = tw_field_editor_new (field, applies);
      g_signal_connect_object (self->editors[i], "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->editors[i], "left", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->editors[i], "apply", G_CALLBACK (on_apply), self, G_CONNECT_SWAPPED);
    }
  show_whole_names (ADW_COMBO_ROW (tw_field_editor_get_control (self->editors[TW_OBJECTIVE_METRIC])));

  return self;
}
