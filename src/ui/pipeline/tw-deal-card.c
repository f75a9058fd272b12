/* tw-deal-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "pipeline/tw-deal-card.h"

#include "common/tw-format.h"
#include "tw-registration.h"

#include <glib/gi18n-lib.h>

struct _TwDealCard
{
  GtkBox     parent_instance;

  /* children */
  GtkLabel  *title;
  GtkLabel  *amount;
  GtkLabel  *partner;
  GtkWidget *warning_box;
  GtkLabel  *warning;
  GtkLabel  *below;

  TwItem    *item;      /* owned (nullable) */
  TwDate     date;
  int        days;
  gboolean   alone;     /* the column has one currency, which its heading names */
};

G_DEFINE_FINAL_TYPE (TwDealCard, tw_deal_card, GTK_TYPE_BOX)

/* (transfer full): a field as people see it, empty where it holds nothing. */
static char *
get_text (TwItem     *item,
          const char *field)
{
  const TwEntity *entity = tw_item_get_entity (item);
  int place = tw_entity_get_index (entity, field);
  const char *title = tw_item_get_title (item, place);
  g_autofree char *plain = NULL;

  if (title != NULL)
    return g_strdup (title);

  plain = tw_item_get_text (item, place, FALSE);

  return tw_format_plain (entity->fields[place].type, plain);
}

static char *
get_title (TwItem *item)
{
  g_autofree char *customer = get_text (item, "customer");

  return *customer != '\0' ? g_steal_pointer (&customer) : get_text (item, "name");
}

static char *
get_amount (TwItem   *item,
            gboolean  alone)
{
  g_autofree char *amount = get_text (item, "amount");
  g_autofree char *currency = get_text (item, "currency");

  if (alone)
    return g_steal_pointer (&amount);

  return *amount != '\0' ? g_strdup_printf ("%s\xc2\xa0%s", amount, currency) : g_strdup ("");
}

static char *
get_partner (TwItem *item)
{
  g_autofree char *partner = get_text (item, "partner");
  g_autofree char *role = get_text (item, "role");
  const TwCell *others = tw_item_get_value (item, tw_entity_get_index (tw_item_get_entity (item), "others"));
  g_autofree char *who = NULL;

  if (*partner == '\0')
    return g_strdup (_("No partner"));

  /* Translators: a partner and its role in a deal, "Kestrel · Sourced" */
  who = *role != '\0' ? g_strdup_printf (_("%s · %s"), partner, role) : g_strdup (partner);

  return others->kind == TW_CELL_NUMBER && others->number > 0
             /* Translators: the first of several partners of a deal, and how many more there are */
             ? g_strdup_printf (_("%s +%d"), who, (int) others->number)
             : g_steal_pointer (&who);
}

/* Days that are left of a protection that ends soon, -1 where there is nothing to warn of. */
static int
get_days (TwItem *item,
          TwDate  date,
          int     warning)
{
  const TwEntity *entity = tw_item_get_entity (item);
  const TwCell *until = tw_item_get_value (item, tw_entity_get_index (entity, "protected_until"));
  const TwCell *status = tw_item_get_value (item, tw_entity_get_index (entity, "status"));
  int days;

  if (until->kind != TW_CELL_NUMBER || g_strcmp0 (status->text, "open") != 0 ||
      tw_protection_on ("approved", until->number, TW_DATE_NONE, date, warning, &days) != TW_PROTECTION_ENDING)
    return -1;

  return days;
}

/* What comes next, else when, else what it is called. */
static char *
get_below (TwItem *item)
{
  g_autofree char *next = get_text (item, "next_step");
  g_autofree char *close = get_text (item, "close");
  g_autofree char *name = get_text (item, "name");

  if (*next != '\0')
    return *close != '\0' ? g_strdup_printf ("%s · %s", close, next) : g_steal_pointer (&next);

  return *close != '\0' ? g_strdup_printf ("%s · %s", close, name) : g_steal_pointer (&name);
}

