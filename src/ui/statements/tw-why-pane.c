/* tw-why-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "statements/tw-why-pane.h"

#include "application/tw-window.h"
#include "common/tw-format.h"
#include "tw-exclusion.h"
#include "tw-explain.h"

#include <glib/gi18n-lib.h>

struct _TwWhy
{
  GObject    parent_instance;

  TwView    *view;        /* borrowed */
  char      *text;        /* what the pane says */
  GtkWidget *shown;       /* weak: what stands in the pane */

  /* what is wanted, and whether a job is on its way */
  TwWhyKind  kind;
  gint64     id;
  gboolean   busy;
};

G_DEFINE_FINAL_TYPE (TwWhy, tw_why, G_TYPE_OBJECT)

typedef struct
{
  TwWhy         *why;           /* weak, main loop only */
  TwWhyKind      kind;
  gint64         id;
  TwExplanation *explanation;   /* one of the three */
  TwStatement   *statement;
  TwExclusion   *exclusion;
} Request;

static void start (TwWhy *self);

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->explanation, tw_explanation_free);
  g_clear_pointer (&request->statement, tw_statement_free);
  g_clear_pointer (&request->exclusion, tw_exclusion_free);
  g_free (request);
}

/* --- building --- */

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* Selected with the pointer; by key the whole text is copied with the button, without a stop at
   * each step. Not by its focusable: such a label swallows Tab. */
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_step (GtkWidget  *list,
          guint       number,
          const char *text,
          const char *result)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *count = g_strdup_printf ("%u", number);
  g_autofree char *name = NULL;
  GtkWidget *place = gtk_label_new (count);
  GtkWidget *words;

  gtk_widget_add_css_class (place, "dim-label");
  gtk_widget_add_css_class (place, "numeric");
  gtk_widget_set_valign (place, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), place);
  words = add_label (box, text, NULL);
  gtk_widget_set_hexpand (words, TRUE);

  if (result != NULL && *result != '\0')
    {
      g_autofree char *shown = tw_format_isolate (g_strdup (result));
      GtkWidget *label = gtk_label_new (shown);

      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), label);
    }

  name = g_strdup_printf ("%s %s %s", count, text, result != NULL ? result : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (box, "why-step");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
on_copy (GtkButton *button,
         gpointer   user_data)
{
  TwWhy *self = user_data;

  if (self->text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), self->text);
}

static GtkWidget *
create_list (const char *label)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_top (list, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return list;
}

static void
add_buttons (TwWhy      *self,
             GtkWidget  *box,
             const char *label,
             const char *action)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("_Copy"));

  g_signal_connect_object (copy, "clicked", G_CALLBACK (on_copy), self, 0);
  gtk_box_append (GTK_BOX (buttons), copy);

  if (action != NULL)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (label);

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
      gtk_box_append (GTK_BOX (buttons), button);
    }

  gtk_widget_set_margin_top (buttons, 6);
  gtk_box_append (GTK_BOX (box), buttons);
}

static void
fill_line (TwWhy               *self,
           GtkWidget           *box,
           const TwExplanation *explanation)
{
  GtkWidget *list = create_list (_("Steps"));

  add_label (box, explanation->sentence, "heading");
  if (explanation->rule_sentence != NULL)
    add_label (box, explanation->rule_sentence, "dim-label");

  for (guint i = 0; i < explanation->steps->len; i++)
    {
      const TwStatementStep *step = g_ptr_array_index (explanation->steps, i);

      add_step (list, i + 1, step->text, step->result);
    }

  if (explanation->steps->len > 0)
    gtk_box_append (GTK_BOX (box), list);

  add_label (box, explanation->line_id, "caption");
  add_buttons (self, box, _("_Adjust…"), "view.adjust");
  self->text = tw_explanation_to_text (explanation);
}

static void
fill_exclusion (TwWhy             *self,
                GtkWidget         *box,
                const TwExclusion *exclusion)
{
  add_label (box, exclusion->sentence, "heading");
  add_label (box, exclusion->reason, NULL);
  if (exclusion->rule != NULL)
    add_label (box, exclusion->rule, "dim-label");

  add_buttons (self, box, NULL, NULL);
  self->text = tw_exclusion_to_text (exclusion);
}

/* What stands between the rules and what is paid, so that the numbers above each other add up. */
static void
add_balances (GtkWidget         *list,
              guint              n,
              GString           *text,
              const TwStatement *statement)
{
  const struct
  {
    const char *name;
    gint64      amount;
  } balances[] = {
    { _("Deferred"), -statement->deferred },
    { _("Released"), statement->released },
    { _("Adjusted"), statement->adjusted },
    { _("Carried In"), statement->carried_in },
    { _("Carried Out"), -statement->carried_out },
    { _("Forgiven"), -statement->forgiven },
  };

  for (guint i = 0; i < G_N_ELEMENTS (balances); i++)
    {
      g_autofree char *amount = NULL;

      if (balances[i].amount == 0)
        continue;

      amount = tw_format_money (balances[i].amount, statement->digits, NULL);
      add_step (list, ++n, balances[i].name, amount);
      g_string_append_printf (text, "%s\t%s\n", balances[i].name, amount);
    }
}

