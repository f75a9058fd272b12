/* tw-rule-curve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-rule-curve-private.h"

#include "application/tw-window.h"
#include "common/tw-chart-view.h"
#include "common/tw-flow-layout.h"
#include "common/tw-format.h"
#include "programs/tw-rule-draft.h"

#include <glib/gi18n-lib.h>

#define CHART_HEIGHT 300
/* Below that its handles lie on each other: the page scrolls instead. */
#define CHART_LEAST 220
/* 0.1 point of a rate; a tenth of a unit of a price. */
#define RATE_STEP 0.001
#define PRICE_STEP 0.1
/* Positions, a few per partner, that are put into words in a millisecond. */
#define AT_ONCE 1000

G_DEFINE_FINAL_TYPE (TwRuleCurve, tw_rule_curve, ADW_TYPE_BIN)

static const TwProgram *
get_program (TwRuleCurve *self)
{
  return tw_program_document_get_program (self->state->program);
}

/* --- the cost --- */

static void
update_cost (TwRuleCurve *self)
{
  g_autofree char *text = tw_rule_curve_describe_cost (self);

  gtk_label_set_text (self->cost, text);
}

/* Without transactions in the year before, the present one says more. */
static void
on_price_changed (TwRuleCurve *self)
{
  const TwReplay *base;
  guint selected = gtk_drop_down_get_selected (self->span);

  if (self->state == NULL)
    return;

  base = tw_rule_price_get_base (self->price);
  if (base != NULL && base->measure == 0 && base->cost == 0 && !self->fell_back && selected + 1 < TW_N_REPLAY_SPANS)
    {
      gtk_drop_down_set_selected (self->span, selected + 1);
      return;
    }
  self->fell_back = self->fell_back || base != NULL;
  update_cost (self);
  if (self->tried == NULL)
    tw_rule_curve_draw (self);
}

/* --- the curve --- */

static void
stop_making (TwRuleCurve *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->making_for, tw_program_document_unref);
  g_clear_pointer (&self->making_of, g_array_unref);
}

static void
on_partners_made (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TwRuleCurve *self = TW_RULE_CURVE (source);
  TwRulePartners *partners = g_task_propagate_pointer (G_TASK (result), NULL);

  if (partners == NULL)
    return;

  stop_making (self);
  g_clear_pointer (&self->partners, tw_rule_partners_free);
  self->partners = partners;
  if (self->state != NULL)
    tw_rule_curve_draw (self);
}

/* Many partners are put into words in a thread; the curve stands without them until then. */
static void
make_partners (TwRuleCurve            *self,
               const TwRuleCurveInput *input,
               GArray                 *positions)
{
  TwRuleCurveInput current = *input;

  if (self->making != NULL && self->making_for == self->state->program && self->making_rule == self->rule
      && self->making_of == positions)
    return;

  stop_making (self);
  self->making = g_cancellable_new ();
  self->making_for = tw_program_document_ref (self->state->program);
  self->making_rule = self->rule;
  self->making_of = g_array_ref (positions);
  current.document = self->state->program;
  current.positions = positions;
  tw_rule_partners_make (G_OBJECT (self), self->price, &current, self->making, on_partners_made);
}

/* (nullable): While a handle is dragged nobody else stands anywhere else. */
static TwRulePartners *
get_partners (TwRuleCurve *self,
              GArray      *positions)
{
  if (tw_rule_partners_are_of (self->partners, self->state->program, self->rule, positions))
    return self->partners;

  g_clear_pointer (&self->partners, tw_rule_partners_free);
  if (positions == NULL || positions->len <= self->at_once)
    self->partners = tw_rule_partners_new (self->state->program, self->rule, positions);

  return self->partners;
}

/* Draws up the marks, or has them drawn up. */
static void
complete_partners (TwRuleCurve      *self,
                   TwRuleCurveInput *input,
                   GArray           *positions)
{
  if (self->partners == NULL)
    make_partners (self, input, positions);
  else if (self->partners->rug == NULL && positions != NULL && input->replay != NULL)
    tw_rule_partners_draw_up (self->partners, input->replay, input->curve);
  input->partners = self->partners;
  input->positions = self->partners != NULL ? positions : NULL;
}