char *
tw_deal_card_describe (TwItem *item,
                       TwDate  date,
                       int     warning)
{
  g_autofree char *title = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *partner = NULL;
  int days;

  g_return_val_if_fail (TW_IS_ITEM (item), NULL);

  title = get_title (item);
  amount = get_amount (item, FALSE);
  partner = get_partner (item);
  days = get_days (item, date, warning);

  if (*amount == '\0')
    {
      g_free (amount);
      amount = g_strdup (_("no amount"));
    }

  if (days < 0)
    /* Translators: read out for a card: customer, amount, partner and role */
    return g_strdup_printf (_("%s, %s, %s"), title, amount, partner);

  return g_strdup_printf (ngettext ("%s, %s, %s, protection ends in %d day", "%s, %s, %s, protection ends in %d days",
                                    days),
                          title, amount, partner, days);
}

static void
update (TwDealCard *self)
{
  g_autofree char *title = get_title (self->item);
  g_autofree char *amount = get_amount (self->item, self->alone);
  g_autofree char *partner = get_partner (self->item);
  g_autofree char *below = get_below (self->item);
  g_autofree char *name = tw_deal_card_describe (self->item, self->date, self->days);
  int days = get_days (self->item, self->date, self->days);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->amount, amount);
  gtk_label_set_text (self->partner, partner);
  gtk_label_set_text (self->below, below);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->below), below);
  gtk_widget_set_visible (self->warning_box, days >= 0);

  if (days >= 0)
    {
      /* Translators: days that are left, as short as can be: "3 d" */
      g_autofree char *text = days == 0 ? g_strdup (_("today")) : g_strdup_printf (_("%d d"), days);
      g_autofree char *tooltip = g_strdup_printf (
          ngettext ("Protection ends in %d day", "Protection ends in %d days", days), days);

      gtk_label_set_text (self->warning, text);
      gtk_widget_set_tooltip_text (self->warning_box, tooltip);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
tw_deal_card_set_item (TwDealCard *self,
                       TwItem     *item,
                       TwDate      date,
                       int         warning)
{
  g_return_if_fail (TW_IS_DEAL_CARD (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);

  g_set_object (&self->item, item);
  self->date = date;
  self->days = warning;

  if (item != NULL)
    {
      g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      update (self);
    }
}

void
tw_deal_card_set_alone (TwDealCard *self,
                        gboolean    alone)
{
  g_return_if_fail (TW_IS_DEAL_CARD (self));

  if (self->alone == alone)
    return;

  self->alone = alone;
  if (self->item != NULL)
    update (self);
}

TwItem *
tw_deal_card_get_item (TwDealCard *self)
{
  g_return_val_if_fail (TW_IS_DEAL_CARD (self), NULL);

  return self->item;
}

static void
tw_deal_card_dispose (GObject *object)
{
  TwDealCard *self = TW_DEAL_CARD (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (tw_deal_card_parent_class)->dispose (object);
}

static void
tw_deal_card_class_init (TwDealCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tw_deal_card_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
append_label (GtkWidget  *line,
              const char *css_class,
              gboolean    expand)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), expand ? 0 : 1);
  gtk_widget_set_hexpand (label, expand);
  if (expand)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (line), label);

  return GTK_LABEL (label);
}

static void
tw_deal_card_init (TwDealCard *self)
{
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *third = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "deal-card");

  self->title = append_label (first, "heading", TRUE);
  self->amount = append_label (first, "numeric", FALSE);
  self->partner = append_label (second, NULL, TRUE);
  self->warning_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->warning_box, "badge");
  gtk_box_append (GTK_BOX (self->warning_box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  self->warning = append_label (self->warning_box, "numeric", FALSE);
  gtk_box_append (GTK_BOX (second), self->warning_box);
  self->below = append_label (third, "dim-label", TRUE);

  gtk_box_append (GTK_BOX (self), first);
  gtk_box_append (GTK_BOX (self), second);
  gtk_box_append (GTK_BOX (self), third);
}

GtkWidget *
tw_deal_card_new (void)
{
  return g_object_new (TW_TYPE_DEAL_CARD, NULL);
}
