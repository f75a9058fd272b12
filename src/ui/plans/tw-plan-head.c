/* tw-plan-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "plans/tw-plan-head.h"

#include "common/tw-format.h"
#include "common/tw-tooltip.h"
#include "plans/tw-plan-dialogs.h"
#include "plans/tw-plan-goals.h"

#include <glib/gi18n-lib.h>

struct _TwPlanHead
{
  AdwBin               parent_instance;

  TwDocument          *document;        /* owned */
  const TwPlanSummary *summary;         /* (nullable): borrowed */
  gboolean             complete;        /* nothing is missing before it can be agreed */

  /* children */
  GtkLabel            *name;
  GtkLabel            *badge;
  GtkLabel            *pace;
  GtkLabel            *about;
  GtkLabel            *missing;
  GtkWidget           *states[4];
};

G_DEFINE_FINAL_TYPE (TwPlanHead, tw_plan_head, ADW_TYPE_BIN)

static char *
describe (const TwPlanSummary *summary)
{
  g_autofree char *first = tw_format_date (summary->progress->span.start);
  g_autofree char *last = tw_format_date (summary->progress->span.end - 1);
  GString *text = g_string_new (NULL);

  /* Translators: a partner, the first and last day of a plan. */
  g_string_append_printf (text, _("%1$s · %2$s – %3$s"), summary->partner, first, last);
  if (summary->owner != NULL && summary->partner_owner != NULL)
    {
      g_string_append (text, " · ");
      /* Translators: who owns a plan on our side and at the partner. */
      g_string_append_printf (text, _("%1$s and %2$s"), summary->owner, summary->partner_owner);
    }
  if (summary->progress->as_of != TW_DATE_NONE)
    {
      g_autofree char *day = tw_format_date (summary->progress->as_of);

      g_string_append (text, " · ");
      /* Translators: %s is the last day that counts. */
      g_string_append_printf (text, _("as of %s"), day);
    }

  return g_string_free (text, FALSE);
}

static void
update_missing (TwPlanHead          *self,
                const TwPlanSummary *summary)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  if (summary->state == TW_PLAN_DRAFT)
    missing = tw_plan_list_missing (tw_document_get_workspace (self->document), summary->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL && missing->len > 0);
  if (missing == NULL || missing->len == 0)
    return;

  g_ptr_array_add (missing, NULL);
  list = g_strjoinv (" ", (char **) missing->pdata);
  /* Translators: %s is one or several sentences. */
  text = g_strdup_printf (_("Before it can be agreed: %s"), list);
  gtk_label_set_text (self->missing, text);
}

static void
update_states (TwPlanHead          *self,
               const TwPlanSummary *summary)
{
  gboolean writable = !tw_document_is_read_only (self->document);
  g_autoptr (GPtrArray) missing =
      summary->state == TW_PLAN_DRAFT
          ? tw_plan_list_missing (tw_document_get_workspace (self->document), summary->id, NULL)
          : NULL;

  self->complete = missing == NULL || missing->len == 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->states); i++)
    {
      gboolean current = i == (guint) summary->state;
      gboolean reachable = i < (guint) summary->state || i == (guint) summary->state + 1;
      gboolean blocked = i == TW_PLAN_AGREED && !self->complete;
      const char *why = current      ? _("The plan is here")
                        : !writable  ? _("This workspace is read-only")
                        : !reachable ? _("One step after the other")
                        : blocked    ? _("The plan isn’t complete")
                        : i < (guint) summary->state ? _("Take back, with a reason")
                                                     : NULL;

      if (current)
        gtk_widget_add_css_class (self->states[i], "current-state");
      else
        gtk_widget_remove_css_class (self->states[i], "current-state");
      gtk_widget_set_sensitive (self->states[i], current || (writable && reachable && !blocked));
      tw_tooltip_set (self->states[i], why);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->states[i]), GTK_ACCESSIBLE_STATE_PRESSED,
                                   current ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE,
                                   -1);
    }
}

static void
on_state_clicked (TwPlanHead *self,
                  GtkWidget  *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->states); i++)
    {
      if (self->states[i] == button && self->summary != NULL && i != (guint) self->summary->state)
        tw_plan_dialog_state (self->document, self->summary->id, self->summary->state, (TwPlanState) i,
                              GTK_WIDGET (self));
    }
}

