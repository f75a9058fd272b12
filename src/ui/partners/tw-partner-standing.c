/* tw-partner-standing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partner-standing.h"

#include "common/tw-background.h"
#include "common/tw-format.h"
#include "common/tw-period-text.h"
#include "tw-program-describe.h"
#include "tw-qualification.h"
#include "tw-row-store.h"
#include "tw-tier-path.h"

#include <glib/gi18n-lib.h>

#define KEY_FOUND "tw-qualifications"
#define KEY_ENTRY "tw-qualifications-entry"

struct _TwPartnerStanding
{
  AdwBin        parent_instance;

  TwDocument   *document;       /* owned */
  char         *partner;        /* owned: external id */
  GCancellable *work;           /* (nullable): under way */
  GtkBox       *box;
  gint64        id;
  gboolean      evidence;
  gboolean      refused;     /* the pay on another tier can't be replayed */
};

G_DEFINE_FINAL_TYPE (TwPartnerStanding, tw_partner_standing, ADW_TYPE_BIN)

/* --- in words --- */

/* What a criterion's value, threshold and missing part look like beside each other. */
typedef struct
{
  char *value;
  char *threshold;
  char *shortfall;      /* (nullable) */
} Figures;

static void
figures_clear (Figures *figures)
{
  g_free (figures->value);
  g_free (figures->threshold);
  g_free (figures->shortfall);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

static void
figures_init (Figures    *figures,
              const char *value,
              const char *threshold,
              const char *shortfall)
{
  figures->value = value != NULL ? tw_format_beside (value, threshold) : g_strdup ("–");
  figures->threshold = threshold != NULL ? tw_format_beside (threshold, value) : g_strdup ("–");
  figures->shortfall = shortfall != NULL ? tw_format_beside (shortfall, value) : NULL;
}

/* In a page the lines are read, not gone through: they are made anew while somebody works there. */
static void
append_leaf (TwPartnerStanding         *self,
             AdwPreferencesGroup       *group,
             const TwQualificationLeaf *leaf)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon;
  const char *state = leaf->pass ? _("met") : _("missing");
  g_autofree char *criterion = tw_program_describe_begin (leaf->criterion);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_auto (Figures) figures = { NULL };

  figures_init (&figures, leaf->value, leaf->threshold, leaf->shortfall);

  if (leaf->pass || leaf->shortfall == NULL)
    /* Translators: how a criterion stands: its value, the threshold. */
    text = g_strdup_printf (_("%1$s of %2$s"), figures.value, figures.threshold);
  else
    /* Translators: how a criterion stands: its value, the threshold, and what is missing. */
    text = g_strdup_printf (_("%1$s of %2$s, %3$s more needed"), figures.value, figures.threshold, figures.shortfall);

  /* Translators: read out for a criterion: what it asks for, whether it is met, how it stands. */
  name = g_strdup_printf (_("%1$s: %2$s, %3$s"), criterion, state, text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), criterion);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  icon = gtk_label_new (state);
  gtk_widget_add_css_class (icon, leaf->pass ? "dim-label" : "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_focusable (row, self->evidence);
  adw_preferences_group_add (group, row);
}

static char *
describe (const TwQualification *found)
{
  if (found->held == NULL && found->earned == NULL)
    return g_strdup (_("Holds no tier, and meets the criteria of none."));
  if (found->held == NULL)
    /* Translators: %s is a tier. */
    return g_strdup_printf (_("Holds no tier, and meets the criteria of %s."), found->earned);
  if (g_strcmp0 (found->held, found->earned) == 0)
    /* Translators: %s is a tier. */
    return g_strdup_printf (_("Holds %s, and meets its criteria."), found->held);
  if (found->earned == NULL)
    /* Translators: %s is a tier. */
    return g_strdup_printf (_("Holds %s, and meets the criteria of no tier."), found->held);

  /* Translators: two tiers: the one that is held, the one whose criteria are met. */
  return g_strdup_printf (_("Holds %1$s, and meets the criteria of %2$s."), found->held, found->earned);
}

static AdwPreferencesGroup *
append_group (TwPartnerStanding *self,
              const char        *title,
              const char        *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), below);
  gtk_box_append (self->box, group);

  return ADW_PREFERENCES_GROUP (group);
}

