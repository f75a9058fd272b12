/* tw-period-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-period-button.h"

#include "common/tw-entry-check.h"
#include "common/tw-period-text.h"
#include "common/tw-popover-text.h"
#include "common/tw-tooltip.h"
#include "tw-period-lock.h"

#include <glib/gi18n-lib.h>

#define N_QUARTERS 4
#define N_MONTHS 12

struct _TwPeriodButton
{
  AdwBin         parent_instance;

  GtkMenuButton *button;
  GtkWidget     *lock;          /* shown where the period is locked */
  GtkEntry      *entry;
  GtkLabel      *message;
  GtkLabel      *year_label;
  GtkWidget     *year_button;
  GtkWidget     *quarters[N_QUARTERS];
  GtkWidget     *months[N_MONTHS];

  TwDocument    *document;      /* owned */
  GSignalGroup  *signals;
  TwSpan         year;          /* the fiscal year in the grid */
  TwPeriodLocks *locks;         /* (nullable): as of the last change */
};

G_DEFINE_FINAL_TYPE (TwPeriodButton, tw_period_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DIRECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_message (TwPeriodButton *self,
             const char     *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                            : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
choose (TwPeriodButton *self,
        const char     *text)
{
  g_autoptr (GError) error = NULL;

  if (self->document == NULL)
    return;

  if (!tw_document_set_period (self->document, text, &error))
    {
      set_message (self, error->message);
      return;
    }

  set_message (self, NULL);
  gtk_menu_button_popdown (self->button);
}

static void
on_entry_activate (TwPeriodButton *self)
{
  choose (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_entry_changed (TwPeriodButton *self)
{
  set_message (self, NULL);
}

static void
on_choice (TwPeriodButton *self,
           GtkWidget      *button)
{
  choose (self, g_object_get_data (G_OBJECT (button), "tw-period"));
}

static gboolean
is_locked (TwPeriodButton *self,
           TwSpan          span)
{
  return self->locks != NULL && tw_period_locks_cover (self->locks, span);
}

/* @unit at @date becomes what the button chooses; the button of the current period is the checked
 * one. */
static void
set_choice (TwPeriodButton *self,
            GtkWidget      *button,
            TwCalendarUnit  unit,
            TwDate          date,
            const char     *label)
{
  const TwCalendar *calendar = tw_document_get_calendar (self->document);
  char *name = tw_calendar_name (calendar, unit, date);
  g_autofree char *words = NULL;
  TwSpan span;

  if (tw_calendar_unit_at (calendar, unit, date, &span) && is_locked (self, span))
    {
      GtkWidget *content = adw_button_content_new ();

      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "changes-prevent-symbolic");
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label != NULL ? label : name);
      gtk_button_set_child (GTK_BUTTON (button), content);
      /* Translators: %s is a period such as 2026-Q3. */
      words = g_strdup_printf (_("%s, locked"), name);
    }
  else
    gtk_button_set_label (GTK_BUTTON (button), label != NULL ? label : name);

  tw_tooltip_set (button, words != NULL ? words : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : name,
                                  -1);

  if (g_strcmp0 (name, tw_document_get_period (self->document)) == 0)
    gtk_widget_add_css_class (button, "current-period");
  else
    gtk_widget_remove_css_class (button, "current-period");

  g_object_set_data_full (G_OBJECT (button), "tw-period", name, g_free);
}

static void
update_months (TwPeriodButton *self)
{
  TwDate date = self->year.start;

  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autoptr (GDateTime) moment = NULL;
      g_autofree char *label = NULL;
      int year, month, day;

      tw_date_to_ymd (date, &year, &month, &day);
      moment = g_date_time_new_utc (year, month, 1, 0, 0, 0);
      label = g_date_time_format (moment, "%b");
      set_choice (self, self->months[i], TW_CALENDAR_MONTH, date, label);
      date = tw_date_add_months (date, 1);
    }
}

static void
update_grid (TwPeriodButton *self)
{
  const TwCalendar *calendar;
  g_autofree char *year = NULL;
  g_autofree char *label = NULL;
  TwSpan quarter;

  if (self->document == NULL)
    return;

  calendar = tw_document_get_calendar (self->document);
  year = tw_calendar_name (calendar, TW_CALENDAR_YEAR, self->year.start);
  /* Translators: a fiscal year, such as “FY 2026”. */
  label = g_strdup_printf (_("FY %s"), year);
  gtk_label_set_text (self->year_label, label);
  set_choice (self, self->year_button, TW_CALENDAR_YEAR, self->year.start, label);

  quarter.end = self->year.start;
  for (int i = 0; i < N_QUARTERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Q%d", i + 1);

      tw_calendar_unit_at (calendar, TW_CALENDAR_QUARTER, quarter.end, &quarter);
      set_choice (self, self->quarters[i], TW_CALENDAR_QUARTER, quarter.start, name);
    }

  update_months (self);
}

static void
step_year (TwPeriodButton *self,
           TwDate          date)
{
  TwSpan year;

  if (self->document != NULL
      && tw_calendar_unit_at (
          tw_document_get_calendar (self->document), TW_CALENDAR_YEAR, date, &year))
    {
      self->year = year;
      update_grid (self);
    }
}

static void
on_previous_year (TwPeriodButton *self)
{
  step_year (self, self->year.start - 1);
}

static void
on_next_year (TwPeriodButton *self)
{
  step_year (self, self->year.end);
}

static void
update_period (TwPeriodButton *self)
{
  const char *period;
  g_autofree char *label = NULL;
  gboolean locked;

  if (self->document == NULL)
    return;

  period = tw_document_get_period (self->document);
  locked = is_locked (self, tw_document_get_span (self->document));
  gtk_menu_button_set_label (self->button, period);
  gtk_widget_set_visible (self->lock, locked);
  /* Translators: read out for the button that shows and changes the period. */
  label = g_strdup_printf (locked ? _("Period %s, locked") : _("Period %s"), period);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->button))),
      GTK_ACCESSIBLE_PROPERTY_LABEL,
      label,
      -1);
  if (self->entry != NULL)
    step_year (self, tw_document_get_span (self->document).start);
}