static GtkWidget *
create_switcher (TwPlanHead *self)
{
  const TwField *field = tw_entity_get_field (tw_entity_find ("plan"), "state");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (self->states); i++)
    {
      const char *label = tw_field_get_choice_label (field, tw_plan_state_key ((TwPlanState) i));
      /* Translators: name of a button that brings a plan into a state; %s is the state. */
      g_autofree char *name = g_strdup_printf (_("State: %s"), label);

      self->states[i] = gtk_button_new_with_label (label);
      gtk_widget_add_css_class (self->states[i], "plan-state");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->states[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_object (self->states[i], "clicked", G_CALLBACK (on_state_clicked), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->states[i]);
    }

  return box;
}

static GtkLabel *
create_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GMenuModel *
create_plan_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *another = g_menu_new ();
  GMenu *last = g_menu_new ();

  g_menu_append (menu, _("_Edit Plan…"), "view.edit-plan");
  g_menu_append (menu, _("_Start Review"), "view.start-review");
  g_menu_append (menu, _("_Close Review…"), "view.close-review");
  g_menu_append (menu, _("Add _Action…"), "view.add-action");
  g_menu_append (menu, _("E_xport…"), "view.export");
  /* The button in the header says Agree on a draft. */
  g_menu_append (another, _("_New Plan…"), "view.new");
  g_menu_append (another, _("New From _Template…"), "view.new-from-template");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (another));
  g_menu_append (last, _("_Remove Plan"), "view.remove-plan");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  g_object_unref (another);
  g_object_unref (last);

  return G_MENU_MODEL (menu);
}

static GtkWidget *
create_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add…"));
  GtkWidget *more = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = create_plan_menu ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "view.item-add");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), menu);
  tw_tooltip_set (more, _("More for This Plan"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("More for This Plan"), -1);
  /* The name is read off the toggle inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (more)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("More for This Plan"), -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), more);

  return box;
}

static GtkWidget *
create_content (TwPlanHead *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (head, "plan-head");
  self->name = create_label (first, "title-3");
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_box_append (GTK_BOX (first), create_buttons ());
  gtk_box_append (GTK_BOX (head), first);

  self->badge = create_label (second, "badge");
  gtk_label_set_wrap (self->badge, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  self->pace = create_label (second, "heading");
  tw_tooltip_set (
      GTK_WIDGET (self->pace),
      _("Actual by what is due by now, over the goals by weight; a goal counts at most 1.5."));
  gtk_box_append (GTK_BOX (head), second);
  self->about = create_label (head, "dim-label");
  gtk_box_append (GTK_BOX (head), create_switcher (self));
  self->missing = create_label (head, "plan-missing");

  return head;
}

/* --- public --- */

void
tw_plan_head_show (TwPlanHead          *self,
                   const TwPlanSummary *summary)
{
  const TwField *field = tw_entity_get_field (tw_entity_find ("plan"), "state");
  g_autofree char *about = NULL;
  g_autofree char *pace = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TW_IS_PLAN_HEAD (self));

  self->summary = summary;
  if (summary == NULL)
    return;

  about = describe (summary);
  pace = tw_plan_pace_text (summary->progress->pace);
  /* Translators: %s is a pace such as “0.74 ▼ behind”. */
  text = g_strdup_printf (_("Pace %s"), pace);
  gtk_label_set_text (self->name, summary->name);
  gtk_label_set_text (self->badge, tw_field_get_choice_label (field, tw_plan_state_key (summary->state)));
  gtk_label_set_text (self->pace, text);
  gtk_label_set_text (self->about, about);
  update_states (self, summary);
  update_missing (self, summary);
}

gboolean
tw_plan_head_is_complete (TwPlanHead *self)
{
  g_return_val_if_fail (TW_IS_PLAN_HEAD (self), FALSE);

  return self->complete;
}

/* --- life --- */

static void
tw_plan_head_dispose (GObject *object)
{
  g_clear_object (&TW_PLAN_HEAD (object)->document);

  G_OBJECT_CLASS (tw_plan_head_parent_class)->dispose (object);
}

static void
tw_plan_head_class_init (TwPlanHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_plan_head_dispose;
}

static void
tw_plan_head_init (TwPlanHead *self)
{
}

GtkWidget *
tw_plan_head_new (TwDocument *document)
{
  TwPlanHead *self;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PLAN_HEAD, NULL);
  self->document = g_object_ref (document);
  adw_bin_set_child (ADW_BIN (self), create_content (self));

  return GTK_WIDGET (self);
}