static void
fill_statement (TwWhy             *self,
                GtkWidget         *box,
                const TwStatement *statement)
{
  GtkWidget *list = create_list (_("Rules"));
  g_autofree char *payable =
      tw_format_money (statement->payable, statement->digits, statement->currency);
  /* Translators: %1$s is a partner, %2$s an amount with its currency. */
  g_autofree char *sentence =
      g_strdup_printf (_("%1$s is paid %2$s."), statement->partner, payable);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  add_label (box, sentence, "heading");
  g_string_append_printf (text, "%s\n", sentence);

  if (statement->reason != NULL)
    {
      add_label (box, statement->reason, NULL);
      g_string_append_printf (text, "%s\n", statement->reason);
    }

  for (guint i = 0; i < statement->rules->len; i++)
    {
      const TwStatementRule *rule = g_ptr_array_index (statement->rules, i);
      g_autofree char *amount = tw_format_money (rule->amount, statement->digits, NULL);

      if (rule->sentence == NULL && rule->amount == 0)
        continue;

      add_step (list, ++n, rule->name, amount);
      g_string_append_printf (text, "%s\t%s\n", rule->name, amount);
    }

  add_balances (list, n, text, statement);
  if (gtk_widget_get_first_child (list) != NULL)
    gtk_box_append (GTK_BOX (box), list);
  else
    g_object_unref (g_object_ref_sink (list));

  add_buttons (self, box, _("_Open Statement"),
               tw_view_get_page (self->view) == NULL ? "view.open" : NULL);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
present (TwWhy      *self,
         const char *title,
         GtkWidget  *box)
{
  TwWindow *window = tw_window_from (GTK_WIDGET (self->view));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "pane-body");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  tw_window_show_details (window, title, scroller, FALSE);
  g_set_weak_pointer (&self->shown, scroller);

  /* What had the focus may have gone with what stood there before. */
  if (gtk_window_get_focus (GTK_WINDOW (window)) == NULL)
    tw_view_focus (self->view);
}

static void
show_result (TwWhy        *self,
             Request      *request,
             const GError *error)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *title = request->kind == TW_WHY_LINE        ? _("Why This Number")
                      : request->kind == TW_WHY_EXCLUSION ? _("Why Not")
                                                          : _("Statement");

  g_clear_pointer (&self->text, g_free);

  if (error != NULL)
    {
      add_label (box, error->message, "error");
      self->text = g_strdup (error->message);
    }
  else if (request->explanation != NULL)
    fill_line (self, box, request->explanation);
  else if (request->statement != NULL)
    fill_statement (self, box, request->statement);
  else
    fill_exclusion (self, box, request->exclusion);

  present (self, title, box);
}

/* --- reading, in the thread of a job --- */

static gboolean
run_request (TwJob        *job,
             TwWorkspace  *workspace,
             gpointer      data,
             GError      **error)
{
  Request *request = data;

  switch (request->kind)
    {
    case TW_WHY_LINE:
      request->explanation = tw_explain_line (workspace, request->id, error);
      return request->explanation != NULL;

    case TW_WHY_STATEMENT:
      request->statement = tw_statement_read (workspace, request->id, error);
      return request->statement != NULL;

    case TW_WHY_EXCLUSION:
    default:
      request->exclusion = tw_exclusion_explain (workspace, request->id, error);
      return request->exclusion != NULL;
    }
}

static void
on_request_done (TwJob        *job,
                 gpointer      data,
                 const GError *error)
{
  Request *request = data;
  TwWhy *self = request->why;

  if (self == NULL)
    return;

  g_clear_weak_pointer (&request->why);
  self->busy = FALSE;

  if (tw_window_from (GTK_WIDGET (self->view)) == NULL)
    return;

  if (self->id == request->id && self->kind == request->kind)
    show_result (self, request, error);
  else if (self->id != 0)
    start (self);
}

static void
start (TwWhy *self)
{
  Request *request;

  if (self->busy)
    return;

  request = g_new0 (Request, 1);
  g_set_weak_pointer (&request->why, self);
  request->kind = self->kind;
  request->id = self->id;
  self->busy = TRUE;
  tw_document_run_job (tw_view_get_document (self->view), _("Explaining"), run_request,
                       on_request_done, request, request_free);
}

/* --- life --- */

static void
tw_why_finalize (GObject *object)
{
  g_clear_weak_pointer (&TW_WHY (object)->shown);
  g_free (TW_WHY (object)->text);

  G_OBJECT_CLASS (tw_why_parent_class)->finalize (object);
}

static void
tw_why_class_init (TwWhyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tw_why_finalize;
}

static void
tw_why_init (TwWhy *self)
{
}

TwWhy *
tw_why_new (TwView *view)
{
  TwWhy *self;

  g_return_val_if_fail (TW_IS_VIEW (view), NULL);

  self = g_object_new (TW_TYPE_WHY, NULL);
  self->view = view;

  return self;
}

void
tw_why_show (TwWhy     *self,
             TwWhyKind  kind,
             gint64     id,
             gboolean   open)
{
  TwWindow *window;
  GtkWidget *details;

  g_return_if_fail (TW_IS_WHY (self));

  window = tw_window_from (GTK_WIDGET (self->view));
  if (window == NULL || tw_view_get_document (self->view) == NULL)
    return;

  if (open && !tw_window_has_details (window))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-pane", NULL);
  if (!tw_window_has_details (window))
    return;

  /* Somebody looks at the history there: it stays until they ask for something else. */
  details = tw_window_get_details (window);
  if (!open && details != NULL && details != self->shown)
    return;

  self->kind = kind;
  self->id = id;

  if (id == 0)
    {
      g_clear_pointer (&self->text, g_free);
      tw_window_show_details (window, "", NULL, FALSE);
      return;
    }

  start (self);
}

const char *
tw_why_get_text (TwWhy *self)
{
  g_return_val_if_fail (TW_IS_WHY (self), NULL);

  return self->text;
}