/* A period may have been locked or unlocked. */
static void
read_locks (TwPeriodButton *self)
{
  g_clear_pointer (&self->locks, tw_period_locks_free);
  if (self->document != NULL)
    self->locks = tw_period_locks_load (tw_document_get_workspace (self->document), NULL);
  update_period (self);
}

static void
on_popover_show (TwPeriodButton *self)
{
  if (self->document == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), tw_document_get_period (self->document));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- construction --- */

static GtkWidget *
create_choice (TwPeriodButton *self)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_preset (TwPeriodButton *self,
               const char     *label,
               const char     *period)
{
  GtkWidget *button = create_choice (self);

  gtk_button_set_label (GTK_BUTTON (button), label);
  g_object_set_data_full (G_OBJECT (button), "tw-period", g_strdup (period), g_free);

  return button;
}

static GtkWidget *
create_presets (TwPeriodButton *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_attach (GTK_GRID (grid), create_preset (self, _("This Quarter"), "this quarter"),
                   0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_preset (self, _("Last Quarter"), "last quarter"),
                   1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_preset (self, _("This Year"), "this year"), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), create_preset (self, _("Last Year"), "last year"), 1, 1, 1, 1);

  return grid;
}

static GtkWidget *
create_icon_button (TwPeriodButton *self,
                    const char     *icon_name,
                    const char     *label,
                    GCallback       callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, label);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_year_row (TwPeriodButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->year_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->year_label), "heading");
  gtk_widget_set_hexpand (GTK_WIDGET (self->year_label), TRUE);

  gtk_box_append (GTK_BOX (box), create_icon_button (self, "go-previous-symbolic",
                                                     _("Previous Year"),
                                                     G_CALLBACK (on_previous_year)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->year_label));
  gtk_box_append (GTK_BOX (box), create_icon_button (self, "go-next-symbolic", _("Next Year"),
                                                     G_CALLBACK (on_next_year)));

  return box;
}