static void
show_notes (TwRuleCurve *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->curve->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (self->curve->notes, i));
  gtk_label_set_text (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

static void
set_message (TwRuleCurve *self,
             const char  *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

void
tw_rule_curve_draw (TwRuleCurve *self)
{
  TwProgramDocument *document = self->tried != NULL ? self->tried : self->state->program;
  const TwRule *rule = &get_program (self)->rules[self->rule];
  GArray *positions = tw_rule_price_get_positions (self->price, rule->id);
  g_autoptr (GPtrArray) handles = g_ptr_array_new_with_free_func (tw_rule_handle_free);
  g_autoptr (TwPayoutCurve) curve = NULL;
  g_autoptr (TwChartSpec) spec = NULL;
  g_autoptr (GError) error = NULL;
  const TwRulePartners *partners = get_partners (self, positions);
  TwRuleCurveInput input = { 0 };

  curve = tw_payout_curve_new (document, self->rule, self->chosen, partners != NULL ? partners->x_min : 0,
                               partners != NULL ? partners->x_max : 0, partners != NULL ? partners->middle : 0, &error);
  if (curve == NULL)
    {
      set_message (self, error->message);
      tw_chart_view_set_spec (self->chart, NULL);
      return;
    }

  input = (TwRuleCurveInput){ .document = document, .rule = self->rule, .curve = curve, .view = self->view,
                              .chosen = self->chosen, .replay = tw_rule_price_get_base (self->price),
                              .period = self->spans.names[gtk_drop_down_get_selected (self->span)] };
  complete_partners (self, &input, positions);
  spec = tw_rule_curve_spec (&input, handles);
  g_clear_pointer (&self->curve, tw_payout_curve_free);
  self->curve = g_steal_pointer (&curve);
  g_ptr_array_unref (self->handles);
  self->handles = g_steal_pointer (&handles);
  /* Flat amounts go by a part of the axis' own step. */
  tw_chart_view_set_rate_step (self->chart, self->view == TW_RULE_CURVE_PAYOUT             ? 0
                                            : rule->counts->type == TW_VALUE_MONEY ? RATE_STEP
                                                                                   : PRICE_STEP);
  tw_chart_view_set_spec (self->chart, spec);
  tw_rule_curve_show_choices (self);
  show_notes (self);
}

/* --- handles --- */

static void
forget_tried (TwRuleCurve *self)
{
  g_clear_pointer (&self->tried, tw_program_document_unref);
  g_clear_pointer (&self->tried_edits, g_ptr_array_unref);
  gtk_widget_set_visible (self->try_box, FALSE);
}

/* (transfer full): what the program is to say. */
static GPtrArray *
make_edits (TwRuleCurve *self,
            guint        index,
            double       value)
{
  const TwRuleHandle *handle = g_ptr_array_index (self->handles, index);
  g_autofree char *literal = tw_rule_handle_literal (handle, self->curve, get_program (self)->currency_digits, value);
  GPtrArray *edits = self->tried_edits != NULL && !self->state->editable ? tw_program_edits_copy (self->tried_edits)
                                                                        : tw_program_edits_new ();

  tw_program_edits_set_text (edits, handle->path, literal);

  return edits;
}

static void
on_handle_moved (TwRuleCurve *self,
                 guint        index,
                 double       value)
{
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GPtrArray) findings = tw_findings_new ();
  g_autoptr (TwProgramDocument) changed = NULL;
  g_autoptr (GError) error = NULL;

  if (self->state == NULL || index >= self->handles->len)
    return;

  edits = make_edits (self, index, value);
  changed = tw_program_edits_apply (self->state->program, edits, self->vocabulary, findings, &error);
  if (changed == NULL)
    {
      set_message (self, findings->len > 0 ? ((TwFinding *) g_ptr_array_index (findings, 0))->message
                                           : error->message);
      return;
    }

  set_message (self, NULL);
  g_clear_pointer (&self->tried, tw_program_document_unref);
  self->tried = g_steal_pointer (&changed);
  tw_rule_price_try (self->price, self->tried);
  update_cost (self);
  tw_rule_curve_draw (self);
}

static void
on_handle_released (TwRuleCurve *self,
                    guint        index,
                    double       value)
{
  const TwRuleHandle *handle;
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GError) error = NULL;

  if (self->state == NULL || index >= self->handles->len)
    return;

  handle = g_ptr_array_index (self->handles, index);
  edits = make_edits (self, index, value);
  if (self->state->editable)
    {
      g_autofree char *name = g_strdup (get_program (self)->rules[self->rule].name);
      /* Translators: history: %s is a rule. */
      g_autofree char *label = handle->along_x   ? g_strdup_printf (_("Moved a threshold of “%s”"), name)
                               : handle->is_flat ? g_strdup_printf (_("Moved a flat amount of “%s”"), name)
                                                 : g_strdup_printf (_("Moved a rate of “%s”"), name);

      if (!tw_program_tab_write (self->tab, edits, label, &error))
        {
          forget_tried (self);
          tw_rule_price_try (self->price, NULL);
          tw_rule_curve_draw (self);
          update_cost (self);
          set_message (self, error->message);
        }
      return;
    }

  g_clear_pointer (&self->tried_edits, g_ptr_array_unref);
  self->tried_edits = g_steal_pointer (&edits);
  gtk_widget_set_visible (self->try_box, TRUE);
}

