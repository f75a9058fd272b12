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

/* Between lines, between what stands in a line, within the badge and around its text, in px. */
#define LINE_GAP  2
#define GAP       8
#define ICON_GAP  4
#define BADGE_PAD 8
#define ICON_SIZE 16

/* A board holds hundreds of cards, and each change of a style class above them styles every widget below anew. So a
 * card draws its texts itself instead of being a tree of a dozen widgets. */
struct _TwDealCard
{
  GtkWidget  parent_instance;

  /* what it says, owned (nullable) */
  char      *title;
  char      *amount;
  char      *partner;
  char      *warning;   /* NULL: nothing to warn of */
  char      *below;

  TwItem    *item;      /* owned (nullable) */
  TwDate     date;
  int        days;
  gboolean   alone;     /* the column has one currency, which its heading names */

  /* where the badge was drawn last, in px of the card, for its tooltip */
  int        badge_x;
  int        badge_width;
};

G_DEFINE_FINAL_TYPE (TwDealCard, tw_deal_card, GTK_TYPE_WIDGET)

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
replace (char **field,
         char  *text)
{
  g_free (*field);
  *field = text;
}

static void
update (TwDealCard *self)
{
  g_autofree char *name = tw_deal_card_describe (self->item, self->date, self->days);
  int days = get_days (self->item, self->date, self->days);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  replace (&self->title, get_title (self->item));
  replace (&self->amount, get_amount (self->item, self->alone));
  replace (&self->partner, get_partner (self->item));
  replace (&self->below, get_below (self->item));
  /* Translators: days that are left, as short as can be: "3 d" */
  replace (&self->warning, days < 0 ? NULL : days == 0 ? g_strdup (_("today")) : g_strdup_printf (_("%d d"), days));
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

/* --- drawing --- */

static int
get_line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));

  pango_font_metrics_unref (metrics);

  /* The badge has its icon. */
  return MAX (height, ICON_SIZE + 2);
}

/* (transfer full): one line of it, cut at @width px; -1: as wide as it is. */
static PangoLayout *
create_layout (TwDealCard *self,
               const char *text,
               const char *attributes,
               int         width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *list = attributes != NULL ? pango_attr_list_from_string (attributes) : NULL;

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  if (list != NULL)
    {
      pango_layout_set_attributes (layout, list);
      pango_attr_list_unref (list);
    }
  if (width >= 0)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, width * PANGO_SCALE);
    }

  return layout;
}

/* Draws @layout at the start or the end of the card, in the middle of the line at @y; returns its width. */
static int
draw (TwDealCard    *self,
      GtkSnapshot   *snapshot,
      PangoLayout   *layout,
      gboolean       at_end,
      int            inset,
      int            y,
      const GdkRGBA *color)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle ink, logical;
  int x;

  pango_layout_get_pixel_extents (layout, &ink, &logical);
  x = at_end != rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - inset - logical.width : inset;
  y += (get_line_height (GTK_WIDGET (self)) - logical.height) / 2;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - logical.x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return logical.width;
}

static void
draw_icon (TwDealCard    *self,
           GtkSnapshot   *snapshot,
           int            x,
           int            y,
           const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme, "dialog-warning-symbolic", NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget), 0);
  GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, colors, 4);
  gtk_snapshot_restore (snapshot);
}

/* The badge with what is left of a protection, at the end of the line; returns the room that it takes. */
static int
draw_badge (TwDealCard    *self,
            GtkSnapshot   *snapshot,
            int            y,
            const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = NULL;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int height = get_line_height (GTK_WIDGET (self));
  int width;
  GskRoundedRect rect;
  GdkRGBA fill = *color;

  self->badge_width = 0;
  if (self->warning == NULL)
    return 0;

  layout = create_layout (self, self->warning, "0 -1 font-features \"tnum=1\"", -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  self->badge_width = width + ICON_SIZE + ICON_GAP + 2 * BADGE_PAD;
  self->badge_x = rtl ? 0 : gtk_widget_get_width (GTK_WIDGET (self)) - self->badge_width;

  fill.alpha *= 0.1f;
  gsk_rounded_rect_init_from_rect (
      &rect, &GRAPHENE_RECT_INIT (self->badge_x, y, self->badge_width, height), height / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &fill, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  draw_icon (self, snapshot, rtl ? self->badge_x + self->badge_width - BADGE_PAD - ICON_SIZE : self->badge_x + BADGE_PAD,
             y + (height - ICON_SIZE) / 2, color);
  draw (self, snapshot, layout, TRUE, BADGE_PAD, y, color);

  return self->badge_width + GAP;
}

static void
tw_deal_card_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  TwDealCard *self = TW_DEAL_CARD (widget);
  g_autoptr (PangoLayout) amount = create_layout (self, self->amount, "0 -1 font-features \"tnum=1\"", -1);
  g_autoptr (PangoLayout) title = NULL;
  g_autoptr (PangoLayout) partner = NULL;
  g_autoptr (PangoLayout) below = NULL;
  int width = gtk_widget_get_width (widget);
  int line = get_line_height (widget) + LINE_GAP;
  GdkRGBA color, dim;
  int taken;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  dim = color;
  dim.alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9f : 0.7f;

  taken = draw (self, snapshot, amount, TRUE, 0, 0, &color);
  title = create_layout (self, self->title, "0 -1 weight bold", MAX (0, width - taken - GAP));
  draw (self, snapshot, title, FALSE, 0, 0, &color);

  taken = draw_badge (self, snapshot, line, &color);
  partner = create_layout (self, self->partner, NULL, MAX (0, width - taken));
  draw (self, snapshot, partner, FALSE, 0, line, &color);

  below = create_layout (self, self->below, NULL, width);
  draw (self, snapshot, below, FALSE, 0, 2 * line, &dim);
}

static void
tw_deal_card_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  /* As wide as its column. */
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : 3 * get_line_height (widget) + 2 * LINE_GAP;
}

static GtkSizeRequestMode
tw_deal_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* What is cut off in the card, and what the badge means. */
static gboolean
tw_deal_card_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  TwDealCard *self = TW_DEAL_CARD (widget);
  int line = get_line_height (widget) + LINE_GAP;
  int days;

  if (self->item == NULL)
    return FALSE;

  if (self->warning != NULL && !keyboard && y >= line && y < 2 * line && x >= self->badge_x &&
      x < self->badge_x + self->badge_width)
    {
      g_autofree char *text = NULL;

      days = get_days (self->item, self->date, self->days);
      text = g_strdup_printf (ngettext ("Protection ends in %d day", "Protection ends in %d days", days), days);
      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }

  gtk_tooltip_set_text (tooltip, y < line ? self->title : y < 2 * line ? self->partner : self->below);

  return TRUE;
}

/* --- life --- */

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
tw_deal_card_finalize (GObject *object)
{
  TwDealCard *self = TW_DEAL_CARD (object);

  g_free (self->title);
  g_free (self->amount);
  g_free (self->partner);
  g_free (self->warning);
  g_free (self->below);

  G_OBJECT_CLASS (tw_deal_card_parent_class)->finalize (object);
}

static void
tw_deal_card_class_init (TwDealCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tw_deal_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = tw_deal_card_finalize;
  widget_class->snapshot = tw_deal_card_snapshot;
  widget_class->measure = tw_deal_card_measure;
  widget_class->get_request_mode = tw_deal_card_get_request_mode;
  widget_class->query_tooltip = tw_deal_card_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tw_deal_card_init (TwDealCard *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "deal-card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tw_deal_card_new (void)
{
  return g_object_new (TW_TYPE_DEAL_CARD, NULL);
}