static char *
create_title (const TwQualification *found)
{
  return found->ladder != NULL ? g_strdup_printf ("%s · %s", found->program, found->ladder)
                               : g_strdup (found->program);
}

/* One criterion that isn't met, and whether it belongs to the least work. */
static void
append_step (TwPartnerStanding    *self,
             AdwPreferencesGroup  *group,
             const TwPathStep     *step)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label;
  const char *state = step->chosen ? _("least work") : _("not needed");
  g_autofree char *work = step->known ? tw_effort_to_text (step->effort) : NULL;
  g_autoptr (GPtrArray) actions = tw_path_step_list_actions (step);
  g_autofree char *criterion = tw_program_describe_begin (step->criterion);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_auto (Figures) figures = { NULL };

  figures_init (&figures, step->value, step->threshold, step->shortfall);

  if (step->shortfall != NULL && work != NULL)
    /* Translators: how a criterion stands: its value, the threshold, what is missing, and how much work that is. */
    text = g_strdup_printf (_("%1$s of %2$s, %3$s more needed: %4$s"), figures.value, figures.threshold, figures.shortfall,
                            work);
  else if (step->value != NULL && step->threshold != NULL)
    /* Translators: how a criterion stands: its value, the threshold. */
    text = g_strdup_printf (_("%1$s of %2$s"), figures.value, figures.threshold);
  else
    text = g_strdup (_("How much work this is can’t be told"));
  for (guint i = 0; i < actions->len; i++)
    {
      char *longer = g_strdup_printf ("%s\n%s", text, (const char *) g_ptr_array_index (actions, i));

      g_free (text);
      text = longer;
    }

  /* Translators: read out for a criterion: what it asks for, whether it is met, how it stands. */
  name = g_strdup_printf (_("%1$s: %2$s, %3$s"), criterion, state, text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), criterion);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  label = gtk_label_new (state);
  gtk_widget_add_css_class (label, step->chosen ? "heading" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (group, row);
}

/* The work, the worth, and what neither says. */
static char *
describe_path (const TwTierPath *path)
{
  g_autofree char *work = tw_effort_to_text (path->effort);
  g_autofree char *note = tw_tier_path_get_note (path);
  g_autofree char *worth = path->has_worth ? tw_format_money (path->worth, path->digits, path->currency) : NULL;
  g_autofree char *text = NULL;

  if (worth != NULL)
    /* Translators: an amount of work, an amount of money. */
    text = g_strdup_printf (_("%1$s at least. Its benefits are worth %2$s more a year."), work, worth);
  else
    /* Translators: %s is an amount of work. */
    text = g_strdup_printf (_("%s at least."), work);

  return note != NULL ? g_strdup_printf ("%s %s", text, note) : g_steal_pointer (&text);
}

/* What the tier does to pay, where it was replayed. */
static void
append_pay (AdwPreferencesGroup *group,
            const TwTierPath    *path)
{
  g_autofree char *from = tw_format_money (path->pay.from, path->digits, path->currency);
  g_autofree char *to = tw_format_money (path->pay.to, path->digits, path->currency);
  g_autofree char *text = tw_tier_path_describe_pay (path, from, to);
  g_autofree char *change = NULL;
  g_autofree char *name = NULL;
  GtkWidget *label;
  GtkWidget *row;

  if (text == NULL)
    return;

  change = tw_format_money (path->pay.to - path->pay.from, path->digits, path->currency);
  /* Translators: read out: by how much pay would change, and how that is known. */
  name = g_strdup_printf (_("Change of Pay: %1$s. %2$s"), change, text);
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Change of Pay"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  label = gtk_label_new (change);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (group, row);
}

static void
show_path (TwPartnerStanding     *self,
           const TwQualification *found)
{
  g_autofree char *title = create_title (found);
  g_autofree char *standing = describe (found);
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;
  AdwPreferencesGroup *group;

  append_group (self, title, standing);
  if (found->path == NULL)
    return;

  /* Translators: %s is a tier: heading over what is missing for it. */
  heading = g_strdup_printf (_("Path to %s"), found->path->tier);
  text = describe_path (found->path);
  group = append_group (self, heading, text);
  append_pay (group, found->path);
  for (guint i = 0; i < found->path->steps->len; i++)
    append_step (self, group, found->path->steps->pdata[i]);
}