static void
on_draft_clicked (TwRuleCurve *self)
{
  tw_rule_draft_ask (GTK_WIDGET (self), self->state, self->tried_edits);
}

static void
on_reset_clicked (TwRuleCurve *self)
{
  forget_tried (self);
  tw_rule_price_try (self->price, NULL);
  set_message (self, NULL);
  update_cost (self);
  tw_rule_curve_draw (self);
}

static void
on_mark_activated (TwRuleCurve *self,
                   const char  *key)
{
  tw_window_open_record (tw_window_from (GTK_WIDGET (self)), "partner", g_ascii_strtoll (key, NULL, 10));
}

/* --- choices of the person --- */

static void
on_view_toggled (GtkToggleButton *button,
                 TwRuleCurve     *self)
{
  if (!gtk_toggle_button_get_active (button) || self->state == NULL)
    return;

  self->view = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tw-view"));
  tw_rule_curve_draw (self);
}

static void
on_span_chosen (TwRuleCurve *self)
{
  if (self->filling || self->state == NULL)
    return;

  tw_rule_price_set (self->price, self->state, self->spans.spans[gtk_drop_down_get_selected (self->span)]);
  update_cost (self);
}

static void
fill_spans (TwRuleCurve *self)
{
  guint selected = gtk_drop_down_get_selected (self->span);

  self->filling = TRUE;
  tw_replay_spans_fill (&self->spans, self->state->workspace, self->span,
                        selected < TW_N_REPLAY_SPANS ? selected : TW_REPLAY_YEAR_BEFORE);
  self->filling = FALSE;
}

/* --- life --- */

static void
tw_rule_curve_dispose (GObject *object)
{
  TwRuleCurve *self = TW_RULE_CURVE (object);

  if (self->price != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->price, self);
      tw_rule_price_stop (self->price);
    }
  g_clear_object (&self->price);
  stop_making (self);
  self->state = NULL;

  G_OBJECT_CLASS (tw_rule_curve_parent_class)->dispose (object);
}

static void
tw_rule_curve_finalize (GObject *object)
{
  TwRuleCurve *self = TW_RULE_CURVE (object);

  g_clear_pointer (&self->vocabulary, tw_vocabulary_free);
  g_clear_pointer (&self->tried, tw_program_document_unref);
  g_clear_pointer (&self->tried_edits, g_ptr_array_unref);
  g_clear_pointer (&self->curve, tw_payout_curve_free);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->handles);
  g_free (self->rule_id);
  g_clear_pointer (&self->partners, tw_rule_partners_free);
  tw_replay_spans_clear (&self->spans);

  G_OBJECT_CLASS (tw_rule_curve_parent_class)->finalize (object);
}

static void
tw_rule_curve_class_init (TwRuleCurveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_rule_curve_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_rule_curve_finalize;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class,
           gboolean    visible)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, visible);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

/* What doesn't fit beside each other stands below. */
static GtkWidget *
create_flow (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, tw_flow_layout_new (6, 6));

  return box;
}