/* The quarter to the left of its three months, the whole year below. */
static GtkWidget *
create_grid (TwPeriodButton *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);

  for (int quarter = 0; quarter < N_QUARTERS; quarter++)
    {
      self->quarters[quarter] = create_choice (self);
      gtk_grid_attach (GTK_GRID (grid), self->quarters[quarter], 0, quarter, 1, 1);

      for (int month = 0; month < 3; month++)
        {
          GtkWidget *button = create_choice (self);

          self->months[quarter * 3 + month] = button;
          gtk_grid_attach (GTK_GRID (grid), button, month + 1, quarter, 1, 1);
        }
    }

  self->year_button = create_choice (self);
  gtk_grid_attach (GTK_GRID (grid), self->year_button, 0, N_QUARTERS, 4, 1);

  return grid;
}

static void
on_refused (const char *message,
            gpointer    user_data)
{
  set_message (user_data, message);
}

static GtkWidget *
create_popover (TwPeriodButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, "2026-Q3");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Period"), -1);
  tw_entry_guard (GTK_WIDGET (self->entry), on_refused, self);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed), self,
                           G_CONNECT_SWAPPED);

  self->message = GTK_LABEL (gtk_label_new (NULL));
  tw_popover_text_prepare (self->message, 30);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_box_append (GTK_BOX (box), create_presets (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), create_year_row (self));
  gtk_box_append (GTK_BOX (box), create_grid (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "period-popover");
  g_signal_connect_object (popover, "show", G_CALLBACK (on_popover_show), self, G_CONNECT_SWAPPED);

  return popover;
}

/* A window opens sooner without what nobody looked at yet. */
static void
on_popover_wanted (GtkMenuButton *button,
                   gpointer       user_data)
{
  TwPeriodButton *self = user_data;

  if (self->entry != NULL)
    return;

  gtk_menu_button_set_popover (button, create_popover (self));
  update_period (self);
}

static void
tw_period_button_dispose (GObject *object)
{
  TwPeriodButton *self = TW_PERIOD_BUTTON (object);

  g_clear_pointer (&self->locks, tw_period_locks_free);
  g_clear_object (&self->signals);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (tw_period_button_parent_class)->dispose (object);
}

static void
tw_period_button_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TwPeriodButton *self = TW_PERIOD_BUTTON (object);

  if (prop_id == PROP_DIRECTION)
    g_value_set_enum (value, gtk_menu_button_get_direction (self->button));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tw_period_button_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TwPeriodButton *self = TW_PERIOD_BUTTON (object);

  if (prop_id == PROP_DIRECTION)
    gtk_menu_button_set_direction (self->button, g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
tw_period_button_class_init (TwPeriodButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tw_period_button_dispose;
  object_class->get_property = tw_period_button_get_property;
  object_class->set_property = tw_period_button_set_property;

  properties[PROP_DIRECTION] =
    g_param_spec_enum ("direction", NULL, NULL, GTK_TYPE_ARROW_TYPE, GTK_ARROW_DOWN,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tw_period_button_init (TwPeriodButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  tw_tooltip_set (GTK_WIDGET (self->button), _("Period"));
  gtk_menu_button_set_create_popup_func (self->button, on_popover_wanted, self, NULL);
  self->lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");
  tw_tooltip_set (self->lock, _("This period is locked: nothing dated in it can change"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Locked"), -1);
  gtk_widget_set_visible (self->lock, FALSE);
  gtk_box_append (GTK_BOX (box), self->lock);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);

  self->signals = g_signal_group_new (TW_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (
      self->signals, "notify::period", G_CALLBACK (update_period), self);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (read_locks), self);
}

void
tw_period_button_set_document (TwPeriodButton *self,
                               TwDocument     *document)
{
  g_return_if_fail (TW_IS_PERIOD_BUTTON (self));

  g_set_object (&self->document, document);
  g_signal_group_set_target (self->signals, document);
  read_locks (self);
}