static void
show_evidence (TwPartnerStanding     *self,
               const TwQualification *found)
{
  g_autofree char *title = create_title (found);
  g_autofree char *standing = describe (found);
  AdwPreferencesGroup *group = append_group (self, title, standing);
  const char *tier = NULL;
  gboolean keep = FALSE;

  for (guint i = 0; i < found->leaves->len; i++)
    {
      const TwQualificationLeaf *leaf = found->leaves->pdata[i];

      if (g_strcmp0 (leaf->tier, tier) != 0 || leaf->keep != keep)
        {
          /* Translators: %s is a tier: heading over what a partner that holds it has to meet. */
          g_autofree char *heading = leaf->keep ? g_strdup_printf (_("To Keep %s"), leaf->tier) : g_strdup (leaf->tier);

          group = append_group (self, heading, "");
        }

      tier = leaf->tier;
      keep = leaf->keep;
      append_leaf (self, group, leaf);
    }
}

static void
show_words (TwPartnerStanding *self,
            const char        *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
}

static void
clear (TwPartnerStanding *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static gboolean ask_pay (TwPartnerStanding *self,
                         GPtrArray         *all);

static void
show (TwPartnerStanding *self,
      GPtrArray         *all)
{
  guint n = 0;

  clear (self);

  for (guint i = 0; i < all->len; i++)
    {
      const TwQualification *found = all->pdata[i];

      if (g_strcmp0 (found->partner_id, self->partner) != 0)
        continue;

      if (self->evidence)
        show_evidence (self, found);
      else
        show_path (self, found);
      n++;
    }

  if (n == 0)
    show_words (self, _("No published program with tiers covers this partner today."));
  else if (!self->evidence && ask_pay (self, all))
    show_words (self, _("Replaying last year’s transactions on the next tier…"));
}

/* --- what the next tier would have paid --- */

typedef struct
{
  TwWorkspace *workspace;  /* a fork */
  GPtrArray   *all;
  char        *partner;
  TwTierPay   *pays;       /* of each of @all */
  gboolean    *found;
} PayWork;

static void
pay_work_free (gpointer data)
{
  PayWork *work = data;

  for (guint i = 0; i < work->all->len; i++)
    tw_tier_pay_clear (&work->pays[i]);
  g_object_unref (work->workspace);
  g_ptr_array_unref (work->all);
  g_free (work->partner);
  g_free (work->pays);
  g_free (work->found);
  g_free (work);
}

static gboolean
wants_pay (const PayWork         *work,
           const TwQualification *one)
{
  return g_strcmp0 (one->partner_id, work->partner) == 0 && one->ladder == NULL && one->path != NULL
         && one->path->rates_differ && !one->path->has_pay;
}

static void
find_pays (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  PayWork *work = data;
  GError *error = NULL;

  for (guint i = 0; i < work->all->len && error == NULL; i++)
    if (wants_pay (work, work->all->pdata[i]))
      work->found[i] = tw_qualification_find_pay (work->all->pdata[i], work->workspace, tw_period_today (), cancellable,
                                                  &work->pays[i], &error);
  tw_workspace_close (work->workspace, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_pays_found (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  TwPartnerStanding *self = TW_PARTNER_STANDING (source);
  PayWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->work);
  /* The path says then that this pay isn't counted. */
  self->refused = !good;
  for (guint i = 0; i < work->all->len; i++)
    if (work->found[i])
      {
        const TwQualification *one = work->all->pdata[i];

        tw_tier_path_take_pay (one->path, &work->pays[i]);
      }
  show (self, work->all);
  if (!good)
    show_words (self, error->message);
}

/* Whether there is something to replay, which begins then. */
static gboolean
ask_pay (TwPartnerStanding *self,
         GPtrArray         *all)
{
  PayWork *work;
  TwWorkspace *fork;
  g_autoptr (GTask) task = NULL;
  gboolean any = FALSE;

  if (self->refused || self->work != NULL)
    return FALSE;

  work = g_new0 (PayWork, 1);
  work->partner = g_strdup (self->partner);
  for (guint i = 0; i < all->len; i++)
    any = any || wants_pay (work, all->pdata[i]);
  fork = any ? tw_workspace_fork (tw_document_get_workspace (self->document), TW_OPEN_READ_ONLY, NULL) : NULL;
  if (fork == NULL)
    {
      g_free (work->partner);
      g_free (work);
      return FALSE;
    }

  work->workspace = fork;
  work->all = g_ptr_array_ref (all);
  work->pays = g_new0 (TwTierPay, all->len + 1);
  work->found = g_new0 (gboolean, all->len + 1);
  self->work = g_cancellable_new ();
  task = g_task_new (self, self->work, on_pays_found, NULL);
  g_task_set_task_data (task, work, pay_work_free);
  tw_background_run_task (task, find_pays);

  return TRUE;
}

/* --- finding out --- */

static void
qualify (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  TwWorkspace *workspace = data;
  GError *error = NULL;
  GPtrArray *all;

  tw_workspace_set_cancellable (workspace, cancellable);
  all = tw_qualify (workspace, NULL, tw_period_today (), &error);
  tw_workspace_set_cancellable (workspace, NULL);
  tw_workspace_close (workspace, NULL);

  if (all != NULL)
    g_task_return_pointer (task, all, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_qualified (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  TwPartnerStanding *self = TW_PARTNER_STANDING (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->work);

  if (all == NULL)
    {
      clear (self);
      show_words (self, error->message);
      return;
    }

  g_object_set_data_full (G_OBJECT (self->document), KEY_FOUND, g_ptr_array_ref (all),
                          (GDestroyNotify) g_ptr_array_unref);
  show (self, all);
}

void
tw_partner_standing_refresh (TwPartnerStanding *self)
{
  gint64 entry = tw_document_get_last_entry (self->document);
  const gint64 *known = g_object_get_data (G_OBJECT (self->document), KEY_ENTRY);
  GPtrArray *all = g_object_get_data (G_OBJECT (self->document), KEY_FOUND);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  TwWorkspace *fork;

  if (all != NULL && known != NULL && *known == entry)
    {
      show (self, all);
      return;
    }

  if (self->work != NULL)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);

  fork = tw_workspace_fork (tw_document_get_workspace (self->document), TW_OPEN_READ_ONLY, &error);
  if (fork == NULL)
    {
      clear (self);
      show_words (self, error->message);
      return;
    }

  if (gtk_widget_get_first_child (GTK_WIDGET (self->box)) == NULL)
    show_words (self, _("Looking at the criteria…"));

  g_object_set_data (G_OBJECT (self->document), KEY_FOUND, NULL);
  g_object_set_data_full (G_OBJECT (self->document), KEY_ENTRY, g_memdup2 (&entry, sizeof entry), g_free);
  self->refused = FALSE;
  self->work = g_cancellable_new ();
  task = g_task_new (self, self->work, on_qualified, NULL);
  g_task_set_task_data (task, fork, g_object_unref);
  tw_background_run_task (task, qualify);
}

static void
tw_partner_standing_dispose (GObject *object)
{
  TwPartnerStanding *self = TW_PARTNER_STANDING (object);

  if (self->work != NULL)
    g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->document);
  g_clear_pointer (&self->partner, g_free);

  G_OBJECT_CLASS (tw_partner_standing_parent_class)->dispose (object);
}

static void
tw_partner_standing_class_init (TwPartnerStandingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_partner_standing_dispose;
}

static void
tw_partner_standing_init (TwPartnerStanding *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
tw_partner_standing_new (TwDocument *document,
                         gint64      partner,
                         gboolean    evidence)
{
  TwPartnerStanding *self;
  g_autoptr (TwRow) row = NULL;

  g_return_val_if_fail (TW_IS_DOCUMENT (document), NULL);

  self = g_object_new (TW_TYPE_PARTNER_STANDING, NULL);
  self->document = g_object_ref (document);
  self->id = partner;
  self->evidence = evidence;
  row = tw_row_read (tw_document_get_workspace (document), tw_entity_find ("partner"), partner, NULL);
  self->partner = row != NULL ? tw_row_get_text (row, "external_id") : g_strdup ("");
  tw_partner_standing_refresh (self);

  return GTK_WIDGET (self);
}