static GtkWidget *
create_views (TwRuleCurve *self)
{
  static const char * const titles[] = { N_("Payout"), N_("Effective"), N_("Marginal") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < TW_RULE_CURVE_N_VIEWS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(titles[i]));

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->views[0]));
      g_object_set_data (G_OBJECT (button), "tw-view", GUINT_TO_POINTER (i));
      g_signal_connect (button, "toggled", G_CALLBACK (on_view_toggled), self);
      gtk_box_append (GTK_BOX (box), button);
      self->views[i] = button;
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->views[0]), TRUE);

  return box;
}

static GtkWidget *
create_try_box (TwRuleCurve *self)
{
  GtkWidget *box = create_flow ();
  GtkWidget *draft = gtk_button_new_with_mnemonic (_("Make a _Draft with This…"));
  GtkWidget *reset = gtk_button_new_with_mnemonic (_("_Reset"));

  g_signal_connect_swapped (draft, "clicked", G_CALLBACK (on_draft_clicked), self);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (on_reset_clicked), self);
  gtk_box_append (GTK_BOX (box), draft);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

static void
tw_rule_curve_init (TwRuleCurve *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = create_flow ();

  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->handles = g_ptr_array_new_with_free_func (tw_rule_handle_free);
  self->price = tw_rule_price_new ();
  self->at_once = AT_ONCE;
  self->span = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->chart = TW_CHART_VIEW (tw_chart_view_new ());
  self->choices = create_flow ();
  tw_chart_view_set_height (self->chart, CHART_HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, CHART_LEAST);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->span), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Period That Is Priced"), -1);
  gtk_box_append (GTK_BOX (bar), create_views (self));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->span));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->choices);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart));
  self->cost = add_label (box, "numeric", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->cost), "heading");
  self->message = add_label (box, "error", FALSE);
  self->try_box = create_try_box (self);
  gtk_box_append (GTK_BOX (box), self->try_box);
  self->notes = add_label (box, "dim-label", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->notes), "caption");
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_swapped (self->price, "changed", G_CALLBACK (on_price_changed), self);
  g_signal_connect_swapped (self->span, "notify::selected", G_CALLBACK (on_span_chosen), self);
  g_signal_connect_swapped (self->chart, "handle-moved", G_CALLBACK (on_handle_moved), self);
  g_signal_connect_swapped (self->chart, "handle-released", G_CALLBACK (on_handle_released), self);
  g_signal_connect_swapped (self->chart, "mark-activated", G_CALLBACK (on_mark_activated), self);
}

GtkWidget *
tw_rule_curve_new (TwProgramTab *tab)
{
  TwRuleCurve *self = g_object_new (TW_TYPE_RULE_CURVE, NULL);

  self->tab = tab;

  return GTK_WIDGET (self);
}

void
tw_rule_curve_show (TwRuleCurve          *self,
                    const TwProgramState *state,
                    guint                 rule)
{
  const char *id = tw_program_document_get_program (state->program)->rules[rule].id;

  g_return_if_fail (TW_IS_RULE_CURVE (self));

  if (g_strcmp0 (id, self->rule_id) != 0)
    g_hash_table_remove_all (self->chosen);
  g_free (self->rule_id);
  self->rule_id = g_strdup (id);
  self->state = state;
  self->rule = rule;
  g_clear_pointer (&self->vocabulary, tw_vocabulary_free);
  self->vocabulary = tw_program_vocabulary_new (tw_document_get_workspace (state->workspace), NULL);
  set_message (self, NULL);
  fill_spans (self);
  forget_tried (self);
  tw_rule_price_set (self->price, state, self->spans.spans[gtk_drop_down_get_selected (self->span)]);
  tw_rule_price_try (self->price, NULL);
  update_cost (self);
  tw_rule_curve_draw (self);
}

void
tw_rule_curve_clear (TwRuleCurve *self)
{
  g_return_if_fail (TW_IS_RULE_CURVE (self));

  forget_tried (self);
  stop_making (self);
  tw_rule_price_stop (self->price);
  tw_chart_view_set_spec (self->chart, NULL);
  self->state = NULL;
}

gboolean
tw_rule_curve_is_empty (TwRuleCurve *self)
{
  g_return_val_if_fail (TW_IS_RULE_CURVE (self), TRUE);

  return self->state == NULL;
}

const char *
tw_rule_curve_get_cost_text (TwRuleCurve *self)
{
  g_return_val_if_fail (TW_IS_RULE_CURVE (self), NULL);

  return gtk_label_get_text (self->cost);
}
